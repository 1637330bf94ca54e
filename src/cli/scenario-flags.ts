/** The flags that say under what circumstances memory is estimated, shared by estimate and compare. */
import { engineIds, type EngineId } from '../core/memory/engines/registry';
import type { Scenario } from '../core/memory/scenario';
import { dtypeNames, parseDtype, type Dtype } from '../core/reference/dtypes';
import type { SizingRequest } from '../core/report/sizing';
import { readChoice, readCount, type Arguments, type Flag, UsageError } from './arguments';

export const contextFlag: Flag = {
  name: 'context',
  value: 'N,N',
  description:
    'Tokens in the cache of each sequence; max is what the config declares (default: 4096,32768,max)',
};

export const scenarioFlags: readonly Flag[] = [
  contextFlag,
  { name: 'batch', value: 'N', description: 'Sequences at once (default: 1)' },
  {
    name: 'kv-dtype',
    value: 'D',
    description: `Number format of the cache: auto, ${dtypeNames.join(', ')} (default: auto, the model's own 16 bits)`,
  },
  {
    name: 'engine',
    value: 'NAME,NAME',
    description: `Who runs the model: ${engineIds.join(', ')}, or all (default: transformers)`,
  },
  {
    name: 'tp',
    value: 'N',
    description: 'GPUs that share the heads (tensor parallelism); bytes are then of one GPU (default: 1)',
  },
];

/** Beyond these no estimate means anything, and sums of bytes would lose their last digits. */
const maximumContextTokens = 1_000_000_000;
const maximumBatch = 1_000_000;
const maximumGpus = 1024;

export function readScenario(args: Arguments): SizingRequest {
  return {
    contexts: readContexts(args.value('context')),
    batch: readCount(args.value('batch') ?? '1', 'batch', 1, maximumBatch),
    cacheDtype: readCacheDtype(args.value('kv-dtype') ?? 'auto'),
    engines: readEngines(args.value('engine') ?? 'transformers'),
    tensorParallel: readCount(args.value('tp') ?? '1', 'tp', 1, maximumGpus),
  };
}

/** Whole numbers of tokens, and `max`. */
export function readContexts(text: string | undefined): SizingRequest['contexts'] {
  return text
    ?.split(',')
    .map((item) => (item.trim() === 'max' ? 'maximum' : readCount(item, 'context', 1, maximumContextTokens)));
}

function readCacheDtype(text: string): Scenario['cacheDtype'] {
  if (text === 'auto') return text;
  const choices: readonly (Dtype | 'auto')[] = ['auto', ...dtypeNames];
  return parseDtype(text) ?? readChoice(text, 'cache dtype', choices);
}

function readEngines(text: string): EngineId[] {
  if (text.trim() === 'all') return [...engineIds];
  const engines = text.split(',').map((item) => readChoice(item.trim(), 'engine', engineIds));
  if (engines.length === 0) throw new UsageError('--engine needs a name.');
  return [...new Set(engines)];
}

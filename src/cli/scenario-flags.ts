/** The flags that say under what circumstances memory is estimated, shared by estimate and compare. */
import { engineIds, type EngineId } from '../core/memory/engines/registry';
import { defaultScenario, type Scenario } from '../core/memory/scenario';
import { emptyProject, type Project } from '../core/project/project';
import { limits } from '../core/project/read';
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

/** Flags first, then what the project file says, then defaults. */
export function readScenario(args: Arguments, { scenario, engines }: Project = emptyProject): SizingRequest {
  const { contextTokens, batch, cacheDtype, engine, tensorParallel } = scenario;
  return {
    contexts:
      readContexts(args.value('context')) ?? (contextTokens === undefined ? undefined : [contextTokens]),
    batch: read(args, 'batch', limits.batch) ?? batch ?? defaultScenario.batch,
    cacheDtype: readCacheDtype(args.value('kv-dtype')) ?? cacheDtype ?? defaultScenario.cacheDtype,
    engines: readEngines(args.value('engine')) ?? engines ?? [engine ?? defaultScenario.engine],
    tensorParallel:
      read(args, 'tp', limits.tensorParallel) ?? tensorParallel ?? defaultScenario.tensorParallel,
  };
}

function read(args: Arguments, flag: string, maximum: number): number | undefined {
  const text = args.value(flag);
  return text === undefined ? undefined : readCount(text, flag, 1, maximum);
}

/** Whole numbers of tokens, and `max`. */
export function readContexts(text: string | undefined): SizingRequest['contexts'] {
  return text
    ?.split(',')
    .map((item) => (item.trim() === 'max' ? 'maximum' : readCount(item, 'context', 1, limits.contextTokens)));
}

function readCacheDtype(text: string | undefined): Scenario['cacheDtype'] | undefined {
  if (text === undefined || text === 'auto') return text;
  const choices: readonly (Dtype | 'auto')[] = ['auto', ...dtypeNames];
  return parseDtype(text) ?? readChoice(text, 'cache dtype', choices);
}

function readEngines(text: string | undefined): EngineId[] | undefined {
  if (text === undefined) return undefined;
  if (text.trim() === 'all') return [...engineIds];
  const engines = text.split(',').map((item) => readChoice(item.trim(), 'engine', engineIds));
  if (engines.length === 0) throw new UsageError('--engine needs a name.');
  return [...new Set(engines)];
}

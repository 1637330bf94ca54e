/** The flags that say how a model is run: for estimate and compare what memory is sized for, for check what is promised. */
import { engineIds, type EngineId } from '../core/memory/engines/registry';
import { defaultScenario, type Scenario, type ScenarioSettings } from '../core/memory/scenario';
import { emptyProject, type Project } from '../core/project/project';
import { limits } from '../core/project/read';
import { dtypeNames, parseDtype, type Dtype } from '../core/reference/dtypes';
import { withoutUndefined } from '../core/plain';
import type { SizingRequest } from '../core/report/sizing';
import { readChoice, readCount, type Arguments, type Flag, UsageError } from './arguments';

export const contextFlag: Flag = {
  name: 'context',
  value: 'N,N',
  description:
    'Tokens in the cache of each sequence; max is what the config declares (default: 4096,32768,max)',
};

const cacheDtypeFlag: Flag = {
  name: 'kv-dtype',
  value: 'D',
  description: `Number format of the cache: auto, ${dtypeNames.join(', ')} (default: auto, the model's own 16 bits)`,
};

export const scenarioFlags: readonly Flag[] = [
  contextFlag,
  { name: 'batch', value: 'N', description: 'Sequences at once (default: 1)' },
  cacheDtypeFlag,
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
    tensorParallel: read(args, 'tp', limits.gpus) ?? tensorParallel ?? defaultScenario.tensorParallel,
  };
}

/** How the model is to be served, for the rules about that; what is not said is not checked. */
export const servingFlags: readonly Flag[] = [
  {
    name: 'tp',
    value: 'N',
    description: 'Check that the heads can be shared by N GPUs (tensor parallelism)',
  },
  {
    name: 'pp',
    value: 'N',
    description: 'Check that the layers can be cut into N stages (pipeline parallelism)',
  },
  {
    name: 'ep',
    value: 'N',
    description: 'Check that the experts can be shared by N GPUs (expert parallelism)',
  },
  {
    name: 'dcp',
    value: 'N',
    description:
      'Check that N of the --tp GPUs can share the tokens of the cache (decode context parallelism)',
  },
  {
    name: 'budget',
    value: 'GIB',
    description: 'Check that the cache of one sequence fits into so many GiB of one GPU',
  },
  {
    name: 'context',
    value: 'N',
    description: 'Tokens of that sequence; max is what the config declares (default: max)',
  },
  cacheDtypeFlag,
  {
    name: 'engine',
    value: 'NAME',
    description: `Who runs the model: ${engineIds.join(', ')} (default: transformers)`,
  },
];

/** What the flags say and nothing else: the rules guess no scenario. */
export function readServing(args: Arguments): ScenarioSettings {
  const budget = args.value('budget');
  const contexts = readContexts(args.value('context'));
  const engine = args.value('engine');
  if (contexts && contexts.length > 1) throw new UsageError('check takes one --context.');
  return withoutUndefined({
    tensorParallel: read(args, 'tp', limits.gpus),
    pipelineParallel: read(args, 'pp', limits.gpus),
    expertParallel: read(args, 'ep', limits.gpus),
    decodeContextParallel: read(args, 'dcp', limits.gpus),
    budgetBytes: budget === undefined ? undefined : readGib(budget),
    contextTokens: contexts?.[0],
    cacheDtype: readCacheDtype(args.value('kv-dtype')),
    engine: engine === undefined ? undefined : readChoice(engine, 'engine', engineIds),
  });
}

function readGib(text: string): number {
  const gib = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (gib > 0) return gib * 1024 ** 3;
  throw new UsageError(`--budget ${JSON.stringify(text)} is no number of GiB above 0, such as 80.`);
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

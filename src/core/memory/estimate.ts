import type { Architecture } from '../architecture';
import { mixerModule, type Mixer } from '../mixers/registry';
import { stateKinds, type Axis, type StateKind, type StateTensor } from '../mixers/state';
import {
  bytesOf,
  bytesPerNumber,
  dtypes,
  scaleAssumption,
  type Dtype,
  type StateDtype,
} from '../reference/dtypes';
import type { Engine, KeptState, KeptTensor, Pages, ScenarioDtypes } from './engines/engine';
import { engines } from './engines/registry';
import { mixerGroups } from './mixer-groups';
import type { Scenario } from './scenario';

/** One tensor that a layer keeps between steps, at a context and batch. */
export interface EstimatedTensor {
  readonly name: string;
  readonly kind: StateKind;
  readonly shape: readonly number[];
  readonly dtype: StateDtype;
  readonly bytes: number;
}

export interface EstimatedLayer {
  readonly index: number;
  readonly tensors: readonly EstimatedTensor[];
  readonly bytes: number;
}

/** What bytes are of: a kind of tensor, or pages that hold nothing, in an engine that has pages. */
export type ByteKind = StateKind | 'padding';

export const byteKinds: readonly ByteKind[] = [...stateKinds, 'padding'];

/** Memory between steps of a model in a scenario. All sizes in bytes, of one GPU where heads are shared out. */
export interface Estimate {
  readonly scenario: Scenario;
  readonly engine: Engine;
  /** The cache dtype that `auto` came to. */
  readonly cacheDtype: Dtype;
  /** Padding is no layer's. */
  readonly bytes: Readonly<Record<ByteKind | 'total', number>>;
  /** Bytes that one more token of one sequence adds, once every window is full. */
  readonly bytesPerToken: number;
  /** Bytes of one sequence that are not in proportion to the context, at this context. */
  readonly fixedBytes: number;
  readonly layers: readonly EstimatedLayer[];
  readonly assumptions: readonly string[];
}

/** Exact bytes of every cache and state tensor, layer by layer. Pure arithmetic over `mixer.state`. */
export function estimate(architecture: Architecture, scenario: Scenario): Estimate {
  const engine: Engine = engines[scenario.engine];
  const dtypesOfScenario = scenarioDtypes(architecture, scenario);
  const kept = keptStates(architecture, scenario);
  const pages = engine.pages?.(kept);
  const perKind: Record<StateKind, number> = { kv: 0, latent: 0, index: 0, conv: 0, recurrent: 0 };
  const layers: EstimatedLayer[] = [];

  for (const { layers: indices, tensors: keptTensors } of kept) {
    const all = keptTensors.map((each) => estimateTensor(each, engine, pages, scenario));
    for (const { kind, bytes } of all) perKind[kind] += bytes * indices.length;
    const tensors = all.filter(({ bytes }) => bytes > 0);
    const bytes = sum(tensors.map((tensor) => tensor.bytes));
    for (const index of indices) layers[index] = { index, tensors, bytes };
  }

  const held = sum(stateKinds.map((kind) => perKind[kind]));
  const total = pages ? pages.bytes(scenario.contextTokens) * scenario.batch : held;
  const bytesPerToken =
    pages?.bytesPerToken ??
    sum(
      kept.flatMap(({ layers: indices, tensors }) =>
        tensors.map((each) => growthPerToken(each) * indices.length),
      ),
    );
  return {
    scenario,
    engine,
    cacheDtype: dtypesOfScenario.cache,
    bytes: { ...perKind, padding: total - held, total },
    bytesPerToken,
    fixedBytes: total / scenario.batch - bytesPerToken * scenario.contextTokens,
    layers,
    assumptions: [
      ...tensorParallelAssumptions(architecture, scenario),
      ...engine.assumptions(distinctMixers(architecture), dtypesOfScenario, pages),
      ...scaleAssumptions(dtypesOfScenario.cache, kept),
    ],
  };
}

/**
 * Total bytes as a function of the context, and contexts at which there may be more than at a later one: what
 * whoever looks for the longest context needs, without the layers.
 */
export function sizeByContext(
  architecture: Architecture,
  scenario: Omit<Scenario, 'contextTokens'>,
): { bytesAt(contextTokens: number): number; peaks(contextTokens: number): number[] } {
  const engine: Engine = engines[scenario.engine];
  const kept = keptStates(architecture, scenario);
  const pages = engine.pages?.(kept);
  if (pages) {
    return {
      bytesAt: (contextTokens) => pages.bytes(contextTokens) * scenario.batch,
      peaks: (contextTokens) => pages.peaks(contextTokens),
    };
  }
  // A block's unfinished part is kept until the block is whole, so that a longer context can take less.
  const unfinished = new Set(
    kept.flatMap(({ tensors }) =>
      tensors.flatMap(({ tensor: { growth } }) => (growth.type === 'remainder' ? [growth.of] : [])),
    ),
  );
  return {
    bytesAt: (contextTokens) =>
      sum(
        kept.flatMap(({ layers, tensors }) =>
          tensors.map(
            (each) =>
              estimateTensor(each, engine, undefined, { ...scenario, contextTokens }).bytes * layers.length,
          ),
        ),
      ),
    peaks: (contextTokens) =>
      [...unfinished].map((of) => Math.floor((contextTokens + 1) / of) * of - 1).filter((peak) => peak > 0),
  };
}

/** The tensors that the scenario's engine keeps of a mixer. */
export function stateTensors(
  mixer: Mixer,
  architecture: Architecture,
  scenario: Omit<Scenario, 'contextTokens'>,
): readonly StateTensor[] {
  const engine: Engine = engines[scenario.engine];
  const { tensorParallel } = scenario;
  const own = engine.state?.(mixer, { dtypes: scenarioDtypes(architecture, scenario), tensorParallel });
  return own ?? mixerModule(mixer).state(mixer);
}

/** What the engine keeps of each distinct mixer, in the order of `mixerGroups`. */
export function keptStates(
  architecture: Architecture,
  scenario: Omit<Scenario, 'contextTokens'>,
): KeptState[] {
  const engine: Engine = engines[scenario.engine];
  const dtypesOfScenario = scenarioDtypes(architecture, scenario);
  return mixerGroups(architecture).map(({ mixer, layers }) => ({
    mixer,
    layers,
    tensors: stateTensors(mixer, architecture, scenario).map((tensor): KeptTensor => {
      const dtype = engine.dtype(tensor, mixer, dtypesOfScenario);
      const entry = product(
        tensor.shape.map((axis) => axisSize(axis, engine, 1, 1, scenario.tensorParallel)),
      );
      return { tensor, dtype, entryBytes: entry * bytesPerNumber(dtype) };
    }),
  }));
}

/** What `auto` means for a model: caches are kept in 16 bits, whatever the checkpoint is stored in. */
export function scenarioDtypes(
  architecture: Architecture,
  scenario: Pick<Scenario, 'cacheDtype'>,
): ScenarioDtypes {
  const own = architecture.modelDtype === 'fp16' ? 'fp16' : 'bf16';
  const cache = scenario.cacheDtype === 'auto' ? own : scenario.cacheDtype;
  const { stateDtype } = architecture;
  return {
    cache,
    model: dtypes[cache].bits >= 16 ? cache : own,
    ...(stateDtype !== undefined && { state: stateDtype }),
  };
}

function estimateTensor(
  { tensor, dtype }: KeptTensor,
  engine: Engine,
  pages: Pages | undefined,
  { contextTokens, batch, tensorParallel }: Scenario,
): EstimatedTensor {
  const length = pages ? pages.length(tensor, contextTokens) : engine.length(tensor.growth, contextTokens);
  const shape = tensor.shape.map((axis) => axisSize(axis, engine, batch, length, tensorParallel));
  return { name: tensor.name, kind: tensor.kind, shape, dtype, bytes: bytesOf(product(shape), dtype) };
}

/** Heads that do not divide are replicated, as all engines do: every GPU then holds at least one. */
function axisSize(axis: Axis, engine: Engine, batch: number, length: number, tensorParallel: number): number {
  if (axis === 'batch') return batch;
  if (axis === 'length') return length;
  if (typeof axis === 'number') return axis;
  const size = engine.keepsRepeatedHeads ? (axis.repeated ?? axis.sharded) : axis.sharded;
  return Math.max(1, Math.ceil(size / tensorParallel));
}

function growthPerToken({ tensor: { growth }, entryBytes }: KeptTensor): number {
  if (growth.type !== 'tokens' && growth.type !== 'blocks') return 0;
  return entryBytes / (growth.type === 'blocks' ? growth.of : 1);
}

function tensorParallelAssumptions(architecture: Architecture, { tensorParallel }: Scenario): string[] {
  if (tensorParallel === 1) return [];
  const latent = architecture.layers.some(({ mixer }) => mixer.kind === 'mla' || mixer.kind === 'dsa');
  return [
    `bytes are of one of ${tensorParallel} GPUs; heads that do not divide are replicated`,
    ...(latent ? ['every GPU keeps the whole latent'] : []),
  ];
}

function scaleAssumptions(cache: Dtype, kept: readonly KeptState[]): string[] {
  const isCached = kept.some(({ tensors }) => tensors.some(({ tensor }) => tensor.dtype === 'cache'));
  const assumption = isCached ? scaleAssumption(cache) : undefined;
  return assumption === undefined ? [] : [assumption];
}

/** One mixer of each kind that the model has. */
export function distinctMixers(architecture: Architecture): Mixer[] {
  return [...new Map(architecture.layers.map(({ mixer }) => [mixer.kind, mixer])).values()];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const product = (values: readonly number[]): number => values.reduce((total, value) => total * value, 1);

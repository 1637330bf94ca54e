import type { Architecture, Layer } from '../architecture';
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
import type { Engine, ScenarioDtypes } from './engines/engine';
import { engines } from './engines/registry';
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

export type BytesByKind = Readonly<Record<StateKind, number>>;

/** Memory between steps of a model in a scenario. All sizes in bytes, of one GPU where heads are shared out. */
export interface Estimate {
  readonly scenario: Scenario;
  readonly engine: Engine;
  /** The cache dtype that `auto` came to. */
  readonly cacheDtype: Dtype;
  readonly bytes: BytesByKind & { readonly total: number };
  /** Bytes that one more token of one sequence adds, once every window is full. */
  readonly bytesPerToken: number;
  /** Bytes of one sequence that are not in proportion to the context, at this context. */
  readonly fixedBytes: number;
  readonly layers: readonly EstimatedLayer[];
  readonly assumptions: readonly string[];
}

/** Exact bytes of every cache and state tensor, layer by layer. Pure arithmetic over `mixer.state`. */
export function estimate(architecture: Architecture, scenario: Scenario): Estimate {
  const engine = engines[scenario.engine];
  const dtypesOfScenario = scenarioDtypes(architecture, scenario);
  const perKind: Record<StateKind, number> = { kv: 0, latent: 0, index: 0, conv: 0, recurrent: 0 };
  let bytesPerToken = 0;

  const layers = architecture.layers.map((layer): EstimatedLayer => {
    const tensors = mixerModule(layer.mixer)
      .state(layer.mixer)
      .map((tensor) => {
        const estimated = estimateTensor(tensor, engine, dtypesOfScenario, scenario);
        perKind[tensor.kind] += estimated.bytes;
        bytesPerToken += growthPerToken(tensor, engine, estimated.dtype, scenario.tensorParallel);
        return estimated;
      })
      .filter(({ bytes }) => bytes > 0);
    return { index: layer.index, tensors, bytes: sum(tensors.map(({ bytes }) => bytes)) };
  });

  const total = sum(stateKinds.map((kind) => perKind[kind]));
  return {
    scenario,
    engine,
    cacheDtype: dtypesOfScenario.cache,
    bytes: { ...perKind, total },
    bytesPerToken,
    fixedBytes: total / scenario.batch - bytesPerToken * scenario.contextTokens,
    layers,
    assumptions: [
      ...tensorParallelAssumptions(architecture, scenario),
      ...engine.assumptions(distinctMixers(architecture), dtypesOfScenario),
      ...scaleAssumptions(dtypesOfScenario.cache, perKind),
    ],
  };
}

/** What `auto` means for a model: caches are kept in 16 bits, whatever the checkpoint is stored in. */
export function scenarioDtypes(architecture: Architecture, scenario: Scenario): ScenarioDtypes {
  const own = architecture.modelDtype === 'fp16' ? 'fp16' : 'bf16';
  const cache = scenario.cacheDtype === 'auto' ? own : scenario.cacheDtype;
  return { cache, model: dtypes[cache].bits >= 16 ? cache : own };
}

function estimateTensor(
  tensor: StateTensor,
  engine: Engine,
  scenarioDtypes: ScenarioDtypes,
  scenario: Scenario,
): EstimatedTensor {
  const length = engine.length(tensor.growth, scenario.contextTokens);
  const shape = tensor.shape.map((axis) =>
    axisSize(axis, engine, scenario.batch, length, scenario.tensorParallel),
  );
  const dtype = engine.dtype(tensor.dtype, scenarioDtypes);
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

function growthPerToken(
  tensor: StateTensor,
  engine: Engine,
  dtype: StateDtype,
  tensorParallel: number,
): number {
  const { growth } = tensor;
  if (growth.type !== 'tokens' && growth.type !== 'blocks') return 0;
  const entry = product(tensor.shape.map((axis) => axisSize(axis, engine, 1, 1, tensorParallel)));
  return (entry * bytesPerNumber(dtype)) / (growth.type === 'blocks' ? growth.of : 1);
}

function tensorParallelAssumptions(architecture: Architecture, { tensorParallel }: Scenario): string[] {
  if (tensorParallel === 1) return [];
  const latent = architecture.layers.some(({ mixer }) => mixer.kind === 'mla' || mixer.kind === 'dsa');
  return [
    `bytes are of one of ${tensorParallel} GPUs; heads that do not divide are replicated`,
    ...(latent ? ['every GPU keeps the whole latent'] : []),
  ];
}

function scaleAssumptions(cache: Dtype, bytes: BytesByKind): string[] {
  const assumption = bytes.kv + bytes.latent + bytes.index > 0 ? scaleAssumption(cache) : undefined;
  return assumption === undefined ? [] : [assumption];
}

/** One mixer of each kind that the model has. */
export function distinctMixers(architecture: Architecture): Mixer[] {
  return [...new Map(architecture.layers.map(({ mixer }: Layer) => [mixer.kind, mixer])).values()];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const product = (values: readonly number[]): number => values.reduce((total, value) => total * value, 1);

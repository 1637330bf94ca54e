import type { FeedForward } from '../../core/feedforward/feedforward';
import type { Mixer } from '../../core/mixers/registry';
import { Graph, product, type FloatType, type Value } from '../onnx/graph';
import type { ModelProto } from '../onnx/model';
import { feedForward } from './feed-forward';
import { batch, type Layer, type Path, type Phase, type Remarks, type Storage } from './layer';
import { rmsNorm } from './operators';
import { RandomStorage, type Placement, type RandomInput } from './random';
import { mixerGraph } from './registry';

/** What is built: one layer's shape, in one phase, at one length. */
export interface LayerSpec {
  readonly mixer: Mixer;
  readonly hiddenSize: number;
  readonly phase: Phase;
  /** Tokens in the cache in decode, the prompt's length in prefill. */
  readonly contextTokens: number;
  readonly dtype: FloatType;
  readonly path: Path;
  readonly feedForward?: FeedForward;
}

/** The layer that a mixer's graph is built in, and what it builds from a normalised input. */
export function createLayer(
  graph: Graph,
  spec: LayerSpec,
  storage: Storage,
  remarks: Remarks,
): { layer: Layer; mix: (x: Value) => Value } {
  const module = mixerGraph(spec.mixer);
  if ('because' in module) throw new Error(`No benchmark of ${spec.mixer.kind}: ${module.because}.`);
  const layer: Layer = {
    graph,
    dtype: spec.dtype,
    phase: spec.phase,
    path: spec.path,
    hiddenSize: spec.hiddenSize,
    tokens: spec.phase === 'decode' ? 1 : spec.contextTokens,
    contextTokens: spec.phase === 'decode' ? spec.contextTokens : 0,
    weight: (...given) => storage.weight(...given),
    past: (...given) => storage.past(...given),
    present: (...given) => storage.present(...given),
    ...remarks,
  };
  return { layer, mix: (x) => module.build(layer, spec.mixer, x) };
}

/** x + mixer(norm(x)), and then the feed-forward in the same way where asked for. x: [1, tokens, hidden]. */
export function addBlock(graph: Graph, spec: LayerSpec, storage: Storage, x: Value, remarks: Remarks): Value {
  const { layer, mix } = createLayer(graph, spec, storage, remarks);
  const norm = storage.weight('input_norm', [spec.hiddenSize], 'norm');
  const mixed = graph.add(x, mix(rmsNorm(layer, x, norm)));
  if (!spec.feedForward || spec.feedForward.kind === 'none') return mixed;
  const secondNorm = storage.weight('feed_forward_norm', [spec.hiddenSize], 'norm');
  return graph.add(mixed, feedForward(layer, spec.feedForward, rmsNorm(layer, mixed, secondNorm)));
}

export interface Stack {
  readonly model: ModelProto;
  readonly bytes: Uint8Array;
  /** What is fed besides the seed. */
  readonly inputs: readonly RandomInput[];
  /** Of all layers together. */
  readonly weightBytes: number;
  readonly stateBytes: number;
  readonly leftOut: readonly string[];
  readonly remarks: readonly string[];
}

/**
 * `layers` blocks on top of each other, each with weights and caches of its own, as one model: a scalar in, a scalar
 * out, so that nothing but the layers takes time.
 */
export function buildStack(spec: LayerSpec, layers: number, placement: Placement): Stack {
  const graph = new Graph();
  const leftOut = new Set<string>();
  const remarks = new Set<string>();
  const tokens = spec.phase === 'decode' ? 1 : spec.contextTokens;
  const shape = [batch, tokens, spec.hiddenSize];
  const seed = graph.input('seed', spec.dtype, [1]);
  const storage = new RandomStorage(graph, placement);
  let x = graph.multiply(storage.base(shape, spec.dtype), seed);
  for (let index = 0; index < layers; index++) {
    x = addBlock(graph, spec, storage.layer(spec.dtype), x, {
      leaveOut: (what) => leftOut.add(what),
      remark: (what) => remarks.add(what),
    });
  }
  const flat = graph.reshape(graph.cast(x, 'fp32'), [product(shape)]);
  graph.output('mean', graph.mean(flat, 0, true));
  return {
    model: graph.model(),
    bytes: graph.encode(),
    inputs: storage.inputs,
    weightBytes: storage.weightBytes,
    stateBytes: storage.stateBytes,
    leftOut: [...leftOut],
    remarks: [...remarks],
  };
}

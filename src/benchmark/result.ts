import type { MixerKind } from '../core/mixers/registry';
import type { Path, Phase } from './graphs/layer';
import type { FloatType } from './onnx/graph';

/** What a benchmark says: the object that `layerwise benchmark --json` prints. Scripts depend on its names. */

export type Provider = 'webgpu' | 'cuda' | 'dml' | 'coreml' | 'cpu';

export interface BenchmarkResult {
  readonly file: string;
  readonly family: string;
  /** `probable`: the name comes from the operating system; onnxruntime does not say which device it uses. */
  readonly device: { readonly provider: Provider; readonly name: string; readonly probable: boolean };
  readonly dtype: FloatType;
  readonly runtime: { readonly node: string; readonly onnxruntime: string };
  readonly ceilings: Ceilings;
  readonly results: readonly LayerResult[];
  /** What a reader must know: a provider that could not start, a kind that has no graph. */
  readonly notes: readonly string[];
}

/** What this device reaches in this run: reading weights once, and a large matrix product. */
export interface Ceilings {
  readonly bytesPerSecond: number;
  readonly flopsPerSecond: number;
}

/** One layer in one phase at one length. Numbers are null where nothing was measured; `reason` then says why. */
export interface LayerResult {
  readonly layer: number;
  readonly mixer: MixerKind;
  readonly phase: Phase;
  /** In the cache in decode, the prompt's length in prefill. */
  readonly contextTokens: number;
  readonly batch: 1;
  /** Per layer and per call: one token in decode, the whole prompt in prefill. */
  readonly milliseconds: Spread | null;
  readonly repetitions: number;
  /** Weights and state that one call must read. */
  readonly bytesMoved: number;
  readonly flops: number;
  readonly bytesPerSecond: number | null;
  readonly flopsPerSecond: number | null;
  /** Of the ceiling that the layer is closer to. */
  readonly shareOfCeiling: number | null;
  readonly accepted: boolean;
  readonly reason: string | null;
  readonly ops: readonly OperatorCount[];
  readonly leftOut: readonly string[];
  /** How the mixer was computed; null where it was not. */
  readonly path: Path | null;
  /** With the layer's feed-forward, or the mixer alone. */
  readonly feedForward: boolean;
}

export interface Spread {
  readonly median: number;
  readonly q1: number;
  readonly q3: number;
}

/** How often an operator ran, and which provider ran it, in one layer. */
export interface OperatorCount {
  readonly op: string;
  readonly provider: string;
  readonly count: number;
}

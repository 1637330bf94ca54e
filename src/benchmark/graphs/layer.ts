import type { FloatType, Graph, Value } from '../onnx/graph';

export type Phase = 'decode' | 'prefill';

/**
 * - `fused`: com.microsoft's operators for language models (GroupQueryAttention, LinearAttention…)
 * - `decomposed`: plain ONNX operators, for providers that lack those
 */
export type Path = 'fused' | 'decomposed';

/** What numbers a weight gets, so that a random layer neither explodes nor dies out. */
export type Fill =
  /** Uniform, of variance 1 ÷ rows. */
  | 'matrix'
  /** Near 1. */
  | 'norm'
  /** Within ± 0.1. */
  | 'bias'
  /** Within ± 1: logarithms of decay rates. */
  | 'decay';

/** Where a layer's weights and states come from: random constants when timing, known values in tests. */
export interface Storage {
  weight(name: string, shape: readonly number[], fill: Fill): Value;
  /** A tensor kept from the steps before. Only decode asks for one: prefill starts with nothing. */
  past(name: string, shape: readonly number[], dtype: FloatType): Value;
  /** The same tensor after this step; for keys and latents only the new tokens' part. */
  present(name: string, value: Value): void;
}

/** All that a mixer's graph needs to be built. */
export interface Layer extends Storage {
  readonly graph: Graph;
  readonly dtype: FloatType;
  readonly phase: Phase;
  readonly path: Path;
  readonly hiddenSize: number;
  /** Tokens of this call: 1 in decode, the prompt's length in prefill. */
  readonly tokens: number;
  /** Tokens seen before this call; 0 in prefill. */
  readonly contextTokens: number;
  /** Says what the graph does not do that the model does. */
  leaveOut(what: string): void;
  /** Says what is in the time that a reader would not expect. */
  remark(what: string): void;
}

/** Sequences per call. One user's latency is what is measured. */
export const batch = 1;

/** What a graph says of itself besides its nodes. */
export type Remarks = Pick<Layer, 'leaveOut' | 'remark'>;

/** Builds one kind of mixer. */
export interface MixerGraph<M> {
  /** x: the normalised input [1, tokens, hidden]. Returns what the block adds to its input, of the same shape. */
  build(layer: Layer, mixer: M, x: Value): Value;
  /** Tokens of cache that decode really reads at a context: all of it, a window, or nothing. */
  cachedTokens(mixer: M, contextTokens: number): number;
  /** Most bytes that intermediate results take in a prefill of `tokens`, beyond a few activations. */
  workspaceBytes?(mixer: M, tokens: number, elementSize: number): number;
}

/** A kind that has no graph, and why. */
export interface NotBenchmarkable {
  readonly because: string;
}

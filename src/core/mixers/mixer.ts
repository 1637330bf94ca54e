import type { StateTensor } from './state';

/** Work of one layer's mixer for one sequence. A multiply-add counts as two operations. */
export interface Cost {
  /** Floating-point operations. */
  readonly flops: number;
  /** Numbers read from the cache or state (not weights), for one decode step; 0 in prefill. */
  readonly stateElementsRead: number;
}

export interface Paper {
  readonly title: string;
  readonly url: string;
}

/**
 * All that is known of one kind of token mixer. Shapes are per layer; `M` holds one layer's dimensions.
 */
export interface MixerModule<M> {
  /** As its paper names it: "Gated DeltaNet". */
  readonly name: string;
  /** One letter for strips and patterns; unique among the mixers. */
  readonly glyph: string;
  /** What it is, in two sentences at most. */
  readonly summary: string;
  readonly paper: Paper;
  /** Its role in a hybrid: sees the whole context, a bounded part of it, a state of fixed size, or nothing. */
  readonly reach: 'global' | 'local' | 'state' | 'none';
  /** The tensors kept between steps, as the architecture needs them; engines say how many of each they keep. */
  state(mixer: M): readonly StateTensor[];
  /** Exact count of the mixer's own weights (projections, biases, norms inside it) at a model width of `hiddenSize`. */
  parameters(mixer: M, hiddenSize: number): number;
  /** Operations beyond the weight matmuls (2 × parameters) for one new token with `contextTokens` already seen. */
  decode(mixer: M, contextTokens: number): Cost;
  /** Operations beyond the weight matmuls for a whole prompt of `promptTokens`. */
  prefill(mixer: M, promptTokens: number): Cost;
  /** The dimensions in words, for hovers: "16 query heads, 2 key/value heads of 256". */
  describe(mixer: M): string;
}

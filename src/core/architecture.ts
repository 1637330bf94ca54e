import type { Pointer } from './document/pointer';
import type { FeedForward } from './feedforward/feedforward';
import type { Mixer } from './mixers/registry';
import type { Dtype } from './reference/dtypes';

/** One block of the model: its mixer, its feed-forward, and the place in the text that decided it. */
export interface Layer {
  /** 0-based. */
  readonly index: number;
  readonly mixer: Mixer;
  readonly feedForward: FeedForward;
  /** Norms and other weights of the block outside mixer and feed-forward. */
  readonly otherParameters: number;
  readonly pointer: Pointer;
}

/** Weights outside the layers: embedding, head, final norm, vision tower. */
export interface Part {
  readonly name: string;
  readonly parameters: number;
}

/** What a config builds. Everything that is estimated, checked against a pattern or benchmarked starts here. */
export interface Architecture {
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  readonly layers: readonly Layer[];
  readonly embeddingParameters: number;
  /** 0 where the head shares the embedding's weights. */
  readonly headParameters: number;
  readonly parts: readonly Part[];
  /** Longest context that the config declares, in tokens. */
  readonly maximumContextTokens: number | undefined;
  /** The dtype that the config names for its weights. */
  readonly modelDtype: Dtype | undefined;
  /** The dtype that it tells engines to keep recurrent states in; absent where it leaves that to them. */
  readonly stateDtype?: Dtype;
  /** Why the parameter count is not exact; absent where it is. */
  readonly inexact?: string;
  /** What a reader of the numbers must know: a field left out and its default, a part that is not modelled. */
  readonly notes: readonly string[];
}

/** What a mixer keeps between steps, before any engine has had its say. */

export type StateKind = 'kv' | 'latent' | 'index' | 'conv' | 'recurrent';

export const stateKinds: readonly StateKind[] = ['kv', 'latent', 'index', 'conv', 'recurrent'];

/**
 * How the length of a tensor follows the context.
 * - `tokens`: one entry per token of context
 * - `window`: one per token of the last `tokens`
 * - `blocks`: one per whole block of `of` tokens
 * - `remainder`: one per token of the unfinished block of `of` tokens
 * - `last-block`: `of` entries, those of the last whole block of `of` tokens, once there is one
 * - `convolution`: the last inputs of a causal convolution of width `kernel`
 * - `constant`: no length at all
 */
export type Growth =
  | { readonly type: 'tokens' }
  | { readonly type: 'window'; readonly tokens: number }
  | { readonly type: 'blocks'; readonly of: number }
  | { readonly type: 'remainder'; readonly of: number }
  | { readonly type: 'last-block'; readonly of: number }
  | { readonly type: 'convolution'; readonly kernel: number }
  | { readonly type: 'constant' };

/**
 * One axis of a state tensor: a fixed size, the batch, the length that `Growth` rules, or an axis of heads or
 * channels that tensor parallelism may divide.
 */
export type Axis =
  | number
  | 'batch'
  | 'length'
  | {
      readonly sharded: number;
      /** As many as a class keeps that repeats heads for its queries before it caches them. */
      readonly repeated?: number;
    };

export interface StateTensor {
  /** Unique within its layer: `keys`, `values`, `conv`, `recurrent`. */
  readonly name: string;
  readonly kind: StateKind;
  readonly shape: readonly Axis[];
  readonly growth: Growth;
  /** `cache`: the cache dtype of the scenario; `model`: the dtype activations have; the others: always that. */
  readonly dtype: 'cache' | 'model' | 'float32' | 'int8' | 'int64';
}

import type { Cost, MixerModule } from './mixer';
import type { StateTensor } from './state';

/** The dimensions of multi-head latent attention, shared with its sparse form. */
export interface LatentGeometry {
  readonly heads: number;
  /** Rank of the query compression; absent where queries are projected directly. */
  readonly queryRank?: number;
  /** Rank of the latent that stands for all keys and values. */
  readonly keyValueRank: number;
  /** Width of a query/key head without position, and of the part rotated by position. */
  readonly nopeDim: number;
  readonly ropeDim: number;
  readonly valueDim: number;
  readonly bias?: boolean;
  /** A sigmoid gate on the output, projected from the layer's input (Kimi K3). */
  readonly outputGate?: boolean;
  /** The same with one number per head (Ling 3). */
  readonly headGate?: boolean;
  /** A learned logit per head that takes part in the softmax (Hy4). */
  readonly sinks?: boolean;
}

export interface MlaMixer extends LatentGeometry {
  readonly kind: 'mla';
}

/** latent: [batch, 1, length, rank]; rope key: [batch, 1, length, rope dim]. One copy on every tensor-parallel rank. */
export function latentState({ keyValueRank, ropeDim }: LatentGeometry): StateTensor[] {
  const growth = { type: 'tokens' } as const;
  return [
    { name: 'latent', kind: 'latent', shape: ['batch', 1, 'length', keyValueRank], growth, dtype: 'cache' },
    { name: 'rope_keys', kind: 'latent', shape: ['batch', 1, 'length', ropeDim], growth, dtype: 'cache' },
  ];
}

/** Inputs and outputs of q (through its rank), kv_a, kv_b, o and gates (transformers, `DeepseekV3Attention`). */
export function latentMatrices(
  geometry: LatentGeometry,
  hiddenSize: number,
): readonly (readonly [inputs: number, outputs: number])[] {
  const { heads, queryRank, keyValueRank, nopeDim, ropeDim, valueDim, outputGate, headGate } = geometry;
  const queryWidth = heads * (nopeDim + ropeDim);
  return [
    ...(queryRank === undefined
      ? [[hiddenSize, queryWidth] as const]
      : [[hiddenSize, queryRank] as const, [queryRank, queryWidth] as const]),
    [hiddenSize, keyValueRank + ropeDim],
    [keyValueRank, heads * (nopeDim + valueDim)],
    [heads * valueDim, hiddenSize],
    ...(outputGate ? [[hiddenSize, heads * valueDim] as const] : []),
    ...(headGate ? [[hiddenSize, heads] as const] : []),
  ];
}

/** The matrices, norms of both latents, biases and sinks. */
export function latentParameters(geometry: LatentGeometry, hiddenSize: number): number {
  const { heads, queryRank = 0, keyValueRank, ropeDim } = geometry;
  const matrices = latentMatrices(geometry, hiddenSize);
  const bias = geometry.bias ? queryRank + keyValueRank + ropeDim + hiddenSize : 0;
  return (
    matrices.reduce((sum, [inputs, outputs]) => sum + inputs * outputs, 0) +
    (queryRank + keyValueRank) +
    bias +
    (geometry.sinks ? heads : 0)
  );
}

/**
 * One query over `attendedTokens` latents in the absorbed form (DeepSeek-V2, §2.1.3): scores against latent and rope
 * key, weighted sum of latents. The kv_b projection, which is in the parameters, is applied to the query and output.
 */
export function latentStep({ heads, keyValueRank, ropeDim }: LatentGeometry, attendedTokens: number): Cost {
  return {
    flops: 2 * heads * (2 * keyValueRank + ropeDim) * attendedTokens,
    stateElementsRead: (keyValueRank + ropeDim) * attendedTokens,
  };
}

/** Prefill expands keys and values: `pairs` query–key pairs of plain attention. */
export function latentPairs({ heads, nopeDim, ropeDim, valueDim }: LatentGeometry, pairs: number): Cost {
  return { flops: 2 * heads * (nopeDim + ropeDim + valueDim) * pairs, stateElementsRead: 0 };
}

export function describeLatent({ heads, keyValueRank, ropeDim, nopeDim, valueDim }: LatentGeometry): string {
  return `${heads} heads, latent of ${keyValueRank} + rope key of ${ropeDim} per token (heads of ${nopeDim} + ${ropeDim}, values ${valueDim})`;
}

export const mla: MixerModule<MlaMixer> = {
  name: 'multi-head latent attention',
  glyph: 'A',
  summary:
    'Softmax attention whose keys and values are rebuilt from one small latent per token. The cache still grows with the context, but by the latent alone, whatever the number of heads.',
  paper: { title: 'DeepSeek-V2 (2024)', url: 'https://arxiv.org/abs/2405.04434' },
  reach: 'global',
  state: latentState,
  parameters: latentParameters,
  decode: (mixer, contextTokens) => latentStep(mixer, contextTokens + 1),
  prefill: (mixer, promptTokens) => latentPairs(mixer, (promptTokens * (promptTokens + 1)) / 2),
  describe: describeLatent,
};

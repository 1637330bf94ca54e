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

/** q (through its rank, with a norm), kv_a with norm, kv_b, o (transformers, `DeepseekV3Attention`). */
export function latentParameters(geometry: LatentGeometry, hiddenSize: number): number {
  const { heads, queryRank, keyValueRank, nopeDim, ropeDim, valueDim } = geometry;
  const queryWidth = heads * (nopeDim + ropeDim);
  const query =
    queryRank === undefined
      ? hiddenSize * queryWidth
      : hiddenSize * queryRank + queryRank + queryRank * queryWidth;
  const latent = hiddenSize * (keyValueRank + ropeDim) + keyValueRank;
  const expand = keyValueRank * heads * (nopeDim + valueDim);
  const output = heads * valueDim * hiddenSize;
  const gate = hiddenSize * heads * ((geometry.outputGate ? valueDim : 0) + (geometry.headGate ? 1 : 0));
  const bias = geometry.bias ? (queryRank ?? 0) + keyValueRank + ropeDim + hiddenSize : 0;
  return query + latent + expand + output + gate + bias + (geometry.sinks ? heads : 0);
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

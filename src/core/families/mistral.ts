import { decoderFamily, gatedMlp, mixedFeedForward, readWindow, sparseFrom } from './decoder-family';
import { readDeepseekMoe, readLatentAttention } from './deepseek';

/**
 * Mistral (transformers, `MistralConfig`): a window of 4,096 tokens in every layer unless the config says otherwise;
 * only the first Mistral 7B has one, later configs write null.
 */
export const mistral = decoderFamily({
  id: 'mistral',
  title: 'Mistral',
  modelTypes: ['mistral'],
  architectures: ['Mistral'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  attention: { queryHeads: 32, keyValueHeads: 8, nullable: ['head_dim'] },
  window: { omitted: 4096 },
  feedForward: gatedMlp(14_336),
});

const ministralWindow = { omitted: 4096 };

/** Ministral 8B (transformers, `MinistralConfig`): Mistral with `layer_types`; its published one alternates windows. */
export const ministral = decoderFamily({
  id: 'ministral',
  title: 'Ministral',
  modelTypes: ['ministral'],
  architectures: ['Ministral'],
  sizes: { hidden: 4096, vocabulary: 32_000, layers: 32 },
  check: (fields) => {
    if (fields.has('head_dim')) return;
    fields.report(
      'missing',
      'head_dim',
      '`head_dim` is not written, and `MinistralAttention` derives none (Ministral 8B has 128).',
    );
  },
  attention: { queryHeads: 32, keyValueHeads: 8, nullable: ['head_dim'] },
  window: ministralWindow,
  pattern: (fields) => {
    const windowed = readWindow(fields, ministralWindow) !== undefined;
    return {
      type: () => (windowed ? 'sliding_attention' : 'full_attention'),
      // Beside a list it is the window of the layers that slide, and decides none.
      ...(!fields.has('layer_types') && { decidedBy: 'sliding_window' }),
    };
  },
  feedForward: gatedMlp(14_336),
});

/** Ministral 3 (transformers, `Ministral3Config`): full attention, since its window is null unless written. */
export const ministral3 = decoderFamily({
  id: 'ministral3',
  title: 'Ministral 3',
  modelTypes: ['ministral3'],
  architectures: ['Ministral3', 'Mistral3'],
  sizes: { hidden: 4096, vocabulary: 131_072, layers: 34 },
  attention: { queryHeads: 32, keyValueHeads: 8, headDim: 128 },
  feedForward: gatedMlp(14_336),
});

/** Mistral Small 4 (transformers, `Mistral4Config`): latent attention and experts, as in DeepSeek-V3. */
export const mistral4 = decoderFamily({
  id: 'mistral4',
  title: 'Mistral Small 4',
  modelTypes: ['mistral4'],
  architectures: ['Mistral4'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 4096, vocabulary: 131_072, layers: 36 },
  mixers: {
    full_attention: (fields) => ({
      kind: 'mla',
      ...readLatentAttention(fields, {
        heads: 32,
        queryRank: 1024,
        keyValueRank: 256,
        nopeDim: 64,
      }),
    }),
  },
  feedForward: mixedFeedForward({
    sparse: sparseFrom('first_k_dense_replace', 0),
    moe: (fields) =>
      readDeepseekMoe(fields, { experts: 128, expertsPerToken: 4, expertWidth: 2048, sharedExperts: 1 }),
    dense: gatedMlp(12_288),
  }),
});

import { decoderFamily, gatedMlp } from './decoder-family';

/** Seed-OSS (transformers, `SeedOssConfig`): biases on q, k and v unless told otherwise, on o only when asked for. */
export const seedOss = decoderFamily({
  id: 'seed_oss',
  title: 'Seed-OSS',
  modelTypes: ['seed_oss'],
  architectures: ['SeedOss'],
  sizes: { hidden: 4096, vocabulary: 155_136, layers: 64 },
  attention: {
    queryHeads: 80,
    keyValueHeads: 8,
    headDim: 128,
    nullable: ['num_key_value_heads', 'head_dim'],
    more: (fields) => ({
      queryKeyValueBias: fields.flag('attention_bias', true),
      outputBias: fields.flag('attention_out_bias', false),
    }),
  },
  feedForward: gatedMlp(27_648, 'mlp_bias'),
});

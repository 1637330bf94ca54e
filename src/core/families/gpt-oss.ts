import { readAttentionBias, readMoe } from './decoder';
import { decoderFamily } from './decoder-family';
import { alternating } from './gemma2';

/** gpt-oss (transformers, `GptOssConfig`): a learned sink per head, biases everywhere, experts in every layer. */
export const gptOss = decoderFamily({
  id: 'gpt_oss',
  title: 'gpt-oss',
  modelTypes: ['gpt_oss'],
  architectures: ['GptOss'],
  aliases: { num_local_experts: ['num_experts', 'num_local_experts'] },
  publishedRatio: { ratio: '1:1', source: 'gpt-oss model card (2025)' },
  sizes: { hidden: 2880, vocabulary: 201_088, layers: 36 },
  attention: {
    queryHeads: 64,
    keyValueHeads: 8,
    headDim: 64,
    more: (fields) => ({ ...readAttentionBias(fields, true), sinks: true }),
  },
  window: { omitted: 128 },
  pattern: alternating,
  feedForward: (fields) =>
    readMoe(
      fields,
      {
        experts: ['num_local_experts', 128],
        expertsPerToken: ['num_experts_per_tok', 4],
        expertWidth: ['intermediate_size', 2880],
      },
      { routerBias: true, expertBias: true },
    ),
});

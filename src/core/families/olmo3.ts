import { decoderFamily, gatedMlp } from './decoder-family';
import { olmoAttention } from './olmo2';

/** OLMo 3 (transformers, `Olmo3Config`): OLMo 2 with three sliding layers to each full one. */
export const olmo3 = decoderFamily({
  id: 'olmo3',
  title: 'OLMo 3',
  modelTypes: ['olmo3'],
  architectures: ['Olmo3'],
  publishedRatio: { ratio: '3:1', source: 'Olmo-3.1-32B-Instruct config.json' },
  sizes: { hidden: 4096, vocabulary: 50_304, layers: 32 },
  attention: { queryHeads: 32, nullable: ['num_key_value_heads'], more: olmoAttention },
  window: { omitted: 4096 },
  pattern: () => ({ type: (index) => ((index + 1) % 4 === 0 ? 'full_attention' : 'sliding_attention') }),
  feedForward: gatedMlp(11_008),
});

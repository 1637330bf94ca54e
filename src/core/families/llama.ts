import type { Family } from './family';
import { assembleDecoder, dense, readAttention } from './decoder';

/**
 * Llama 1 to 3 and their many clones (transformers, `LlamaConfig`): full attention in every layer, no key of the
 * config can change that.
 */
export const llama: Family = {
  id: 'llama',
  title: 'Llama',
  modelTypes: ['llama'],
  architectures: ['Llama'],
  describe(fields) {
    const hiddenSize = fields.count('hidden_size', 4096);
    const vocabularySize = fields.count('vocab_size', 32_000);
    const layerCount = fields.layerCount('num_hidden_layers', 32);
    const bias = fields.flag('attention_bias', false);
    const geometry = {
      ...readAttention(fields, hiddenSize, { queryHeads: 32 }),
      queryKeyValueBias: bias,
      outputBias: bias,
    };
    const feedForward = dense(fields.count('intermediate_size', 11_008), {
      bias: fields.flag('mlp_bias', false),
    });
    const pointer = fields.pointer('num_hidden_layers');
    return assembleDecoder(fields, {
      hiddenSize,
      vocabularySize,
      layerTypes: Array.from({ length: layerCount }, () => ({ type: 'full_attention', pointer })),
      mixer: () => ({ kind: 'full', ...geometry }),
      feedForward: () => feedForward,
    });
  },
};

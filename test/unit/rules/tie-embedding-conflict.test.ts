import { tieEmbeddingConflict } from '../../../src/core/rules/tie-embedding-conflict';
import { testRule } from './testRule';

testRule(tieEmbeddingConflict, {
  accept: [
    '{"model_type":"qwen3_vl","tie_word_embeddings":true,"text_config":{"tie_word_embeddings":true}}',
    '{"model_type":"qwen3_vl","tie_word_embeddings":true,"text_config":{"hidden_size":2048}}',
    '{"model_type":"qwen3_vl","text_config":{"tie_word_embeddings":true}}',
    '{"model_type":"llama","tie_word_embeddings":true}',
    '{"model_type":"qwen3_vl","tie_word_embeddings":"yes","text_config":{"tie_word_embeddings":true}}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_vl","tie_word_embeddings":«true»,"text_config":{"tie_word_embeddings":false}}',
      message:
        /^`tie_word_embeddings` is true here and false in text_config: transformers goes by this one, so that the head shares the embedding\./,
      fixed:
        '{"model_type":"qwen3_vl","tie_word_embeddings":true,"text_config":{"tie_word_embeddings":true}}',
    },
    {
      text: '{"model_type":"gemma3","text_config":{"tie_word_embeddings":true},"tie_word_embeddings":«false»}',
      message: /goes by this one, so that the head has weights of its own/,
      fixed:
        '{"model_type":"gemma3","text_config":{"tie_word_embeddings":false},"tie_word_embeddings":false}',
    },
    {
      // A whole language model stands inside Llama 4.
      text: '{"model_type":"llama4","tie_word_embeddings":«true»,"text_config":{"tie_word_embeddings":false}}',
      message: /goes by the one in text_config, so that the head has weights of its own/,
      fixed:
        '{"model_type":"llama4","tie_word_embeddings":false,"text_config":{"tie_word_embeddings":false}}',
    },
  ],
});

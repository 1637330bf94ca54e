import { ropeMissingKeys } from '../../../src/core/rules/rope-missing-keys';
import { testRule } from './testRule';

testRule(ropeMissingKeys, {
  accept: [
    '{"model_type":"deepseek_v4","rope_scaling":{"type":"yarn","factor":16}}',

    '{"model_type":"llama","rope_parameters":{"rope_type":"default"}}',
    '{"model_type":"llama","rope_scaling":{"type":"yarn","factor":4}}',
    '{"model_type":"llama","rope_parameters":{"rope_type":"foo"}}',
    '{"model_type":"llama","rope_parameters":{"factor":2}}',
    // rope_scaling wins over rope_parameters.
    '{"model_type":"llama","rope_parameters":{"rope_type":"yarn"},"rope_scaling":{"type":"linear","factor":2}}',
    // The class reads no older type there.
    '{"model_type":"gemma3_text","rope_scaling":{"type":"linear"}}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v4","rope_scaling":{"type":«"yarn"»}}',
      message: /`factor`/,
    },

    {
      text: '{"model_type":"llama","rope_parameters":{"rope_type":«"yarn"»}}',
      message: /^RoPE of type yarn needs `factor`: transformers refuses.*Add it/,
    },
    {
      text: '{"model_type":"llama","rope_scaling":{"rope_type":«"llama3"»,"factor":8,"low_freq_factor":1}}',
      message: /needs `high_freq_factor`/,
      fixed:
        '{"model_type":"llama","rope_scaling":{"rope_type":"llama3", "high_freq_factor": 4,"factor":8,"low_freq_factor":1}}',
    },
    {
      text: '{"model_type":"gpt2","rope_parameters":{"rope_type":«"longrope"», "short',
      message: /`short_factor` and `long_factor`.*Add them/,
    },
    {
      text: '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","rope_parameters":{"full_attention":{"rope_type":«"linear"»}}}}',
      message: /`factor`/,
    },
    {
      // Its class fills in no trained context.
      text: '{"model_type":"laguna","num_hidden_layers":1,"layer_types":["full_attention"],"rope_parameters":{"full_attention":{"rope_type":«"yarn"»,"factor":2}}}',
      message: /needs `original_max_position_embeddings`/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nrope_scaling:\n  type: «dynamic» # x\n',
      message: /type dynamic/,
    },
  ],
});

import { ropeOriginalOmitted } from '../../../src/core/rules/rope-original-omitted';
import { testRule } from './testRule';

testRule(ropeOriginalOmitted, {
  accept: [
    '{"model_type":"llama","rope_scaling":{"rope_type":"yarn","factor":4,"original_max_position_embeddings":8192}}',
    // Phi-3 has it beside the settings.
    '{"model_type":"phi3","original_max_position_embeddings":4096,"rope_scaling":{"type":"longrope","short_factor":[1],"long_factor":[1]}}',
    '{"model_type":"llama","rope_scaling":{"rope_type":"linear","factor":4}}',
    '{"model_type":"llama","rope_scaling":{"rope_type":"dynamic","factor":4}}',
    // A key that is missing too is told of first.
    '{"model_type":"llama","rope_scaling":{"rope_type":"yarn"}}',
    // There it is an error, of rope-missing-keys.
    '{"model_type":"laguna","num_hidden_layers":1,"layer_types":["full_attention"],"rope_parameters":{"full_attention":{"rope_type":"yarn","factor":2}}}',
    '{',
  ],
  reject: [
    {
      text: '{"model_type":"llama","max_position_embeddings":131072,"rope_parameters":{"rope_type":«"yarn"»,"factor":4}}',
      message:
        /takes 131,072 \(`max_position_embeddings`\) for the context before it was stretched.*KeyError/,
      fixed:
        '{"model_type":"llama","max_position_embeddings":131072,"rope_parameters":{"rope_type":"yarn", "original_max_position_embeddings": 32768,"factor":4}}',
    },
    {
      text: '{"model_type":"llama","max_position_embeddings":131072,"rope_parameters":{"rope_type":«"yarn"»,"factor":4}}',
      message: /yarn/,
      fix: /131072/,
      fixed:
        '{"model_type":"llama","max_position_embeddings":131072,"rope_parameters":{"rope_type":"yarn", "original_max_position_embeddings": 131072,"factor":4}}',
    },
    {
      text: '{"model_type":"llama","rope_scaling":{"rope_type":«"llama3"»,"factor":8,"low_freq_factor":1,"high_freq_factor":4}}',
      message: /takes max_position_embeddings for/,
    },
    {
      text: '{"model_type":"gemma3_text","max_position_embeddings":1000,"rope_parameters":{"full_attention":{"rope_type":«"yarn"»,"factor":3}}}',
      message: /1,000/,
      fixed:
        '{"model_type":"gemma3_text","max_position_embeddings":1000,"rope_parameters":{"full_attention":{"rope_type":"yarn", "original_max_position_embeddings": 1000,"factor":3}}}',
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nmax_position_embeddings: 8192\nrope_scaling:\n  type: «yarn»\n  factor: 2.0\n',
      message: /yarn/,
      fixed:
        'model_type: llama\nmax_position_embeddings: 8192\nrope_scaling:\n  type: yarn\n  original_max_position_embeddings: 4096\n  factor: 2.0\n',
    },
  ],
});

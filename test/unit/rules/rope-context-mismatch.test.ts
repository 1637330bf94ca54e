import { ropeContextMismatch } from '../../../src/core/rules/rope-context-mismatch';
import { testRule } from './testRule';

testRule(ropeContextMismatch, {
  accept: [
    '{"model_type":"llama","max_position_embeddings":131072,"rope_scaling":{"type":"yarn","factor":4,"original_max_position_embeddings":32768}}',
    // Within a tenth; the trained context itself; llama3's factor is no ratio of contexts.
    '{"model_type":"llama","max_position_embeddings":128000,"rope_scaling":{"type":"yarn","factor":4,"original_max_position_embeddings":32768}}',
    '{"model_type":"qwen3","max_position_embeddings":32768,"rope_scaling":{"type":"yarn","factor":4,"original_max_position_embeddings":32768}}',
    '{"model_type":"llama","max_position_embeddings":131072,"rope_scaling":{"rope_type":"llama3","factor":8,"low_freq_factor":1,"high_freq_factor":4,"original_max_position_embeddings":8192}}',
    '{"model_type":"llama","max_position_embeddings":131072,"rope_scaling":{"type":"yarn","factor":4}}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","max_position_embeddings":65536,"rope_scaling":{"type":"yarn","factor":«4»,"original_max_position_embeddings":32768}}',
      message: /^4 × 32,768 tokens is 131,072, but `max_position_embeddings` is 65,536/,
      fixed:
        '{"model_type":"llama","max_position_embeddings":131072,"rope_scaling":{"type":"yarn","factor":4,"original_max_position_embeddings":32768}}',
    },
    {
      text: '{"model_type":"llama","max_position_embeddings":65536,"rope_parameters":{"rope_type":"yarn","factor":«4»,"original_max_position_embeddings":32768}}',
      message: /65,536/,
      fix: /^Set factor to 2$/,
      fixed:
        '{"model_type":"llama","max_position_embeddings":65536,"rope_parameters":{"rope_type":"yarn","factor":2,"original_max_position_embeddings":32768}}',
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nmax_position_embeddings: 4096 # short\nrope_scaling:\n  type: yarn\n  factor: «2»\n  original_max_position_embeddings: 8192\n',
      message: /^2 × 8,192/,
      fixed:
        'model_type: llama\nmax_position_embeddings: 16384 # short\nrope_scaling:\n  type: yarn\n  factor: 2\n  original_max_position_embeddings: 8192\n',
    },
  ],
});

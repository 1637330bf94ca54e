import { ropeThetaPositive } from '../../../src/core/rules/rope-theta-positive';
import { testRule } from './testRule';

testRule(ropeThetaPositive, {
  accept: [
    // What counts is in the settings.
    '{"model_type":"llama","rope_theta":null,"rope_parameters":{"rope_type":"default","rope_theta":10000.0}}',
    '{"model_type":"gemma3_text","rope_theta":null}',
    '{"model_type":"llama"}',
    '{"model_type":"llama","rope_theta":10000.0,"rope_scaling":{"rope_type":"linear","factor":2}}',
    // No positions are turned there.
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M*","rope_theta":0}',
    '{"model_type":"granitemoehybrid","num_hidden_layers":1,"layer_types":["attention"],"position_embedding_type":"nope","rope_theta":0}',
    '{"model_type":"mamba2","rope_theta":0}',
    '{"model_type":"llama","rope_theta":"10000"}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","rope_theta":«null»}',
      message: /^The rotary base `rope_theta` is null: transformers takes no default in its place/,
      fixed: '{"model_type":"llama","rope_theta":10000}',
    },
    {
      text: '{"model_type":"qwen3","rope_theta":1000000.0,"rope_parameters":{"rope_type":"default","rope_theta":«null»}}',
      message: /building the model fails/,
    },
    {
      text: '{"model_type":"llama","rope_theta":«0»}',
      message: /^The rotary base `rope_theta` is 0: powers of it/,
      fixed: '{"model_type":"llama","rope_theta":10000}',
    },
    {
      text: '{"model_type":"qwen3","rope_parameters":{"rope_type":"default","rope_theta":«-1000000.0»}}',
      message: /-1000000/,
      fixed: '{"model_type":"qwen3","rope_parameters":{"rope_type":"default","rope_theta":10000}}',
    },
    {
      text: '{"model_type":"gemma3_text","rope_local_base_freq":«0»,"rope_parameters":{"full_attention":{"rope_theta":«0»},"sliding_attention":{"rope_theta":10000}}}',
      message: [/`rope_local_base_freq`/, /`rope_theta`/],
    },
  ],
});

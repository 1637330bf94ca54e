import { declaredSizeMismatch } from '../../../src/core/rules/declared-size-mismatch';
import { testRule } from './testRule';

/** 6.74 billion parameters with 32 layers. */
const llama = (key: string, name: string, layers = 32): string =>
  `{"${key}":"${name}","model_type":"llama","num_hidden_layers":${layers}}`;

testRule(declaredSizeMismatch, {
  accept: [
    llama('_name_or_path', 'meta-llama/Llama-2-7b-hf'),
    llama('_name_or_path', 'models/Llama-2-7B/'),
    llama('name', 'llama-6.7b'),
    llama('name', 'Qwen3-7B-A3B'),
    // No size, several, experts, what a token touches, bits.
    llama('name', 'llama-2'),
    llama('name', 'distilled-70b-to-1b'),
    llama('name', 'Mixtral-8x22B'),
    llama('name', 'model-A3B'),
    llama('name', 'gemma-3n-E2B'),
    llama('name', 'llama-4bit'),
    // A folder's name is not the model's.
    llama('_name_or_path', '/data/70b/checkpoints/last'),
    // Parameters that are not exact.
    '{"name":"x-700b","model_type":"llama","vision_config":{"hidden_size":8},"num_hidden_layers":2}',
    '{"name":"x-70b","model_type":"llama","num_attention_heads":-1}',
    '{"name":7,"model_type":"llama"}',
  ],
  reject: [
    {
      text: llama('_name_or_path', 'meta-llama/Llama-2-7b-hf', 4).replace(
        '"meta-llama/Llama-2-7b-hf"',
        '«"meta-llama/Llama-2-7b-hf"»',
      ),
      message: /^The name says 7\.00 B parameters, and these dimensions make 1\.07 B\./,
    },
    { text: '{"model_name":«"llama-70B"»,"model_type":"llama"}', message: /70\.0 B .* 6\.74 B/ },
    { text: '{"name":«"smol-135M"»,"model_type":"llama"}', message: /says 135 M/ },
    { text: '{"name":«"Qwen3-30B-A3B"»,"model_type":"llama"}', message: /says 30\.0 B/ },
  ],
});

import { tpDividesHeads } from '../../../src/core/rules/tp-divides-heads';
import { testRule } from './testRule';

const llama = '{"model_type":"llama","hidden_size":4096,"num_attention_heads":32,"num_key_value_heads":8}';

testRule(tpDividesHeads, {
  scenario: { tensorParallel: 3 },
  accept: [
    { text: llama, scenario: {} },
    { text: llama, scenario: { tensorParallel: 1 } },
    { text: llama, scenario: { tensorParallel: 8 } },
    { text: llama, scenario: { tensorParallel: 32 } },
    // No heads to share.
    '{"model_type":"falcon_mamba"}',
    // What contradicts itself is told elsewhere.
    '{"model_type":"llama","hidden_size":"4096","num_attention_heads":32,"num_key_value_heads":8}',
    // Heads of other states have a rule of their own.
    {
      text: '{"model_type":"kimi_linear","num_attention_heads":48,"linear_attn_config":{"num_heads":32,"head_dim":128,"short_conv_kernel_size":4,"kda_layers":[1],"full_attn_layers":[2]},"num_hidden_layers":2}',
      scenario: { tensorParallel: 3 },
    },
  ],
  reject: [
    {
      text: '{"model_type":"llama","hidden_size":4096,"num_attention_heads":«32»,"num_key_value_heads":8}',
      message:
        /^32 heads can't be shared by 3 GPUs \(tensor parallel\): vLLM and SGLang refuse to start\. Its heads can be shared by 1, 2, 4, 8, 16 or 32 GPUs\.$/,
    },
    {
      // 40 heads split over 5 GPUs, 8 key/value heads do not.
      scenario: { tensorParallel: 5 },
      text: '{"model_type":"llama","hidden_size":5120,"num_attention_heads":40,"num_key_value_heads":«8»}',
      message: /^8 key\/value heads can neither be shared by 5 GPUs.*shared by 1, 2, 4, 8 or 40 GPUs\.$/,
    },
    {
      scenario: { tensorParallel: 12 },
      text: '{"model_type":"deepseek_v3","num_attention_heads":«128»,"num_key_value_heads":128}',
      message: /^128 heads can't be shared by 12 GPUs/,
    },
    {
      // Another dialect, with its own key.
      language: 'yaml',
      text: 'num_layers: 4\nhidden_size: 4096\nffn_hidden_size: 14336\nnum_attention_heads: «32»\nnum_query_groups: 8\n',
      message: /^32 heads can't be shared by 3 GPUs/,
    },
    { text: '{"model_type":«"llama"»}', message: /^32 heads can't be shared by 3 GPUs/ },
  ],
});

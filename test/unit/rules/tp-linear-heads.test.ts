import { tpLinearHeads } from '../../../src/core/rules/tp-linear-heads';
import { testRule } from './testRule';

const qwen = (keyHeads: string): string =>
  `{"model_type":"qwen3_next","num_attention_heads":64,"num_key_value_heads":2,"linear_num_key_heads":${keyHeads},"linear_num_value_heads":64}`;
const bamba = (heads: string, groups: string): string =>
  `{"model_type":"bamba","hidden_size":4096,"num_attention_heads":32,"num_key_value_heads":8,"mamba_n_heads":${heads},"mamba_d_head":64,"mamba_n_groups":${groups}}`;

testRule(tpLinearHeads, {
  scenario: { tensorParallel: 32 },
  accept: [
    { text: qwen('16'), scenario: {} },
    { text: qwen('16'), scenario: { tensorParallel: 16 } },
    qwen('32'),
    // A single group is repeated.
    bamba('128', '1'),
    { text: bamba('128', '8'), scenario: { tensorParallel: 8 } },
    '{"model_type":"llama","num_attention_heads":32}',
  ],
  reject: [
    {
      text: qwen('«16»'),
      message:
        /^16 key heads of Gated DeltaNet can't be shared by 32 GPUs .* shared by 1, 2, 4, 8 or 16 GPUs\.$/,
    },
    { text: bamba('128', '«8»'), message: /^8 Mamba-2 groups can't be shared by 32 GPUs/ },
    {
      scenario: { tensorParallel: 3 },
      text: bamba('«128»', '1'),
      message: /^128 Mamba-2 heads can't be shared by 3 GPUs/,
    },
    {
      scenario: { tensorParallel: 6 },
      text: '{"model_type":"kimi_linear","num_attention_heads":48,"linear_attn_config":{"num_heads":«32»,"head_dim":128,"short_conv_kernel_size":4,"kda_layers":[1],"full_attn_layers":[2]},"num_hidden_layers":2}',
      message: /^32 heads of Kimi Delta Attention can't be shared by 6 GPUs/,
    },
    {
      scenario: { tensorParallel: 3 },
      text: '{"model_type":"minimax","num_attention_heads":«64»,"num_hidden_layers":2}',
      message: /^64 heads of lightning attention/,
    },
  ],
});

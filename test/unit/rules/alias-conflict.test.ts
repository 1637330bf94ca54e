import { aliasConflict } from '../../../src/core/rules/alias-conflict';
import { testRule } from './testRule';

testRule(aliasConflict, {
  accept: [
    '{"model_type":"qwen3_moe","num_experts":128}',
    '{"model_type":"qwen3_moe","num_local_experts":128}',
    '{"model_type":"qwen3_moe","num_experts":128,"num_local_experts":128}',
    // Not a name of this class: nothing reads it.
    '{"model_type":"qwen3_next","num_experts":512,"num_local_experts":64}',
    '{"model_type":"granitemoehybrid","layer_types":["mamba"],"layers_block_type":["attention"]}',
  ],
  reject: [
    {
      text: '{"model_type":"qwen3_moe","num_experts":«128»,"num_local_experts":64}',
      message:
        /^`num_experts` is 128 and `num_local_experts` 64: both are the same field, and transformers takes `num_local_experts`\./,
      fixed: '{"model_type":"qwen3_moe","num_local_experts":64}',
    },
    {
      text: '{"model_type":"gpt2","n_embd":«1024»,"hidden_size":768}',
      message: /transformers takes `hidden_size`/,
      fixed: '{"model_type":"gpt2","hidden_size":768}',
    },
    {
      text: '{"model_type":"deepseek_v32","n_routed_experts":«256»,"num_local_experts":64,"num_experts":«8»}',
      message: /takes `num_local_experts`/,
    },
    {
      language: 'yaml',
      text: 'model_type: glm_moe_dsa\nn_routed_experts: «256»\nnum_experts: 257\n',
      message: /takes `num_experts`/,
      fixed: 'model_type: glm_moe_dsa\nnum_experts: 257\n',
    },
  ],
});

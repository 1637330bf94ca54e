import { expertsNull } from '../../../src/core/rules/experts-null';
import { testRule } from './testRule';

testRule(expertsNull, {
  accept: [
    '{"model_type":"dots1","n_routed_experts":64,"num_experts_per_tok":6,"n_shared_experts":2}',
    // All layers dense: nobody asks.
    '{"model_type":"dots1","num_hidden_layers":4,"first_k_dense_replace":4,"n_routed_experts":null}',
    '{"model_type":"gemma4_text","enable_moe_block":false}',
    '{"model_type":"afmoe"}',
    // Refused by their type, and reported as such.
    '{"model_type":"deepseek_v3","n_routed_experts":null}',
    '{"model_type":"dots1","n_routed_experts":"64"}',
  ],
  reject: [
    {
      text: '{"model_type":"dots1","n_routed_experts":«null»,"num_experts_per_tok":6,"n_shared_experts":2}',
      message: /^`n_routed_experts` is null, and there are layers with experts: /,
      fixed: '{"model_type":"dots1","n_routed_experts":128,"num_experts_per_tok":6,"n_shared_experts":2}',
    },
    {
      text: '«{»"model_type":"dots1","num_experts_per_tok":6,"n_shared_experts":2}',
      message: /^`n_routed_experts` is left out, which means null/,
      fixed: '{"model_type":"dots1","num_experts_per_tok":6,"n_shared_experts":2, "n_routed_experts": 128}',
    },
    {
      text: '{"model_type":"granitemoe","num_local_experts":«null»,"num_hidden_layers":2}',
      message: /^`num_local_experts` is null/,
      fixed: '{"model_type":"granitemoe","num_hidden_layers":2}',
    },
    { text: '{"model_type":"ernie4_5_moe","num_experts":«null»}', message: /^`num_experts` is null/ },
  ],
});

import { dbrxUnknownKey } from '../../../src/core/rules/dbrx-unknown-key';
import { testRule } from './testRule';

testRule(dbrxUnknownKey, {
  accept: [
    '{"model_type":"dbrx"}',
    '{"model_type":"dbrx","ffn_config":{"moe_num_experts":16,"moe_top_k":4,"ffn_hidden_size":10752,"model_type":"","moe_jitter_eps":0.01}}',
    '{"model_type":"dbrx","attn_config":{"kv_n_heads":8,"whatever":1}}',
    '{"model_type":"llama","ffn_config":{"whatever":1}}',
  ],
  reject: [
    {
      text: '{"model_type":"dbrx","ffn_config":{"moe_num_experts":16,«"uniform_expert_assignment"»:false}}',
      message: /^`ffn_config` has no `uniform_expert_assignment`: .*Found unknown kwargs\)\. Remove it\.$/,
      fixed: '{"model_type":"dbrx","ffn_config":{"moe_num_experts":16}}',
    },
    {
      text: '{"model_type":"dbrx","ffn_config":{«"moe_topk"»:4}}',
      message: /or write `moe_top_k` if that is meant/,
    },
  ],
});

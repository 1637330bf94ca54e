import { kdaSafeGate } from '../../../src/core/rules/kda-safe-gate';
import { testRule } from './testRule';

testRule(kdaSafeGate, {
  accept: [
    '{"model_type":"kda"}',
    '{"model_type":"kda","safe_gate":false}',
    '{"model_type":"kda","safe_gate":true,"lower_bound":-5.0}',
    '{"model_type":"glm5_next_text","linear_attn_config":{"safe_gate":true}}',
    '{"model_type":"gla","safe_gate":true}',
  ],
  reject: [
    {
      text: '{"model_type":"kda","safe_gate":«true»}',
      message: /^`safe_gate` is on without a `lower_bound` .* refuses to load this\. It recommends -5\.$/,
      fixed: '{"model_type":"kda","safe_gate":true, "lower_bound": -5}',
    },
    {
      text: '{"lower_bound":null,"safe_gate":«true»,"model_type":"kda"}',
      message: /-5/,
      fixed: '{"lower_bound":-5,"safe_gate":true,"model_type":"kda"}',
    },
    {
      language: 'yaml',
      text: 'model_type: kda\nsafe_gate: «true» # stable\nnum_heads: 16\n',
      message: /safe_gate/,
      fixed: 'model_type: kda\nsafe_gate: true # stable\nlower_bound: -5\nnum_heads: 16\n',
    },
  ],
});

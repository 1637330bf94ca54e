import { jsonInfinityLiteral } from '../../../src/core/rules/json-infinity-literal';
import { testRule } from './testRule';

testRule(jsonInfinityLiteral, {
  accept: [
    '{"model_type":"llama","rope_theta":1e4}',
    '{"model_type":"llama","note":"Infinity"}',
    { language: 'yaml', text: 'model_type: llama\ntime_step_limit: [0.0, .inf]\n' },
  ],
  reject: [
    {
      text: '{"model_type":"llama","time_step_limit":[0.0, «Infinity»]}',
      message: /^Infinity is not JSON: Python reads it/,
      fixed: '{"model_type":"llama","time_step_limit":[0.0, {"__float__": "Infinity"}]}',
    },
    { text: '{"model_type":"llama","a":«-Infinity»,"b":«NaN»', message: [/^-Infinity/, /^NaN/] },
  ],
});

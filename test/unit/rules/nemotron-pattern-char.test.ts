import { nemotronPatternChar } from '../../../src/core/rules/nemotron-pattern-char';
import { testRule } from './testRule';

testRule(nemotronPatternChar, {
  accept: [
    '{"model_type":"nemotron_h","hybrid_override_pattern":"M-M*-E"}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":""}',
    '{"model_type":"nemotron_h","hybrid_override_pattern":7}',
    '{"model_type":"llama","hybrid_override_pattern":"XYZ"}',
  ],
  reject: [
    {
      text: '{"model_type":"nemotron_h","hybrid_override_pattern":"M-«|»M*"}',
      message: /^"\|" is no layer of a Nemotron pattern.*KeyError: '\|'.*Megatron/,
      fixed: '{"model_type":"nemotron_h","hybrid_override_pattern":"M-M*"}',
    },
    {
      text: '{"hybrid_override_pattern": "«m»M«X»*", "model_type": "nemotron_h"',
      message: [/^"m"/, /^"X" is no layer.*Known are M/],
    },
    {
      language: 'yaml',
      text: 'model_type: nemotron_h\nhybrid_override_pattern: "M«/»*" # mtp\n',
      message: /^"\/"/,
      fixed: 'model_type: nemotron_h\nhybrid_override_pattern: "M*" # mtp\n',
    },
  ],
});

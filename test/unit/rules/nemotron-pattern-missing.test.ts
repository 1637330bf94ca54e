import { nemotronPatternMissing } from '../../../src/core/rules/nemotron-pattern-missing';
import { testRule } from './testRule';

testRule(nemotronPatternMissing, {
  accept: [
    '{"model_type":"nemotron_h","hidden_size":64,"hybrid_override_pattern":"M*"}',
    '{"model_type":"nemotron_h","hidden_size":64,"layers_block_type":["mamba"]}',
    '{"model_type":"nemotron_h"}',
    '{"model_type":"llama","hidden_size":64}',
  ],
  reject: [
    {
      text: '{"model_type":"nemotron_h","hidden_size":4480,"num_hidden_layers":«56»}',
      message: /^Neither hybrid_override_pattern nor layers_block_type is written: a model of 4 layers/,
    },
    { text: '{"hidden_size":64,"model_type":«"nemotron_h"»,', message: /^Neither/ },
    {
      text: '{"model_type":"nemotron_h","hybrid_override_pattern":«null»}',
      message: /is null: transformers fails/,
    },
    { language: 'yaml', text: 'model_type: «nemotron_h»\nhidden_size: 64\n', message: /^Neither/ },
  ],
});

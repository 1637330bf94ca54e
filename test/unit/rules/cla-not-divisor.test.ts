import { claNotDivisor } from '../../../src/core/rules/cla-not-divisor';
import { testRule } from './testRule';

testRule(claNotDivisor, {
  accept: [
    '{"model_type":"hunyuan","num_hidden_layers":32,"use_cla":true,"cla_share_factor":2}',
    '{"model_type":"hunyuan","num_hidden_layers":33,"use_cla":false,"cla_share_factor":2}',
    '{"model_type":"hunyuan","num_hidden_layers":33,"use_cla":true}',
    // Its class in transformers shares nothing.
    '{"model_type":"hunyuan_v1_dense","num_hidden_layers":33,"use_cla":true,"cla_share_factor":2}',
  ],
  reject: [
    {
      text: '{"model_type":"hunyuan","num_hidden_layers":33,"use_cla":true,"cla_share_factor":«2»}',
      message: /^33 layers in groups of 2 leave 1 for the last group/,
      fixed: '{"model_type":"hunyuan","num_hidden_layers":33,"use_cla":true,"cla_share_factor":3}',
    },
  ],
});

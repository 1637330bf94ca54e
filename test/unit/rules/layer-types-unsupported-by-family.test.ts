import { layerTypesUnsupportedByFamily } from '../../../src/core/rules/layer-types-unsupported-by-family';
import { testRule } from './testRule';

const hybrid = (...types: string[]): string =>
  `{"model_type":"qwen3_next","num_hidden_layers":${types.length},"layer_types":[${types.join(',')}]}`;

testRule(layerTypesUnsupportedByFamily, {
  accept: [
    hybrid('"linear_attention"', '"full_attention"'),
    hybrid('"foo"', '"full_attention"'),
    '{"model_type":"gemma2","num_hidden_layers":1,"layer_types":["sliding_attention"]}',
  ],
  reject: [
    {
      text: hybrid('«"conv"»', '"full_attention"'),
      message: /^Qwen3-Next has no "conv" layers.*It builds /,
      fix: /"linear_attention"/,
      fixed: hybrid('"linear_attention"', '"full_attention"'),
    },
    {
      text: hybrid('«"sliding_attention"»', '"full_attention"', '«"chunked_attention"»'),
      message: [/"sliding_attention"/, /"chunked_attention"/],
    },
    {
      language: 'yaml',
      text: 'model_type: gemma2\nnum_hidden_layers: 2\nlayer_types: [«linear_attention», full_attention]\n',
      message: /^Gemma 2 has no "linear_attention" layers/,
      fix: /"sliding_attention"/,
      fixed: 'model_type: gemma2\nnum_hidden_layers: 2\nlayer_types: [sliding_attention, full_attention]\n',
    },
  ],
});

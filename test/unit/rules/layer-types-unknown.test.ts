import { layerTypesUnknown } from '../../../src/core/rules/layer-types-unknown';
import { testRule } from './testRule';

const hybrid = (...types: string[]): string =>
  `{"model_type":"qwen3_next","num_hidden_layers":${types.length},"layer_types":[${types.join(',')}]}`;

testRule(layerTypesUnknown, {
  accept: [
    hybrid('"linear_attention"', '"full_attention"'),
    hybrid('"mamba"', '"attention"'),
    // layer-types-unsupported-by-family says more of it.
    hybrid('"conv"', '"full_attention"'),
    '{"model_type":"qwen3_next","layer_types":"full_attention"}',
    '{"model_type":"frobnicator","layer_types":["foo"]}',
  ],
  reject: [
    {
      text: hybrid('«"linear_atention"»', '"full_attention"'),
      message: /^"linear_atention" is no layer type: transformers refuses.*Qwen3-Next builds/,
      fixed: hybrid('"linear_attention"', '"full_attention"'),
    },
    {
      text: hybrid('«"GDN"»', '"full_attention"', '«7»', '«null»'),
      message: [/^"GDN"/, /^7 is no/, /^null is no/],
    },
    {
      text: '{"model_type":"nemotron_h","layers_block_type":["mamba",«"conv"»,"attention"]}',
      message: /^"conv" is no layer type/,
    },
    {
      language: 'yaml',
      text: 'model_type: gemma2\nnum_hidden_layers: 2\nlayer_types:\n  - slidng_attention # local\n  - full_attention\n'.replace(
        'slidng_attention',
        '«slidng_attention»',
      ),
      message: /^"slidng_attention"/,
      fixed:
        'model_type: gemma2\nnum_hidden_layers: 2\nlayer_types:\n  - sliding_attention # local\n  - full_attention\n',
    },
  ],
});

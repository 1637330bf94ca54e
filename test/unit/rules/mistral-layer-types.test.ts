import { mistralLayerTypes } from '../../../src/core/rules/mistral-layer-types';
import { testRule } from './testRule';

testRule(mistralLayerTypes, {
  accept: [
    '{"model_type":"mistral","sliding_window":null}',
    '{"model_type":"mistral","layer_types":null}',
    '{"model_type":"gemma2","num_hidden_layers":1,"layer_types":["full_attention"]}',
  ],
  reject: [
    {
      text: '{"model_type":"mistral","num_hidden_layers":1,«"layer_types"»:["full_attention"]}',
      message: /^model_type "mistral" slides in every layer or in none/,
      fixed: '{"model_type":"mistral","num_hidden_layers":1}',
    },
    { text: '{"model_type":"mistral",«"layer_types"»:["full_attention"', message: /ministral/ },
    {
      language: 'yaml',
      text: 'model_type: mistral\nnum_hidden_layers: 1\n«layer_types»:\n  - full_attention\nhidden_size: 64\n',
      message: /whatever `layer_types` says/,
      fixed: 'model_type: mistral\nnum_hidden_layers: 1\nhidden_size: 64\n',
    },
  ],
});

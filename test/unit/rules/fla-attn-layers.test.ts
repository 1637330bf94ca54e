import { flaAttnLayers } from '../../../src/core/rules/fla-attn-layers';
import { testRule } from './testRule';

testRule(flaAttnLayers, {
  accept: [
    '{"model_type":"gla","num_hidden_layers":4}',
    '{"model_type":"gla","num_hidden_layers":4,"attn":null}',
    '{"model_type":"gla","num_hidden_layers":4,"attn":{"layers":[0,3],"num_heads":4}}',
    '{"model_type":"gla","num_hidden_layers":4,"attn":[{"layers":[0],"num_heads":4},{"layers":[3],"num_heads":2,"window_size":64}]}',
    '{"model_type":"llama","num_hidden_layers":4,"attn":{"layers":[9]}}',
    '{"model_type":"gla","num_hidden_layers":4,"attn":{"layers":"1,2","num_heads":4}}',
  ],
  reject: [
    {
      text: '{"model_type":"gla","num_hidden_layers":4,"attn":{"layers":[1, «4», «1»],"num_heads":4}}',
      message: [
        /^`attn` names layer 4, but there are 4, counted from 0.*out-of-range/,
        /^`attn` names layer 1 twice/,
      ],
    },
    {
      text: '{"model_type":"delta_net","num_hidden_layers":4,"attn":{"layers":[1, «-1»],"num_heads":4}}',
      message: /layer -1/,
      fixed: '{"model_type":"delta_net","num_hidden_layers":4,"attn":{"layers":[1],"num_heads":4}}',
    },
    {
      text: '{"model_type":"gated_deltanet","num_hidden_layers":4,"attn":[{"layers":[1],"num_heads":4},{"layers":[3,«1»],"num_heads":2}]}',
      message: /^Layer 1 has an attention already.*conflicting/,
    },
    {
      text: '{"model_type":"gla","num_hidden_layers":4,«"attn"»:{"num_heads":4}}',
      message: /^`attn` names no layers/,
    },
  ],
});

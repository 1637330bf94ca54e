import { perLayerListLength } from '../../../src/core/rules/per-layer-list-length';
import { testRule } from './testRule';

testRule(perLayerListLength, {
  accept: [
    '{"model_type":"gemma3n_text","num_hidden_layers":20,"intermediate_size":128}',
    '{"model_type":"gemma3n_text","num_hidden_layers":2,"intermediate_size":[128,64],"activation_sparsity_pattern":[0.95,0.0]}',
    '{"model_type":"gemma3n_text","num_hidden_layers":2,"activation_sparsity_pattern":null}',
    '{"model_type":"laguna","num_hidden_layers":2,"num_attention_heads_per_layer":[64,48]}',
    '{"model_type":"hunyuan_v1_moe","num_hidden_layers":2,"moe_topk":[8,8,8]}',
    '{"model_type":"llama","num_hidden_layers":2,"intermediate_size":[128]}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma3n_text","num_hidden_layers":3,«"intermediate_size"»:[128, 64]}',
      message: /^`intermediate_size` has 2 entries for 3 layers: /,
      fixed: '{"model_type":"gemma3n_text","num_hidden_layers":3,"intermediate_size":[128, 64, 64]}',
    },
    {
      // 0.0 keeps its fraction: the class refuses a 0.
      text: '{"model_type":"gemma3n_text","num_hidden_layers":4,«"activation_sparsity_pattern"»:[0.95,0.0]}',
      message: /2 entries for 4 layers/,
      fixed:
        '{"model_type":"gemma3n_text","num_hidden_layers":4,"activation_sparsity_pattern":[0.95,0.0,0.0,0.0]}',
    },
    {
      text: '{"model_type":"laguna","num_hidden_layers":2,«"num_attention_heads_per_layer"»:[64, 48, 48]}',
      message: /^`num_attention_heads_per_layer` has 3 entries for 2 layers/,
      fixed: '{"model_type":"laguna","num_hidden_layers":2,"num_attention_heads_per_layer":[64, 48]}',
    },
    {
      text: '{"model_type":"laguna","num_hidden_layers":2,«"num_attention_heads_per_layer"»:[64, 48, 48]}',
      message: /3 entries/,
      fix: /num_hidden_layers/,
      fixed: '{"model_type":"laguna","num_hidden_layers":3,"num_attention_heads_per_layer":[64, 48, 48]}',
    },
    {
      language: 'yaml',
      text: 'model_type: hunyuan_v1_moe\nnum_hidden_layers: 3\n«moe_topk»:\n  - 8\n  - 4\nvocab_size: 64\n',
      message: /^`moe_topk` has 2 entries for 3 layers/,
      fixed:
        'model_type: hunyuan_v1_moe\nnum_hidden_layers: 3\nmoe_topk:\n  - 8\n  - 4\n  - 4\nvocab_size: 64\n',
    },
    {
      text: '{"model_type": "rwkv7", "num_hidden_layers": 24, «"value_dim"»: [2048], "hid',
      message: /1 entries for 24/,
    },
  ],
});

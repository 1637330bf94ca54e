import { v4CompressRatio } from '../../../src/core/rules/v4-compress-ratio';
import { testRule } from './testRule';

testRule(v4CompressRatio, {
  accept: [
    '{"model_type":"deepseek_v4","num_hidden_layers":3,"compress_ratios":[0,4,128]}',
    '{"model_type":"deepseek_v4","num_hidden_layers":2,"compress_ratios":[0,4,128]}',
    '{"model_type":"deepseek_v4","num_hidden_layers":2,"compress_ratios":[0,"4"]}',
    '{"model_type":"deepseek_v4","num_hidden_layers":2,"compress_ratios":[0,8],"layer_types":["sliding_attention","sliding_attention"]}',
    '{"model_type":"llama","compress_ratios":[8]}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v4","num_hidden_layers":3,"compress_ratios":[0, «8», 128]}',
      message: /^A compression ratio of 8 stands for no kind of layer: /,
      fixed: '{"model_type":"deepseek_v4","num_hidden_layers":3,"compress_ratios":[0, 4, 128]}',
    },
    {
      text: '{"model_type":"deepseek_v4","num_hidden_layers":2,"compress_ratios":[«64»,4,«100»]}',
      message: [/of 64 /, /of 100 /],
      fix: /128/,
      fixed: '{"model_type":"deepseek_v4","num_hidden_layers":2,"compress_ratios":[128,4,100]}',
    },
    {
      text: '{"model_type":"deepseek_v4","num_hidden_layers":4,«"compress_ratios"»:[0,4,128]}',
      message: /^3 ratios for 4 layers: .*set num_hidden_layers to 3\.$/,
    },
    {
      language: 'yaml',
      text: 'model_type: deepseek_v4\nnum_hidden_layers: 2\ncompress_ratios:\n  - 0\n  - «5» # five\n',
      message: /of 5 /,
      fixed: 'model_type: deepseek_v4\nnum_hidden_layers: 2\ncompress_ratios:\n  - 0\n  - 4 # five\n',
    },
  ],
});

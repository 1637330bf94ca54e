import { rglruBlocks } from '../../../src/core/rules/rglru-blocks';
import { testRule } from './testRule';

testRule(rglruBlocks, {
  accept: [
    '{"model_type":"recurrent_gemma","lru_width":2560}',
    '{"model_type":"recurrent_gemma","lru_width":null}',
    '{"model_type":"recurrent_gemma","block_types":["attention"],"lru_width":2561}',
    '{"model_type":"llama","lru_width":2561}',
  ],
  reject: [
    {
      text: '{"model_type":"recurrent_gemma","lru_width":«2568»}',
      message:
        /^A recurrence 2,568 wide does not split into the blocks of 10 heads: .* Nearest multiples: 2,560, 2,570\.$/,
      fixed: '{"model_type":"recurrent_gemma","lru_width":2560}',
    },
    {
      text: '{"model_type":"recurrent_gemma","num_attention_heads":«12», "lru_width": null, "hidd',
      message: /2,560 wide .* 12 heads.*: 2,556, 2,568/,
    },
    {
      language: 'yaml',
      text: 'model_type: recurrent_gemma\nnum_attention_heads: 4\nlru_width: «50» # small\n',
      message: /48, 52/,
      fix: /52/,
      fixed: 'model_type: recurrent_gemma\nnum_attention_heads: 4\nlru_width: 52 # small\n',
    },
  ],
});

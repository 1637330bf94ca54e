import { bidirectionalNoCache } from '../../../src/core/rules/bidirectional-no-cache';
import { testRule } from './testRule';

testRule(bidirectionalNoCache, {
  accept: [
    // Decodes block by block, and keeps what is finished.
    '{"model_type":"sdar"}',
    '{"model_type":"qwen2"}',
    '{"model_type":"gemma3_text","use_bidirectional_attention":true}',
  ],
  reject: [
    {
      text: '{"model_type":«"llada"»}',
      message: /^Attention looks both ways in LLaDA .* nothing is kept between steps/,
    },
    { text: '{"architectures":["DreamModel"],"model_type":«"Dream"»}', message: /in Dream/ },
  ],
});

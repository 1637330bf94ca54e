import { dsaTopkGeContext } from '../../../src/core/rules/dsa-topk-ge-context';
import { testRule } from './testRule';

testRule(dsaTopkGeContext, {
  accept: [
    '{"model_type":"deepseek_v32","index_topk":2048,"max_position_embeddings":163840}',
    '{"model_type":"deepseek_v32","max_position_embeddings":1024}',
    '{"model_type":"deepseek_v3","index_topk":2048,"max_position_embeddings":1024}',
    '{"model_type":"deepseek_v4","index_topk":512,"max_position_embeddings":4096}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v4","index_topk":«1024»,"max_position_embeddings":4096}',
      message: /^The indexer picks 1,024 entries of 4 tokens of a context of at most 4,096/,
    },
    {
      text: '{"model_type":"deepseek_v32","index_topk":«4096»,"max_position_embeddings":4096}',
      message: /^The indexer picks 4,096 tokens of a context of at most 4,096/,
    },
    {
      language: 'yaml',
      text: 'model_type: deepseek_v32\nmax_position_embeddings: 64\nindex_topk: «2048»\n',
      message: /2,048/,
    },
  ],
});

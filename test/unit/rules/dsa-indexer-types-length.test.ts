import { dsaIndexerTypesLength } from '../../../src/core/rules/dsa-indexer-types-length';
import { testRule } from './testRule';

testRule(dsaIndexerTypesLength, {
  accept: [
    '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":["full","full"]}',
    '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":["full","full","shared"]}',
    '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":null}',
    // The list decides; the pattern is not read. HYV4Config knows no pattern at all.
    '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":["full","full"],"index_topk_pattern":"F"}',
    '{"model_type":"hy_v4","num_hidden_layers":2,"index_topk_pattern":"F"}',
    '{"model_type":"deepseek_v32","num_hidden_layers":2,"indexer_types":["full"]}',
  ],
  reject: [
    {
      text: '{"model_type":"glm_moe_dsa","num_hidden_layers":4,«"indexer_types"»:["full", "full", "shared"]}',
      message: /^3 entries for 4 layers: .*fails when the model is built\. Add an entry like the last one\.$/,
      fixed:
        '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"indexer_types":["full", "full", "shared", "shared"]}',
    },
    {
      text: '{"model_type":"hy_v4","num_hidden_layers":3,«"indexer_types"»:["full"],"index_topk_freq":2,"index_skip_topk_offset":1}',
      message: /^1 entries for 3 layers: .* Add 2 entries by index_topk_freq\.$/,
      fixed:
        '{"model_type":"hy_v4","num_hidden_layers":3,"indexer_types":["full", "shared", "full"],"index_topk_freq":2,"index_skip_topk_offset":1}',
    },
    {
      language: 'yaml',
      text: 'model_type: glm5_next_text\nnum_hidden_layers: 4\nindex_topk_pattern: «FF»\n',
      message: /^2 entries for 4 layers/,
      fixed: 'model_type: glm5_next_text\nnum_hidden_layers: 4\nindex_topk_pattern: FFFF\n',
    },
  ],
});

import { dsaPatternConflict } from '../../../src/core/rules/dsa-pattern-conflict';
import { testRule } from './testRule';

testRule(dsaPatternConflict, {
  accept: [
    '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"indexer_types":["full","full","shared","shared"],"index_topk_freq":4}',
    '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"indexer_types":["full","full","full","full"]}',
    '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"index_topk_freq":4}',
    // Linear layers have no indexer, whatever the list says of them.
    '{"model_type":"glm5_next_text","num_hidden_layers":4,"indexer_types":["shared","shared","shared","full"],"index_topk_freq":1}',
    '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"indexer_types":["full"],"index_topk_freq":4}',
    '{"model_type":"hy_v4","num_hidden_layers":4,"indexer_types":["full","full","full","full"],"index_topk_freq":4}',
  ],
  reject: [
    {
      text: '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"indexer_types":["full","full","full","full"],"index_topk_freq":«4»}',
      message: /^By this frequency layer 2 has a shared one, by indexer_types it has not: the list wins/,
      fixed:
        '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"indexer_types":["full","full","full","full"]}',
    },
    {
      text: '{"model_type":"glm_moe_dsa","num_hidden_layers":3,"index_topk_pattern":"FSS","index_topk_freq":«1»}',
      message: /layer 1 has its own indexer, by index_topk_pattern it has not/,
    },
    {
      language: 'yaml',
      text: 'model_type: glm_moe_dsa\nnum_hidden_layers: 2\nindexer_types: [full, shared]\nindex_topk_freq: «2»\nindex_skip_topk_offset: 2\n',
      message: /layer 1 has its own indexer/,
      fixed:
        'model_type: glm_moe_dsa\nnum_hidden_layers: 2\nindexer_types: [full, shared]\nindex_skip_topk_offset: 2\n',
    },
  ],
});

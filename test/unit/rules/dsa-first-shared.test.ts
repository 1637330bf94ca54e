import { dsaFirstShared } from '../../../src/core/rules/dsa-first-shared';
import { testRule } from './testRule';

testRule(dsaFirstShared, {
  accept: [
    '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":["full","shared"]}',
    '{"model_type":"glm_moe_dsa","num_hidden_layers":4,"index_topk_freq":4}',
    '{"model_type":"hy_v4","num_hidden_layers":2}',
    // The first three layers are linear: what the list says of them is not read.
    '{"model_type":"glm5_next_text","num_hidden_layers":4,"indexer_types":["shared","shared","shared","full"]}',
    // Too short, or with a name that is none: other findings.
    '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":["full"]}',
    '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":["x","full"]}',
    '{"model_type":"deepseek_v32","indexer_types":["shared"]}',
  ],
  reject: [
    {
      text: '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":[«"shared"», "full"]}',
      message: /^Layer 0 is the first with sparse attention and shares .*: the first forward pass fails\./,
      fixed: '{"model_type":"glm_moe_dsa","num_hidden_layers":2,"indexer_types":["full", "full"]}',
    },
    {
      text: '{"model_type":"glm5_next_text","num_hidden_layers":4,"indexer_types":["full","full","full",«"shared"»]}',
      message: /^Layer 3 /,
      fixed:
        '{"model_type":"glm5_next_text","num_hidden_layers":4,"indexer_types":["full","full","full","full"]}',
    },
    {
      text: '{"model_type":"glm_moe_dsa","num_hidden_layers":3,"index_topk_pattern":«"SSF"»}',
      message: /^Layer 0 /,
      fixed: '{"model_type":"glm_moe_dsa","num_hidden_layers":3,"index_topk_pattern":"FSF"}',
    },
    {
      text: '{"model_type":"glm_moe_dsa","num_hidden_layers":3,"index_topk_freq":2,"index_skip_topk_offset":«0»}',
      message: /^Layer 0 /,
      fixed:
        '{"model_type":"glm_moe_dsa","num_hidden_layers":3,"index_topk_freq":2,"index_skip_topk_offset":1}',
    },
    {
      language: 'yaml',
      text: 'model_type: glm5_next_text\nnum_hidden_layers: 4\nindex_topk_freq: «4»\n',
      message: /^Layer 3 /,
      fixed:
        'model_type: glm5_next_text\nnum_hidden_layers: 4\nindex_topk_freq: 4\nindex_skip_topk_offset: 4\n',
    },
  ],
});

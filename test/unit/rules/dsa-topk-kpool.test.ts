import { dsaTopkKpool } from '../../../src/core/rules/dsa-topk-kpool';
import { testRule } from './testRule';

testRule(dsaTopkKpool, {
  accept: [
    '{"model_type":"glm5_next_text","index_topk":2048,"index_kpool":16}',
    '{"model_type":"glm5_next_text"}',
    '{"model_type":"deepseek_v32","index_topk":2047,"index_kpool":16}',
  ],
  reject: [
    {
      text: '{"model_type":"glm5_next_text","index_topk":«2040»,"index_kpool":16}',
      message: /^2040 tokens are no whole number of pools of 16: .* Nearest multiples: 2032, 2048\.$/,
      fix: /2048/,
      fixed: '{"model_type":"glm5_next_text","index_topk":2048,"index_kpool":16}',
    },
    { text: '{"index_topk": «5», "model_type": "glm5_next_text", "inde', message: /: 16\.$/ },
    {
      language: 'yaml',
      text: 'model_type: glm5_next_text\nindex_kpool: «3»\n',
      message: /^2048 tokens .* pools of 3/,
    },
  ],
});

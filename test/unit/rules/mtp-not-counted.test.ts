import { mtpNotCounted } from '../../../src/core/rules/mtp-not-counted';
import { testRule } from './testRule';

testRule(mtpNotCounted, {
  accept: [
    '{"model_type":"deepseek_v3","num_nextn_predict_layers":0}',
    '{"model_type":"deepseek_v3"}',
    '{"model_type":"deepseek_v3","num_nextn_predict_layers":null}',
    '{"model_type":"llama"}',
  ],
  reject: [
    {
      text: '{"model_type":"deepseek_v3","num_nextn_predict_layers":«1»}',
      message:
        /^One layer predicts a further token \(`num_nextn_predict_layers`\), which transformers does not load/,
    },
    {
      text: '{"model_type":"qwen3_5_moe","text_config":{"model_type":"qwen3_5_moe_text","mtp_num_hidden_layers":«2»}}',
      message: /^2 layers predict further tokens .* drafts with them/,
    },
  ],
});

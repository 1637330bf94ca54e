import { kvSharedDefault } from '../../../src/core/rules/kv-shared-default';
import { testRule } from './testRule';

testRule(kvSharedDefault, {
  accept: [
    '{"model_type":"gemma3n_text","num_hidden_layers":30,"num_kv_shared_layers":10}',
    // It can't be built, and another rule says so.
    '{"model_type":"gemma3n_text","num_hidden_layers":4}',
    '{"model_type":"gemma3n","text_config":{"model_type":"gemma3n_text","num_hidden_layers":30}}',
    '{"model_type":"gemma4_text","num_hidden_layers":30}',
  ],
  reject: [
    {
      text: '«{»"model_type":"gemma3n_text","num_hidden_layers":30}',
      message: /^`num_kv_shared_layers` is left out: the last 15 of 30 layers/,
      fixed: '{"model_type":"gemma3n_text","num_hidden_layers":30, "num_kv_shared_layers": 15}',
    },
    {
      text: '«{»"model_type":"gemma3n_text","num_hidden_layers":30}',
      message: /15 of 30/,
      fix: /: 0/,
      fixed: '{"model_type":"gemma3n_text","num_hidden_layers":30, "num_kv_shared_layers": 0}',
    },
  ],
});

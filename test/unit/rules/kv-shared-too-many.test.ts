import { kvSharedTooMany } from '../../../src/core/rules/kv-shared-too-many';
import { testRule } from './testRule';

testRule(kvSharedTooMany, {
  accept: [
    '{"model_type":"gemma3n_text","num_hidden_layers":20}',
    '{"model_type":"gemma3n_text","num_hidden_layers":4,"num_kv_shared_layers":3}',
    '{"model_type":"gemma4_text","num_hidden_layers":12,"num_kv_shared_layers":6}',
    '{"model_type":"llama","num_hidden_layers":4,"num_kv_shared_layers":4}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma3n_text","num_hidden_layers":4,"num_kv_shared_layers":«4»}',
      message:
        /^`num_kv_shared_layers` \(4\) leaves none of the 4 layers to read from: the model can't be built; at most 3/,
      fixed: '{"model_type":"gemma3n_text","num_hidden_layers":4,"num_kv_shared_layers":3}',
    },
    {
      text: '«{»"model_type":"gemma3n_text","num_hidden_layers":16}',
      message:
        /^`num_kv_shared_layers` is left out, and the default holds\. No layer before the shared ones is of the type of layer 4.*at most 11/,
      fixed: '{"model_type":"gemma3n_text","num_hidden_layers":16, "num_kv_shared_layers": 11}',
    },
    {
      text: '{"model_type":"gemma4_text","num_hidden_layers":6,"num_kv_shared_layers":«2»}',
      message: /the first forward pass fails; at most 0/,
      fixed: '{"model_type":"gemma4_text","num_hidden_layers":6,"num_kv_shared_layers":0}',
    },
  ],
});

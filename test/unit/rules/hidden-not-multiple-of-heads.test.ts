import { hiddenNotMultipleOfHeads } from '../../../src/core/rules/hidden-not-multiple-of-heads';
import { testRule } from './testRule';

testRule(hiddenNotMultipleOfHeads, {
  accept: [
    '{"model_type":"llama","hidden_size":64,"num_attention_heads":8}',
    '{"model_type":"qwen2","hidden_size":64,"num_attention_heads":6}',
    '{"model_type":"llama","hidden_size":64,"num_attention_heads":0}',
    '{"model_type":"llama","hidden_size":"64","num_attention_heads":8}',
    '{"model_type":"gemma2","hidden_size":2304}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","hidden_size":1792,"num_attention_heads":«24»,"head_dim":128}',
      message: /^24 attention heads do not divide the hidden size of 1,792.*Nearest that do: 28, 16\.$/,
      fixed: '{"model_type":"llama","hidden_size":1792,"num_attention_heads":28,"head_dim":128}',
    },
    {
      text: '{"num_attention_heads": «7», "model_type": "gemma3_text", "hidden_size": 64,',
      message: /^7 attention heads/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nhidden_size: 64\nnum_attention_heads: «5» # odd\n',
      message: /Nearest that do: 4, 2/,
      fixed: 'model_type: llama\nhidden_size: 64\nnum_attention_heads: 4 # odd\n',
    },
    {
      text: '{"model_type":"gpt2","n_embd":1600,"n_head":«48»,"n_layer":25}',
      message: /with head_dim written\. The number of layers \(25\) does: are the two swapped\?$/,
      fixed: '{"model_type":"gpt2","n_embd":1600,"n_head":25,"n_layer":48}',
    },
    {
      // One layer divides everything, and says nothing.
      text: '{"model_type":"gpt2","n_embd":1600,"n_head":«48»,"n_layer":1}',
      message: /Nearest that do: 50, 40\.$/,
    },
  ],
});

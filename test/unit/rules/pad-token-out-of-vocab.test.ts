import { padTokenOutOfVocab } from '../../../src/core/rules/pad-token-out-of-vocab';
import { testRule } from './testRule';

const llama = (more: string): string => `{"model_type":"llama","vocab_size":32000,${more}}`;

testRule(padTokenOutOfVocab, {
  accept: [
    llama('"pad_token_id":31999'),
    llama('"pad_token_id":-1'),
    llama('"eos_token_id":32000'),
    llama('"pad_token_id":null'),
  ],
  reject: [
    {
      text: llama('"pad_token_id":«32000»,"hidden_size":64'),
      message: /^`pad_token_id` is 32,000, but the vocabulary has 32,000 tokens: building/,
      fixed: llama('"pad_token_id":null,"hidden_size":64'),
    },
    { text: '{"pad_token_id": «200000», "model_type": "qwen3_next", "hidden_size', message: /200,000/ },
    {
      language: 'yaml',
      text: 'model_type: llama\npad_token_id: «32001»\nvocab_size: 32000\n',
      message: /32,001/,
      fixed: 'model_type: llama\npad_token_id: null\nvocab_size: 32000\n',
    },
  ],
});

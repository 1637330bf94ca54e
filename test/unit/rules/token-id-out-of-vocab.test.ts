import { tokenIdOutOfVocab } from '../../../src/core/rules/token-id-out-of-vocab';
import { testRule } from './testRule';

const llama = (more: string): string => `{"model_type":"llama","vocab_size":100,${more}}`;

testRule(tokenIdOutOfVocab, {
  accept: [
    llama('"pad_token_id":0,"bos_token_id":99,"eos_token_id":[1,99]'),
    llama('"pad_token_id":null,"eos_token_id":"</s>"'),
    // pad-token-out-of-vocab says more of it.
    llama('"pad_token_id":100'),
    '{"model_type":"llama","vocab_size":"100","bos_token_id":500}',
    '{"model_type":"frobnicator","vocab_size":100,"bos_token_id":500}',
  ],
  reject: [
    {
      text: llama('"pad_token_id":«-1»,"hidden_size":64'),
      message: /^`pad_token_id` is -1, outside the vocabulary of 100 tokens/,
      fixed: llama('"pad_token_id":null,"hidden_size":64'),
    },
    { text: llama('"bos_token_id":«100»,"eos_token_id":«128001»'), message: [/is 100/, /is 128001/] },
    {
      text: llama('"eos_token_id":[1,«500»]'),
      message: /^`eos_token_id` lists 500, outside the vocabulary of 100 tokens: the model can't say it/,
    },
    {
      text: '{"model_type":"gemma3","text_config":{"vocab_size":100,"boi_token_id":«-5»',
      message: /`boi_token_id` is -5/,
    },
    {
      language: 'yaml',
      text: 'model_type: llama\nvocab_size: 100\npad_token_id: «-1» # none\n',
      message: /is -1/,
      fixed: 'model_type: llama\nvocab_size: 100\npad_token_id: null # none\n',
    },
  ],
});

import { textConfigShadowed } from '../../../src/core/rules/text-config-shadowed';
import { testRule } from './testRule';

const wrapped = (outer: string, inner: string): string =>
  `{"model_type":"gemma3",${outer}"text_config":{"model_type":"gemma3_text",${inner}}}`;

testRule(textConfigShadowed, {
  accept: [
    wrapped('', '"hidden_size":2560'),
    wrapped('"hidden_size":2560,', '"hidden_size":2560'),
    wrapped('"hidden_size":2560,', '"num_hidden_layers":2'),
    wrapped('"tie_word_embeddings":true,"eos_token_id":1,', '"tie_word_embeddings":false,"eos_token_id":2'),
    '{"model_type":"llama","hidden_size":64}',
  ],
  reject: [
    {
      text: wrapped('"hidden_size":«2048»,', '"hidden_size":2560'),
      message: /^`hidden_size` is 2048 here and 2560 in text_config/,
      fixed: wrapped('', '"hidden_size":2560'),
    },
    {
      text: wrapped('"num_hidden_layers":«12»,"head_dim":«null»,', '"num_hidden_layers":34,"head_dim":256'),
      message: [/is 12 here and 34/, /is null here and 256/],
    },
    {
      language: 'yaml',
      text: 'model_type: gemma3\nhidden_size: «2048»\ntext_config:\n  model_type: gemma3_text\n  hidden_size: 2560\n',
      message: /is 2048 here/,
      fixed: 'model_type: gemma3\ntext_config:\n  model_type: gemma3_text\n  hidden_size: 2560\n',
    },
  ],
});

import { windowOmittedMeansOn } from '../../../src/core/rules/window-omitted-means-on';
import { testRule } from './testRule';

testRule(windowOmittedMeansOn, {
  accept: [
    '{"model_type":"mistral","hidden_size":64,"sliding_window":null}',
    '{"model_type":"mistral","hidden_size":64,"sliding_window":4096}',
    '{"model_type":"gemma2","hidden_size":64}',
    '{"model_type":"llava","text_config":{"model_type":"mistral","hidden_size":64}}',
    '{"model_type":"mistral"}',
  ],
  reject: [
    {
      text: '{"model_type":«"mistral"»,"hidden_size":64}',
      message: /^`sliding_window` is left out: Mistral then slides in every layer, over 4,096 tokens/,
      fixed: '{"model_type":"mistral","hidden_size":64, "sliding_window": null}',
    },
    { text: '{"hidden_size": 64, "model_type": «"mistral"», "sliding_w', message: /left out/ },
    {
      language: 'yaml',
      text: 'model_type: «mistral»\nhidden_size: 64\n',
      message: /left out/,
      fix: /4096/,
      fixed: 'model_type: mistral\nhidden_size: 64\nsliding_window: 4096\n',
    },
  ],
});

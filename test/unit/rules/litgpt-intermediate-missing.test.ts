import { litgptIntermediateMissing } from '../../../src/core/rules/litgpt-intermediate-missing';
import { testRule } from './testRule';

const yaml = (lines: string) => `n_embd: 64\nn_head: 4\nn_layer: 4\npadded_vocab_size: 128\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(litgptIntermediateMissing, {
  accept: [
    accepted('mlp_class_name: LLaMAMLP\nintermediate_size: 256'),
    accepted('mlp_class_name: GptNeoxMLP'),
    accepted('mlp_class_name: GemmaMLP'),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('mlp_class_name: «LLaMAMLP»'),
      message: /^LLaMAMLP has no width of its own/,
      fixed: yaml('mlp_class_name: LLaMAMLP\nintermediate_size: 256'),
    },
  ],
});

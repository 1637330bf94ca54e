import { litgptIndicesShort } from '../../../src/core/rules/litgpt-indices-short';
import { testRule } from './testRule';

const yaml = (lines: string) => `n_embd: 64\nn_head: 4\nn_layer: 4\npadded_vocab_size: 128\n${lines}\n`;
const accepted = (lines: string) => ({ text: yaml(lines), language: 'yaml' as const });

testRule(litgptIndicesShort, {
  accept: [
    accepted('sliding_window_size: 32'),
    accepted('sliding_window_size: 32\nsliding_window_indices: [1, 0, 1, 0]'),
    accepted('sliding_window_size: 32\nsliding_window_indices: [1, 0, 1, 0, 1, 1]'),
    // Without a window nobody looks at it.
    accepted('sliding_window_indices: [1, 0]'),
  ],
  reject: [
    {
      language: 'yaml',
      text: yaml('sliding_window_size: 32\n«sliding_window_indices»: [1, 0]'),
      message: /^`sliding_window_indices` has 2 entries for 4 layers: LitGPT refuses the config/,
      fixed: yaml('sliding_window_size: 32\nsliding_window_indices: [1, 0, 1, 0]'),
    },
    {
      language: 'yaml',
      text: yaml('rope_local_base_freq: 10000.0\n«rope_indices»: [1, 1, 0]'),
      message: /^`rope_indices` has 3 entries for 4 layers/,
      fixed: yaml('rope_local_base_freq: 10000.0\nrope_indices: [1, 1, 0, 1]'),
    },
    {
      language: 'yaml',
      text: yaml('sliding_window_size: 32\n«sliding_window_indices»: [1, 2, 1, 0]'),
      message: /something else than 0 and 1/,
    },
  ],
});

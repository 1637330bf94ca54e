import { patternIrregular } from '../../../src/core/rules/pattern-irregular';
import { testRule } from './testRule';

const gemma = (...types: string[]): string =>
  `{"model_type":"gemma2","num_hidden_layers":${types.length},"layer_types":[${types.join(',')}]}`;
const [S, F] = ['"sliding_attention"', '"full_attention"'];

testRule(patternIrregular, {
  accept: [
    gemma(S, F, S, F, S, F, S, F),
    gemma(S, F, S, S),
    '{"model_type":"qwen3_next"}',
    '{"model_type":"llama"}',
    gemma(S, S, S, F, S, S, S, F, S, S, S, F, S, S, F),
  ],
  reject: [
    {
      text: gemma(S, F, S, `«${S}»`, S, F, S, F),
      message:
        /^Layer 3 is sliding-window attention, where the 1:1 pattern of the others has full attention\. Set it so/,
      fixed: gemma(S, F, S, F, S, F, S, F),
    },
    {
      text: gemma(S, S, F, S, S, F, S, `«${F}»`, F, S, S, `«${S}»`, S, S, F, S, S, F),
      message: [/^Layer 7 is full/, /^Layer 11 is sliding/],
    },
    {
      language: 'yaml',
      text: 'model_type: granitemoehybrid\nnum_hidden_layers: 8\nlayer_types: [mamba, attention, mamba, attention, «attention», attention, mamba, attention]\n',
      message: /^Layer 4/,
      fixed:
        'model_type: granitemoehybrid\nnum_hidden_layers: 8\nlayer_types: [mamba, attention, mamba, attention, mamba, attention, mamba, attention]\n',
    },
  ],
});

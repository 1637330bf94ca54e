import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { mixerOf, writtenFlag, writtenNumber } from '../support';

export const bidirectionalWindow = modelRule({
  name: 'bidirectional-window',
  severity: 'hint',
  summary: 'The window of bidirectional Gemma is half the number written.',
  check(model) {
    const sliding = mixerOf(model, 'sliding');
    const written = writtenNumber(model, 'sliding_window');
    if (!sliding || written === undefined || writtenFlag(model, 'use_bidirectional_attention') !== true)
      return [];
    if (sliding.windowTokens === written) return [];
    return [
      {
        pointer: model.fields.pointer('sliding_window'),
        message: `With \`use_bidirectional_attention\` the window reaches to both sides: ${formatCount(written)} becomes ${formatCount(sliding.windowTokens)} tokens each way.`,
      },
    ];
  },
});

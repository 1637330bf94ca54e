import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isWritten, mixerOf } from '../support';

export const windowGeContext = modelRule({
  name: 'window-ge-context',
  severity: 'hint',
  summary: 'The window is shorter than the context.',
  dialects: 'any',
  check(model) {
    const sliding = mixerOf(model, 'sliding');
    const context = model.architecture.maximumContextTokens;
    if (
      !sliding ||
      context === undefined ||
      sliding.windowTokens < context ||
      !model.fields.has('sliding_window')
    )
      return [];
    return [
      {
        pointer: model.fields.pointer('sliding_window'),
        message: `The window (${formatCount(sliding.windowTokens)} tokens) is not shorter than the longest context (${formatCount(context)}): sliding layers see everything. A shorter one would save cache.`,
        ...(isWritten(model, 'max_position_embeddings') && {
          related: {
            pointer: model.fields.pointer('max_position_embeddings'),
            message: 'the longest context',
          },
        }),
      },
    ];
  },
});

import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { removeFix, writtenFlag, writtenNumber } from '../support';

export const windowInert = modelRule({
  name: 'window-inert',
  severity: 'hint',
  summary: 'A window that is written is used.',
  check(model) {
    const { architecture, fields } = model;
    const window = writtenNumber(model, 'sliding_window');
    const isEnabled = writtenFlag(model, 'use_sliding_window');
    // Switched on and still without a layer that slides: window-no-layers says why.
    if (window === undefined || isEnabled === true || architecture.layers.length === 0) return [];
    if (architecture.layers.some(({ mixer }) => mixer.kind === 'sliding')) return [];
    const pointer = fields.pointer('sliding_window');
    if (fields.issues.some((issue) => issue.pointer === pointer)) return [];
    const why = isEnabled === false ? ', as `use_sliding_window` is false' : '';
    return [
      {
        pointer,
        message: `No layer slides${why}: a window of ${formatCount(window)} has no effect in transformers. Some engines slide by this key all the same; write null to be sure.`,
        fixes: [removeFix(model, 'sliding_window')],
        tag: 'unnecessary' as const,
      },
    ];
  },
});

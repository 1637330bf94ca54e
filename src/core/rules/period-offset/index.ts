import { modelRule } from '../rule';
import { isWritten, issueOf, setFix, writtenNumber } from '../support';

export const periodOffset = modelRule({
  name: 'period-offset',
  severity: 'error',
  summary: 'An offset lies within its period.',
  check(model) {
    const { fields } = model;
    return ['attn_layer', 'expert_layer'].flatMap((prefix) => {
      const [offset, period] = [`${prefix}_offset`, `${prefix}_period`];
      const issue = issueOf(model, offset, 'conflict');
      if (!issue) return [];
      const length = writtenNumber(model, period);
      const place = writtenNumber(model, offset);
      const mend =
        length !== undefined && length > 0 && place !== undefined
          ? [setFix(model, offset, place % length)]
          : [];
      return [
        {
          pointer: issue.pointer,
          ...(!isWritten(model, offset) && { at: rangeOfKey(model, period) }),
          message: `${issue.message} transformers refuses to load this.`,
          fixes: mend,
          ...(isWritten(model, period) && {
            related: { pointer: fields.pointer(period), message: 'the period' },
          }),
        },
      ];
    });
  },
});

/** The period stands for an offset that is left to its default. */
function rangeOfKey(model: Parameters<typeof issueOf>[0], key: string) {
  return model.fields.node(key)?.range ?? { start: 0, end: 1 };
}

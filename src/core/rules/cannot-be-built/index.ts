import { noContext, type Rule } from '../rule';

export const cannotBeBuilt: Rule = {
  name: 'cannot-be-built',
  severity: 'error',
  summary: 'Nothing keeps the model from being built as written.',
  dialects: 'any',
  check({ model }, { explained } = noContext) {
    return (model?.fields.issues ?? [])
      .filter(({ pointer }) => !explained.has(pointer))
      .map(({ pointer, message }) => ({
        pointer,
        message: `${message} The model can't be built as written, so nothing is estimated.`,
      }));
  },
};

import { modelRule } from '../rule';
import { isHuggingface, removeFix } from '../support';

/** Without these no model is described at all, so taking them out mends nothing. */
const indispensable = ['hidden_size', 'num_hidden_layers', 'num_attention_heads', 'vocab_size'];

export const nonPositiveDimension = modelRule({
  name: 'non-positive-dimension',
  severity: 'error',
  summary: 'Counts and dimensions are positive and within reason.',
  dialects: 'any',
  check(model) {
    const { fields } = model;
    return (
      fields.issues
        // Intervals and single entries of lists have rules of their own.
        .filter(
          ({ kind, field, pointer }) =>
            kind === 'range' && field !== fields.patternKey && pointer === fields.pointer(field),
        )
        .map(({ field, pointer, message }) => ({
          pointer,
          message: `${message} No working model comes of it.`,
          // Other dialects than Hugging Face's have keys without a default.
          fixes:
            indispensable.includes(field) || !isHuggingface(model)
              ? []
              : [removeFix(model, field, { title: `Remove ${field}, so that its default holds` })],
        }))
    );
  },
});

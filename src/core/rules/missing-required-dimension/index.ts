import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { defaultOf, insertFix, isOutermost, isWritten, namePointer } from '../support';

const required = ['hidden_size', 'num_hidden_layers', 'num_attention_heads'];

export const missingRequiredDimension = modelRule({
  name: 'missing-required-dimension',
  severity: 'warning',
  summary: 'Width, depth and heads are written, not left to the class.',
  check(model) {
    const { document } = model.recognition.config;
    // A config without any size means the class's own; one that writes some of them has forgotten the others.
    if (!isOutermost(model) || ![...required, 'intermediate_size'].some((field) => isWritten(model, field)))
      return [];
    // The key of other frameworks, which share the name of a model type or two.
    if (isWritten(model, 'num_layers')) return [];
    const omitted = required.flatMap((field) => {
      const value = defaultOf(model, field);
      return typeof value === 'number' ? [{ field, value }] : [];
    });
    if (omitted.length === 0) return [];
    const names = omitted.map(({ field }) => `\`${field}\``).join(' and ');
    const values = omitted.map(({ value }) => formatCount(value)).join(' and ');
    return [
      {
        pointer: namePointer(document, model.recognition),
        message: `${names} ${omitted.length === 1 ? 'is' : 'are'} left out: transformers silently takes ${values}, the default of ${model.recognition.family.title}. Write what is meant.`,
        fixes: omitted.map(({ field, value }) => insertFix(model, field, value)),
      },
    ];
  },
});

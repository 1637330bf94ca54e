import type { Model } from '../../analyse';
import { modelRule } from '../rule';
import { issueOf, setFix, writtenNumber } from '../support';

export const patternZero = modelRule({
  name: 'pattern-zero',
  severity: 'error',
  summary: 'The interval of a layer pattern is at least 1.',
  check(model) {
    const key = brokenKey(model);
    if (key === undefined) return [];
    const { ratio } = model.recognition.family.publishedRatio ?? { ratio: '3:1' };
    const period = ratio.split(':').reduce((sum, part) => sum + Number(part), 0);
    return [
      {
        pointer: model.fields.pointer(key),
        message: `\`${key}\` is ${writtenNumber(model, key)}: no layer can be every such one, and transformers fails to load this (integer modulo by zero). ${model.recognition.family.title} has ${period}.`,
        fixes: [setFix(model, key, period)],
      },
    ];
  },
});

function brokenKey(model: Model): string | undefined {
  const { patternKey } = model.fields;
  if (patternKey !== undefined && issueOf(model, patternKey, 'range')) return patternKey;
  // Llama 4 divides by it even where a list decides.
  const always = 'no_rope_layer_interval';
  return model.recognition.family.id === 'llama4' && writtenNumber(model, always) === 0 ? always : undefined;
}

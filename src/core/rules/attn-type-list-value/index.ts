import { setValue } from '../../document/edit';
import { maximumLayers } from '../../document/limits';
import { numberValue } from '../../document/node';
import { restorePattern } from '../../pattern';
import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';
import { listFix } from '../pattern-support';

export const attnTypeListValue = modelRule({
  name: 'attn-type-list-value',
  severity: 'error',
  summary: "MiniMax's list holds 0 or 1 for every layer.",
  check(model) {
    const { fields, recognition } = model;
    const list = fields.pointer('attn_type_list');
    if (fields.node('attn_type_list')?.type !== 'array') return [];
    return fields.issues
      .filter(({ field, kind }) => field === 'attn_type_list' && (kind === 'range' || kind === 'conflict'))
      .map(({ pointer, message }) =>
        pointer === list
          ? {
              pointer,
              at: 'key' as const,
              message: `${message} Building the model fails at the first layer without one.`,
              fixes: lengthFix(model),
            }
          : {
              pointer,
              message: `${message} The model's own code knows no third kind.`,
              fixes: [0, 1].map((value) => ({
                title: value === 0 ? 'Write 0 (lightning attention)' : 'Write 1 (softmax attention)',
                edits: setValue(recognition.config.document, pointer, value),
                safe: false,
              })),
            },
      );
  },
});

function lengthFix(model: Model): Fix[] {
  const node = model.fields.node('attn_type_list');
  const count = model.fields.optionalCount('num_hidden_layers');
  if (node?.type !== 'array' || count === undefined || count > maximumLayers) return [];
  const change = restorePattern(
    node.items.map((item) => numberValue(item) ?? 0),
    count,
  );
  return change
    ? [listFix(model, 'Continue the pattern', model.fields.pointer('attn_type_list'), change.result)]
    : [];
}

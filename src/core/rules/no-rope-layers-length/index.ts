import { restorePattern } from '../../pattern';
import { numberValue } from '../../document/node';
import { listFix } from '../pattern-support';
import { modelRule } from '../rule';
import { issueOf } from '../support';

export const noRopeLayersLength = modelRule({
  name: 'no-rope-layers-length',
  severity: 'error',
  summary: 'The list of layers with positions has an entry per layer.',
  check(model) {
    const { architecture, fields } = model;
    const issue = issueOf(model, 'no_rope_layers', 'conflict');
    const node = fields.node('no_rope_layers');
    if (!issue || node?.type !== 'array') return [];
    const types = node.items.map((item) => numberValue(item) ?? 0);
    const change = restorePattern(types, architecture.layers.length);
    return [
      {
        pointer: issue.pointer,
        at: 'key' as const,
        message: `${issue.message} transformers fails to load this.`,
        fixes: change ? [listFix(model, 'Resize the list by its pattern', issue.pointer, change.result)] : [],
        related: {
          pointer: fields.pointer('num_hidden_layers'),
          message: `${architecture.layers.length} layers`,
        },
      },
    ];
  },
});

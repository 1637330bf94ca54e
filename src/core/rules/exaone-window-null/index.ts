import { insertMember } from '../../document/edit';
import { modelRule } from '../rule';
import { issueOf } from '../support';

export const exaoneWindowNull = modelRule({
  name: 'exaone-window-null',
  severity: 'error',
  summary: 'An EXAONE without a window lists its layers.',
  check(model) {
    const { config, family } = model.recognition;
    const issue = issueOf(model, 'sliding_window', 'conflict');
    if (!family.id.startsWith('exaone') || !issue) return [];
    const list = model.architecture.layers.map(() => 'full_attention');
    return [
      {
        pointer: issue.pointer,
        message: `${issue.message} transformers fails to load this (integer modulo by zero).`,
        fixes: [
          {
            title: 'Add layer_types with full attention throughout',
            edits: insertMember(config.document, config.base, 'layer_types', list, 'sliding_window'),
            safe: false,
          },
        ],
      },
    ];
  },
});

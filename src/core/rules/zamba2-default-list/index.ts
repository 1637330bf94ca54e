import { modelRule } from '../rule';
import { issueOf, setFix } from '../support';

export const zamba2DefaultList = modelRule({
  name: 'zamba2-default-list',
  severity: 'error',
  summary: 'A Zamba2 of another depth lists its layers.',
  check(model) {
    const issue = issueOf(model, 'num_hidden_layers', 'conflict');
    if (model.recognition.family.id !== 'zamba2' || !issue) return [];
    return [
      {
        pointer: issue.pointer,
        message: `${issue.message} transformers refuses to load this; write the list.`,
        fixes: [setFix(model, 'num_hidden_layers', 54)],
      },
    ];
  },
});

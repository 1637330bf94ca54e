import { modelRule } from '../rule';
import { issueOf, setFix } from '../support';

export const zayaTop1 = modelRule({
  name: 'zaya-top1',
  severity: 'error',
  summary: 'ZAYA sends a token to one expert.',
  check(model) {
    const field = 'num_experts_per_tok';
    const issue = model.recognition.family.id === 'zaya' && issueOf(model, field, 'conflict');
    if (!issue) return [];
    return [
      {
        pointer: issue.pointer,
        message: `${issue.message} transformers refuses to load this: write 1.`,
        fixes: [setFix(model, field, 1, { safe: true })],
      },
    ];
  },
});

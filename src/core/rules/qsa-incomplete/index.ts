import { indexerKeys } from '../../families/qwen4-exp';
import { modelRule } from '../rule';
import { insertFix, isWritten, issueOf, setFix } from '../support';

export const qsaIncomplete = modelRule({
  name: 'qsa-incomplete',
  severity: 'error',
  summary: 'The indexer of Qwen4 has all five of its keys.',
  check(model) {
    const { fields, recognition } = model;
    if (recognition.family.id !== 'qwen4_exp') return [];
    const missing = indexerKeys.filter((key) => !fields.has(key));
    const issue = indexerKeys
      .map((key) => issueOf(model, key, 'conflict'))
      .find((found) => found !== undefined);
    if (missing.length === 0 || !issue) return [];
    const names = missing.map((key) => `\`${key}\``).join(', ');
    const key = 'indexer_kv_heads';
    return [
      {
        pointer: issue.pointer,
        message: `The indexer lacks ${names}, which the class has no default for: ${missing.length === indexerKeys.length ? "the model can't be built" : 'transformers refuses to load this'}. Write all five keys; \`${key}\` can only be 1.`,
        fixes: !missing.includes(key)
          ? []
          : [isWritten(model, key) ? setFix(model, key, 1) : insertFix(model, key, 1)],
      },
    ];
  },
});

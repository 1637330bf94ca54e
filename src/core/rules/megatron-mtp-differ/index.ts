import { hybridPattern, megatronDialects, setKey } from '../own-keys';
import type { Rule } from '../rule';

export const megatronMtpDiffer: Rule = {
  name: 'megatron-mtp-differ',
  severity: 'error',
  summary: 'Megatron’s prediction layers are the same at every depth.',
  dialects: megatronDialects,
  check(analysis) {
    const written = hybridPattern(analysis);
    if (!written) return [];
    const { file, field, pattern } = written;
    const [main = '', ...depths] = pattern.split('/');
    const different = new Set(depths);
    if (different.size < 2) return [];
    const parts = [...different].map((part) => (part === '' ? 'none' : part));
    const [first] = depths.filter((part) => part !== '');
    return [
      {
        pointer: field.pointer,
        message: `The prediction layers behind "/" differ (${parts.join(', ')}): Megatron-LM refuses the pattern unless every depth has the same letters.`,
        fixes: [
          setKey(file, field, `Write ${first} at every depth`, [main, ...depths.map(() => first)].join('/')),
        ],
      },
    ];
  },
};

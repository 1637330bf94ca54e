import { scalarOf } from '../../dialects/source';
import { megatronDialects, ownFile, setKey } from '../own-keys';
import type { Rule } from '../rule';

export const megatronMtpDiffer: Rule = {
  name: 'megatron-mtp-differ',
  severity: 'error',
  summary: 'Megatron’s prediction layers are the same at every depth.',
  dialects: megatronDialects,
  check(analysis) {
    const file = ownFile(analysis, megatronDialects);
    const field = file?.key('hybrid_layer_pattern', 'hybrid_override_pattern');
    const pattern = scalarOf(field);
    if (!file || !field || typeof pattern !== 'string') return [];
    const [main = '', ...depths] = pattern.split('/');
    const different = new Set(depths);
    if (different.size < 2) return [];
    const written = [...different].map((part) => (part === '' ? 'none' : part));
    const [first] = depths.filter((part) => part !== '');
    return [
      {
        pointer: field.pointer,
        message: `The prediction layers behind "/" differ (${written.join(', ')}): Megatron-LM refuses the pattern unless every depth has the same letters.`,
        fixes: [
          setKey(file, field, `Write ${first} at every depth`, [main, ...depths.map(() => first)].join('/')),
        ],
      },
    ];
  },
};

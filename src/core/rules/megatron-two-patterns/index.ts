import { megatronDialects, nameOf, ownFile, removeKey } from '../own-keys';
import type { Rule } from '../rule';

export const megatronTwoPatterns: Rule = {
  name: 'megatron-two-patterns',
  severity: 'error',
  summary: 'Megatron’s pattern of layers is written once.',
  dialects: megatronDialects,
  check(analysis) {
    const file = ownFile(analysis, megatronDialects);
    const [old, current] = [file?.key('hybrid_override_pattern'), file?.key('hybrid_layer_pattern')];
    if (!file || !old || !current) return [];
    return [
      {
        pointer: old.pointer,
        at: 'key',
        message: `\`${nameOf(old)}\` stands beside \`${nameOf(current)}\`: Megatron-LM refuses the two together. Remove this one, which is deprecated.`,
        fixes: [removeKey(file, old)],
        related: { pointer: current.pointer, message: 'the pattern that counts' },
        tag: 'deprecated',
      },
    ];
  },
};

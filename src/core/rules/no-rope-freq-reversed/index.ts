import { parseIntegers } from '../../dialects/megatron-pattern';
import { scalarOf } from '../../dialects/source';
import { itemsOf, megatronDialects, nameOf, ownFile } from '../own-keys';
import type { Rule } from '../rule';

export const noRopeFreqReversed: Rule = {
  name: 'no-rope-freq-reversed',
  severity: 'information',
  summary: 'In Megatron’s list a 1 takes the rotary positions away.',
  dialects: megatronDialects,
  check(analysis) {
    const field = ownFile(analysis, megatronDialects)?.key('no_rope_freq');
    const value = scalarOf(field);
    const list =
      typeof value === 'string'
        ? parseIntegers(value)
        : itemsOf(field)?.map((node) => scalarOf({ node, pointer: '' }));
    if (!field || !list) return [];
    const without = list.filter((item) => item === 1).length;
    return [
      {
        pointer: field.pointer,
        message: `A 1 in \`${nameOf(field)}\` skips RoPE, so ${without} of ${list.length} layers have no positions. The \`no_rope_layers\` of Hugging Face configs is the reverse: there a 1 keeps it.`,
      },
    ];
  },
};

import { canonicalLayerType } from '../../families/decoder';
import { inSpellingOf, layerList, listFix } from '../pattern-support';
import { modelRule } from '../rule';
import { isWritten, removeFix, writtenNumber } from '../support';

export const patternIntervalIgnored = modelRule({
  name: 'pattern-interval-ignored',
  severity: 'warning',
  summary: 'The interval does not contradict the layer list.',
  check(model) {
    const { fields } = model;
    const { patternKey, expectedLayerTypes: expected } = fields;
    const list = layerList(model);
    // no_rope keys also say where positions are, and still count beside a list.
    if (!list || !expected || patternKey === undefined || patternKey.startsWith('no_rope')) return [];
    const interval = writtenNumber(model, patternKey);
    if (interval !== undefined && interval < 1) {
      return [
        {
          pointer: fields.pointer(patternKey),
          message: `\`${patternKey}\` (${interval}) is no interval: it is not read beside \`${list.key}\`, and whoever reads it divides by it. Remove it.`,
          fixes: [removeFix(model, patternKey)],
          related: { pointer: list.pointer, message: 'the list that counts' },
          tag: 'unnecessary' as const,
        },
      ];
    }
    if (!isWritten(model, patternKey) || list.types.length !== expected.length) return [];
    const first = list.types.findIndex((type, index) => canonicalLayerType(type) !== expected[index]);
    if (first === -1) return [];
    const spell = inSpellingOf(list.types);
    return [
      {
        pointer: fields.pointer(patternKey),
        message: `\`${patternKey}\` (${writtenNumber(model, patternKey)}) is ignored beside \`${list.key}\`, which says otherwise from layer ${first} on: the list wins. Remove one of them.`,
        fixes: [
          removeFix(model, patternKey),
          listFix(model, `Regenerate ${list.key} from ${patternKey}`, list.pointer, expected.map(spell)),
        ],
        related: { pointer: list.pointer, message: 'the list that counts' },
        tag: 'unnecessary' as const,
      },
    ];
  },
});

import { stringValue } from '../../document/node';
import { readIndexerSchedule } from '../../families/glm-moe-dsa';
import { modelRule } from '../rule';
import { isBlocked, isWritten, removeFix } from '../support';

/** The classes that compute the list from a frequency where it is left out. */
const families = new Set(['glm_moe_dsa', 'glm5_next']);

export const dsaPatternConflict = modelRule({
  name: 'dsa-pattern-conflict',
  severity: 'warning',
  summary: 'The list of indexers agrees with the frequency beside it.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const key = ['indexer_types', 'index_topk_pattern'].find((name) => fields.has(name));
    if (!families.has(recognition.family.id) || key === undefined) return [];
    if (!isWritten(model, 'index_topk_freq') || isBlocked(model, fields.pointer(key))) return [];
    const letters = fields.text(key);
    const names =
      letters === undefined ? fields.list(key)?.map((item) => stringValue(item)) : Array.from(letters);
    const owns = readIndexerSchedule(fields.silent());
    const layer = architecture.layers.findIndex(
      ({ index, mixer }) =>
        mixer.kind === 'dsa' && owns(index) !== (names?.[index] === 'full' || names?.[index] === 'F'),
    );
    if (layer < 0) return [];
    const says = owns(layer) ? 'its own indexer' : 'a shared one';
    return [
      {
        pointer: fields.pointer('index_topk_freq'),
        message: `By this frequency layer ${layer} has ${says}, by ${key} it has not: the list wins, and the frequency is not read. Remove it, or write the list anew.`,
        fixes: [removeFix(model, 'index_topk_freq')],
        related: { pointer: fields.pointer(key), message: 'this one counts' },
        tag: 'unnecessary' as const,
      },
    ];
  },
});

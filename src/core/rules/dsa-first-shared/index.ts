import type { Model } from '../../analyse';
import { setValue } from '../../document/edit';
import { joinPointer, type Pointer } from '../../document/pointer';
import { modelRule, type Fix } from '../rule';
import { insertFix, isWritten, setFix } from '../support';

export const dsaFirstShared = modelRule({
  name: 'dsa-first-shared',
  severity: 'error',
  summary: 'The first sparse layer has an indexer of its own.',
  check(model) {
    const first = model.architecture.layers.find(({ mixer }) => mixer.kind === 'dsa');
    if (first?.mixer.kind !== 'dsa' || first.mixer.ownsIndexer) return [];
    const { pointer, fix } = decider(model, first.index);
    return [
      {
        pointer,
        message: `Layer ${first.index} is the first with sparse attention and shares the tokens that an earlier layer picked, of which there is none: the first forward pass fails. It must have an indexer of its own.`,
        fixes: [fix],
      },
    ];
  },
});

/** What makes the layer share, and how it would not. */
function decider(model: Model, layer: number): { pointer: Pointer; fix: Fix } {
  const { fields, recognition } = model;
  const key = ['indexer_types', 'index_topk_pattern'].find((name) => fields.has(name));
  if (key === undefined) {
    const offset = 'index_skip_topk_offset';
    const isOffset = isWritten(model, offset);
    return {
      pointer: fields.pointer(isOffset ? offset : 'index_topk_freq'),
      fix: isOffset
        ? setFix(model, offset, layer + 1)
        : insertFix(model, offset, layer + 1, 'index_topk_freq'),
    };
  }
  const letters = fields.text(key);
  if (letters !== undefined) {
    const changed = `${letters.slice(0, layer)}F${letters.slice(layer + 1)}`;
    return { pointer: fields.pointer(key), fix: setFix(model, key, changed) };
  }
  const pointer = joinPointer(fields.pointer(key), layer);
  const edits = setValue(recognition.config.document, pointer, 'full');
  return { pointer, fix: { title: `Make layer ${layer} "full"`, edits, safe: false } };
}

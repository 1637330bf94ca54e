import { kimiLists, layersOf } from '../kimi-lists';
import { setValue } from '../../document/edit';
import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';

export const kimiZeroIndex = modelRule({
  name: 'kimi-zero-index',
  severity: 'error',
  summary: "Kimi's layer lists count from 1.",
  check(model) {
    const lists = kimiLists(model);
    return lists.flatMap(({ name, entries }) =>
      entries
        .filter(({ layer }) => layer === 0)
        .map(({ pointer }) => ({
          pointer,
          message: `Layer 0 in \`${name}\`: the lists count from 1, and transformers takes 0 for the last layer without a word. Add 1 to every entry of both lists.`,
          fixes: shiftFix(model),
        })),
    );
  },
});

/** Offered where the lists are 0-based throughout: no entry reaches the number of layers. */
function shiftFix(model: Model): Fix[] {
  const lists = kimiLists(model);
  const count = model.fields.optionalCount('num_hidden_layers') ?? 0;
  if (lists.some((list) => layersOf(list).some((layer) => layer >= count))) return [];
  return [
    {
      title: 'Add 1 to every entry of both lists',
      edits: lists.flatMap((list) =>
        setValue(
          model.recognition.config.document,
          list.pointer,
          layersOf(list).map((layer) => layer + 1),
        ),
      ),
      safe: false,
    },
  ];
}

import { kimiLists, layersOf } from '../kimi-lists';
import { listFix } from '../pattern-support';
import { modelRule } from '../rule';

export const kimiIndexOutOfRange = modelRule({
  name: 'kimi-index-out-of-range',
  severity: 'error',
  summary: "Kimi's layer lists name layers that exist.",
  check(model) {
    const count = model.architecture.layers.length;
    return kimiLists(model).flatMap((list) =>
      list.entries
        .filter(({ layer }) => layer > count || layer < 0)
        .map(({ layer, pointer }) => ({
          pointer,
          message: `\`${list.name}\` names layer ${layer}, but there are ${count}, counted from 1: transformers fails to load this (list assignment index out of range). Remove it, or raise num_hidden_layers.`,
          fixes: [
            listFix(
              model,
              `Remove ${layer}`,
              list.pointer,
              layersOf(list).filter((other) => other !== layer),
            ),
          ],
          related: { pointer: model.fields.pointer('num_hidden_layers'), message: `${count} layers` },
        })),
    );
  },
});

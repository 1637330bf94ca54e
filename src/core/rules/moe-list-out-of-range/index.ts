import { numberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { listFix } from '../pattern-support';
import { modelRule } from '../rule';

export const moeListOutOfRange = modelRule({
  name: 'moe-list-out-of-range',
  severity: 'warning',
  summary: 'Lists of dense or sparse layers name layers that exist.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const key = recognition.family.id === 'llama4' ? 'moe_layers' : 'mlp_only_layers';
    const node = fields.node(key);
    const count = architecture.layers.length;
    if (node?.type !== 'array' || !['llama4', 'qwen3_moe', 'qwen3_next'].includes(recognition.family.id))
      return [];
    const pointer = fields.pointer(key);
    const layers = node.items.map((item) => numberValue(item) ?? Number.NaN);
    const inRange = layers.filter((layer) => layer >= 0 && layer < count);
    return layers.flatMap((layer, index) =>
      Number.isNaN(layer) || (layer >= 0 && layer < count)
        ? []
        : [
            {
              pointer: joinPointer(pointer, index),
              message: `\`${key}\` names layer ${layer}, but there are ${count}, counted from 0: the entry is ignored. Remove it.`,
              fixes: [listFix(model, `Remove what is out of range`, pointer, inRange)],
              tag: 'unnecessary' as const,
            },
          ],
    );
  },
});

import { isArray, isObject, numberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { hybridPrefixes } from '../../families/fla';
import { knownKeys } from '../../schema/keys';
import type { Model } from '../../analyse';
import { listFix } from '../pattern-support';
import { modelRule, type Report } from '../rule';

export const flaAttnLayers = modelRule({
  name: 'fla-attn-layers',
  severity: 'error',
  summary: 'The attention layers of a linear model exist, each once.',
  check(model) {
    const { fields, recognition } = model;
    const node = fields.node('attn');
    if (!(isObject(node) || isArray(node)) || !knownKeys(recognition.family.id).includes('attn')) return [];
    const assigned = new Set<number>();
    return hybridPrefixes(fields).flatMap((prefix) => reports(model, prefix, assigned));
  },
});

function reports(model: Model, prefix: string, assigned: Set<number>): Report[] {
  const { architecture, fields } = model;
  const count = architecture.layers.length;
  const pointer = fields.pointer(`${prefix}layers`);
  const list = fields.node(`${prefix}layers`);
  if (list === undefined) {
    return [
      {
        pointer: fields.pointer(prefix.slice(0, -1)),
        at: 'key',
        message: `\`attn\` names no layers: flash-linear-attention refuses it (field 'layers' is required). Write \`layers\` with the layers that get softmax attention, counted from 0.`,
      },
    ];
  }
  if (!isArray(list)) return [];
  const layers = list.items.map((item) => numberValue(item));
  const own = new Set<number>();
  return layers.flatMap((layer, index) => {
    if (layer === undefined || !Number.isInteger(layer)) return [];
    const problem = problemOf(layer, count, own.has(layer), assigned.has(layer));
    own.add(layer);
    assigned.add(layer);
    if (problem === undefined) return [];
    return [
      {
        pointer: joinPointer(pointer, index),
        message: `${problem} Remove it.`,
        fixes: [
          listFix(
            model,
            `Remove entry ${index}`,
            pointer,
            layers.toSpliced(index, 1).filter((other) => other !== undefined),
          ),
        ],
      },
    ];
  });
}

function problemOf(layer: number, count: number, isRepeated: boolean, isTaken: boolean): string | undefined {
  const refused = 'flash-linear-attention refuses this';
  if (layer < 0 || layer >= count)
    return `\`attn\` names layer ${layer}, but there are ${count}, counted from 0: ${refused} (out-of-range layer).`;
  if (isRepeated) return `\`attn\` names layer ${layer} twice: ${refused} (duplicate layer).`;
  if (isTaken) return `Layer ${layer} has an attention already: ${refused} (conflicting layer).`;
  return undefined;
}

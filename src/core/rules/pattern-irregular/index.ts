import { setValue } from '../../document/edit';
import { mixers } from '../../mixers/registry';
import { findNearPeriod, hybridRatio } from '../../pattern';
import type { Model } from '../../analyse';
import { layerList, reachOf } from '../pattern-support';
import { modelRule, type Fix } from '../rule';

export const patternIrregular = modelRule({
  name: 'pattern-irregular',
  severity: 'hint',
  summary: 'No layer breaks an otherwise periodic pattern.',
  dialects: 'any',
  check(model) {
    const layers = model.architecture.layers.filter(({ mixer }) => mixer.kind !== 'none');
    const kinds = layers.map(({ mixer }) => mixer.kind);
    const near = findNearPeriod(kinds);
    // More than two are a pattern of another kind (Nemotron's), not a slip.
    if (!near || near.irregular.length > 2) return [];
    const ratio = hybridRatio(kinds);
    return near.irregular.flatMap(({ index, expected }) => {
      const layer = layers[index]!;
      // A last layer that sees everything is a design of its own: Kimi Linear, Gemma 4.
      if (index === layers.length - 1 && reachOf(layer.mixer) === 'global') return [];
      return [
        {
          pointer: layer.pointer,
          message: `Layer ${layer.index} is ${mixers[layer.mixer.kind].name}, where ${ratio === undefined ? 'the pattern' : `the ${ratio} pattern`} of the others has ${mixers[expected].name}. Set it so, unless it is meant.`,
          fixes: regularFix(model, layer.pointer, expected, layers),
        },
      ];
    });
  },
});

/** Copies the entry of a layer that has the expected mixer. */
function regularFix(
  model: Model,
  pointer: string,
  expected: string,
  layers: Model['architecture']['layers'],
): Fix[] {
  const list = layerList(model);
  const example = layers.find(({ mixer }) => mixer.kind === expected);
  const type = example && list?.types[example.index];
  if (!list || type === undefined || !pointer.startsWith(`${list.pointer}/`)) return [];
  return [
    {
      title: `Write "${type}"`,
      edits: setValue(model.recognition.config.document, pointer, type),
      safe: false,
    },
  ];
}

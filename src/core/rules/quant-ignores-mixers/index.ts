import type { Layer } from '../../architecture';
import { isArray, memberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { formatsOf, mixerPart, quantizationField, type Format } from '../../memory/weights';
import { mixerModule } from '../../mixers/registry';
import { reachOf } from '../pattern-support';
import { modelRule } from '../rule';

const lists = ['ignore', 'modules_to_not_convert', 'exclude_modules', 'ignored_layers'];

export const quantIgnoresMixers = modelRule({
  name: 'quant-ignores-mixers',
  severity: 'hint',
  summary: 'Projections of linear and state-space layers are not quantized to 4 bits.',
  check(model) {
    const { layers } = model.architecture;
    const formats = formatsOf(model);
    const field = quantizationField(model.fields);
    const formatOf = ({ mixer, index }: Layer): Format | undefined => formats?.(mixerPart(mixer), index);
    const packed = layers.find(
      (layer) => reachOf(layer.mixer) === 'state' && (formatOf(layer)?.bits ?? 16) <= 4,
    );
    if (!field || !packed || !layers.some(({ mixer }) => reachOf(mixer) === 'global')) return [];
    const key = lists.find((name) => isArray(memberValue(field.node, name)));
    return [
      {
        pointer: key === undefined ? field.pointer : joinPointer(field.pointer, key),
        message: `Nothing keeps the projections of ${mixerModule(packed.mixer).name} out of the quantization to ${formatOf(packed)?.bits} bits, which published checkpoints of hybrids leave in 16. Errors there stay in the state for the rest of the sequence.`,
      },
    ];
  },
});

import { scalarOf } from '../../dialects/source';
import { setValue, type Value } from '../../document/edit';
import { maximumLayers } from '../../document/limits';
import { formatCount } from '../../format';
import { itemsOf, nameOf, numberOf, ownFile, type OwnFile } from '../own-keys';
import type { Report, Rule } from '../rule';

/** A list of zeros and ones, and the key without which LitGPT does not look at it. */
const lists = [
  ['sliding_window_indices', 'sliding_window_size'],
  ['rope_indices', 'rope_local_base_freq'],
] as const;

export const litgptIndicesShort: Rule = {
  name: 'litgpt-indices-short',
  severity: 'error',
  summary: 'LitGPT’s lists of layers reach to the last one, and hold zeros and ones.',
  dialects: ['litgpt'],
  check(analysis) {
    const file = ownFile(analysis, ['litgpt']);
    return file
      ? lists.flatMap(([list, condition]) => (file.key(condition) ? reportOn(file, list) : []))
      : [];
  },
};

function reportOn(file: OwnFile, name: string): Report[] {
  const field = file.key(name);
  const items = itemsOf(field);
  if (!field || !items) return [];
  const values = items.map((node) => scalarOf({ node, pointer: '' }));
  // `Config.n_layer`
  const layers = numberOf(file, 'n_layer') ?? 16;
  if (values.some((value) => value !== 0 && value !== 1)) {
    return [
      {
        pointer: field.pointer,
        message: `\`${nameOf(field)}\` holds something else than 0 and 1: LitGPT refuses the config.`,
      },
    ];
  }
  if (values.length >= layers || layers > maximumLayers) return [];
  const extended = Array.from({ length: layers }, (_, index): Value => values[index % values.length] ?? 1);
  return [
    {
      pointer: field.pointer,
      message: `\`${nameOf(field)}\` has ${values.length} entries for ${formatCount(layers)} layers: LitGPT refuses the config. Write one for each layer.`,
      fixes: [
        {
          title: `Repeat it up to ${layers} entries`,
          edits: setValue(file.document, field.pointer, extended),
          safe: false,
        },
      ],
    },
  ];
}

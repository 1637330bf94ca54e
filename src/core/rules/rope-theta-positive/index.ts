import { setValue } from '../../document/edit';
import { isNull, isObject, memberValue, numberValue } from '../../document/node';
import { joinPointer, type Pointer } from '../../document/pointer';
import { keyInfo } from '../../schema/keys';
import type { Model } from '../../analyse';
import { isNested, isRotary, ownRopeFamilies, perTypeFamilies, ropeKey } from '../rope-support';
import { modelRule } from '../rule';

/** The base of the rotary frequencies, and those of layers that have one of their own. */
const bases: readonly string[] = [
  'rope_theta',
  'rotary_emb_base',
  'rope_local_base_freq',
  'local_rope_theta',
  'global_rope_theta',
  'swa_rope_theta',
  'compress_rope_theta',
];

export const ropeThetaPositive = modelRule({
  name: 'rope-theta-positive',
  severity: 'error',
  summary: 'The base of the rotary frequencies is positive.',
  check(model) {
    if (!isRotary(model)) return [];
    const { config, family } = model.recognition;
    return [...writtenBases(model), ...nullBases(model)].flatMap(({ key, pointer, value }) => {
      if (value === undefined || (value !== null && value > 0)) return [];
      const { default: usual = 10_000 } = keyInfo(family.id, [key]) ?? {};
      const base = typeof usual === 'number' && usual > 0 ? usual : 10_000;
      return [
        {
          pointer,
          message: `The rotary base \`${key}\` is ${value}: ${consequence(value)}. Write the base that the model was trained with, such as ${base}.`,
          fixes: [
            { title: `Set ${key} to ${base}`, edits: setValue(config.document, pointer, base), safe: false },
          ],
        },
      ];
    });
  },
});

const consequence = (value: number | null): string =>
  value === null
    ? 'transformers takes no default in its place, and building the model fails'
    : 'powers of it are infinite or not a number, and no position is what it should be';

interface Base {
  readonly key: string;
  readonly pointer: Pointer;
  readonly value: number | null | undefined;
}

/** At the root of the model's fields, in its RoPE settings, and in those of each layer type. */
function writtenBases(model: Model): Base[] {
  const { config } = model.recognition;
  const beside = bases.flatMap((key) => {
    const field = config.field(key);
    return field ? [{ key, pointer: field.pointer, value: numberValue(field.node) }] : [];
  });
  const key = ropeKey(model);
  const settings = key === undefined ? undefined : config.field(key);
  if (!settings || !isObject(settings.node)) return beside;
  const objects = isNested(settings.node)
    ? [...settings.node.members].map(([name, { value }]) => ({
        node: value,
        pointer: joinPointer(settings.pointer, name),
      }))
    : [settings];
  const inside = objects.flatMap(({ node, pointer }) => {
    const value = numberValue(memberValue(node, 'rope_theta'));
    return [{ key: 'rope_theta', pointer: joinPointer(pointer, 'rope_theta'), value }];
  });
  return [...beside, ...inside];
}

/** A base of null, where the class reads that very key: not beside settings that have a base of their own. */
function nullBases(model: Model): Base[] {
  const { config, family } = model.recognition;
  if (perTypeFamilies.has(family.id) || ownRopeFamilies.has(family.id)) return [];
  const key = ropeKey(model);
  const settings = key === undefined ? undefined : config.field(key);
  const inside = settings && isObject(settings.node) ? memberValue(settings.node, 'rope_theta') : undefined;
  const base = inside
    ? { node: inside, pointer: joinPointer(settings!.pointer, 'rope_theta') }
    : config.field('rope_theta');
  return base && isNull(base.node) ? [{ key: 'rope_theta', pointer: base.pointer, value: null }] : [];
}

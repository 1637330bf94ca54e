import { locate, joinPointer } from '../../document/pointer';
import { renameKey } from '../../document/edit';
import { isObject } from '../../document/node';
import { editDistance } from '../../nearest';
import { isKnownKey, keyInfo, knownKeys, schemaNames } from '../../schema/keys';
import type { Model } from '../../analyse';
import { meaningOfSlip } from '../foreign-names';
import { modelRule } from '../rule';

export const misspeltKey = modelRule({
  name: 'misspelt-key',
  severity: 'warning',
  summary: 'No key is a known one with a slip of the pen.',
  check(model) {
    const { config, family } = model.recognition;
    return unknownKeys(model).flatMap((key) => {
      const meant = meantKey(model, key);
      if (meant === undefined) return [];
      const pointer = joinPointer(config.base, key);
      return [
        {
          pointer,
          at: 'key' as const,
          message: `${family.title} has no \`${key}\`: it is kept and never read, and the default of \`${meant}\` applies. Rename it if that is meant.`,
          fixes: [
            {
              title: `Rename to ${meant}`,
              edits: renameKey(config.document, pointer, meant),
              safe: false,
            },
          ],
        },
      ];
    });
  },
});

/** Keys of the model's own object that its family's schema does not know and that nobody else has a use for. */
function unknownKeys({ recognition }: Model): string[] {
  const { config, family } = recognition;
  const object = locate(config.document.root, config.base)?.node;
  if (config.dialect !== 'huggingface' || !isObject(object) || knownKeys(family.id).length === 0) return [];
  return [...object.members.keys()].filter((key) => !isKnownKey(family.id, key));
}

/**
 * The key that is missing and that an unknown one is a slip of. Other digits or another first letter make another
 * key, and so does a name that any family has: that is a leftover, not a slip. It may be a slip of another format's
 * name, too.
 */
export function meantKey({ recognition, fields }: Model, key: string): string | undefined {
  const { family } = recognition;
  if (schemaNames.some((name) => isKnownKey(name, key))) return undefined;
  const limit = Math.min(2, Math.floor(key.length / 4));
  const [best] = knownKeys(family.id)
    .filter((known) => head(known) === head(key) && digits(known) === digits(key))
    .filter((known) => fields.node(known) === undefined)
    .map((known) => ({ known, distance: plain(known) === plain(key) ? 0 : editDistance(known, key, limit) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance || rank(family.id, a.known) - rank(family.id, b.known));
  if (best) return best.known;
  const foreign = meaningOfSlip(key);
  return foreign !== undefined && knownKeys(family.id).includes(foreign) && fields.node(foreign) === undefined
    ? foreign
    : undefined;
}

/** Keys that are kept for older files come last. */
const rank = (family: string, key: string): number =>
  keyInfo(family, [key])?.replacedBy === undefined ? 0 : 1;
const plain = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
/** The first letter, or the whole first word where it is short: `q_head_dim` is not `qk_head_dim`. */
const head = (key: string): string => /^[a-z]{1,2}(?=_)|^./.exec(key.toLowerCase())?.[0] ?? '';
const digits = (key: string): string => key.replaceAll(/\D/g, '');

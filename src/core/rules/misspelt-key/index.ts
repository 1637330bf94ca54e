import { locate, joinPointer } from '../../document/pointer';
import { renameKey } from '../../document/edit';
import { isObject } from '../../document/node';
import { editDistance } from '../../nearest';
import { dialectOf } from '../../recognise';
import {
  dialectSchema,
  isDumped,
  isKnownKey,
  keyInfo,
  knownKeys,
  plainKey,
  schemaNames,
} from '../../schema/keys';
import type { Model } from '../../analyse';
import { meaningOfSlip } from '../foreign-names';
import { inSpellingOf } from '../own-keys';
import { modelRule } from '../rule';
import { isHuggingface } from '../support';

export const misspeltKey = modelRule({
  name: 'misspelt-key',
  severity: 'warning',
  summary: 'No key is a known one with a slip of the pen.',
  dialects: 'any',
  check(model) {
    const { config } = model.recognition;
    return unknownKeys(model).flatMap((key) => {
      const meant = meantKey(model, key);
      if (meant === undefined) return [];
      const pointer = joinPointer(config.base, key);
      const isSpelled = plainKey(key, schemaFor(model)) !== key;
      const spelled = isSpelled ? inSpellingOf(key, meant) : meant;
      return [
        {
          pointer,
          at: 'key' as const,
          message: `${ownerOf(model)} has no \`${key}\`: ${isHuggingface(model) ? `it is kept and never read, and the default of \`${meant}\` applies` : `it is refused, or never read, and \`${meant}\` is missing`}. Rename it if that is meant.`,
          fixes: [
            {
              title: `Rename to ${spelled}`,
              edits: renameKey(config.document, pointer, spelled),
              safe: false,
            },
          ],
        },
      ];
    });
  },
});

/** Whose keys they are: a class of transformers, or a tool's file. */
function ownerOf({ recognition }: Model): string {
  const dialect = dialectOf(recognition.config);
  return dialect && dialect.id !== 'huggingface' ? dialect.title : recognition.family.title;
}

/** The schema of the family's class, or of the file's dialect. */
function schemaFor({ recognition }: Model): string {
  const { config, family } = recognition;
  return config.dialect === 'huggingface' ? family.id : dialectSchema(config.dialect);
}

/** Keys of the model's own object that its schema does not know and that nobody else has a use for. */
function unknownKeys(model: Model): string[] {
  const { config } = model.recognition;
  const schema = schemaFor(model);
  const object = locate(config.document.root, config.base)?.node;
  if (!isObject(object) || knownKeys(schema).length === 0 || isDumped(schema)) return [];
  return [...object.members.keys()].filter((key) => !isKnownKey(schema, key));
}

/**
 * The key that is missing and that an unknown one is a slip of. Other digits or another first letter make another
 * key, and so does a name that any family has: that is a leftover, not a slip. It may be a slip of another format's
 * name, too.
 */
export function meantKey(model: Model, key: string): string | undefined {
  const schema = schemaFor(model);
  if (schemaNames.some((name) => isKnownKey(name, key))) return undefined;
  const written = plainKey(key, schema);
  const limit = Math.min(2, Math.floor(written.length / 4));
  const [best] = knownKeys(schema)
    .filter((known) => head(known) === head(written) && digits(known) === digits(written))
    .filter((known) => !isThere(model, known))
    .map((known) => ({
      known,
      distance: plain(known) === plain(written) ? 0 : editDistance(known, written, limit),
    }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance || rank(schema, a.known) - rank(schema, b.known));
  if (best || !isHuggingface(model)) return best?.known;
  const foreign = meaningOfSlip(key);
  return foreign !== undefined && knownKeys(schema).includes(foreign) && !isThere(model, foreign)
    ? foreign
    : undefined;
}

/** Whether the key itself is written; of Hugging Face's, or an alias of it. */
function isThere(model: Model, key: string): boolean {
  const { document, base, own } = model.recognition.config;
  if (isHuggingface(model)) return model.fields.node(key) !== undefined;
  return own?.(key) !== undefined || locate(document.root, joinPointer(base, key)) !== undefined;
}

/** Keys that are kept for older files come last. */
const rank = (schema: string, key: string): number =>
  keyInfo(schema, [key])?.replacedBy === undefined ? 0 : 1;
const plain = (key: string): string => key.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
/** The first letter, or the whole first word where it is short: `q_head_dim` is not `qk_head_dim`. */
const head = (key: string): string => /^[a-z]{1,2}(?=_)|^./.exec(key.toLowerCase())?.[0] ?? '';
const digits = (key: string): string => key.replaceAll(/\D/g, '');

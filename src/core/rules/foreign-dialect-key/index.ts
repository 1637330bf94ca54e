import { joinPointer, locate } from '../../document/pointer';
import { removeMember, renameKey } from '../../document/edit';
import { isObject } from '../../document/node';
import type { Model } from '../../analyse';
import { irrelevantReason, keyInfo, knownKeys } from '../../schema/keys';
import { meaningOf } from '../foreign-names';
import { meantKey } from '../misspelt-key';
import { modelRule, type Report } from '../rule';

export const foreignDialectKey = modelRule({
  name: 'foreign-dialect-key',
  severity: 'warning',
  summary: 'Keys are those of the dialect that the file is written in.',
  check(model) {
    const { config, family } = model.recognition;
    const object = locate(config.document.root, config.base)?.node;
    const known = new Set(knownKeys(family.id));
    if (config.dialect !== 'huggingface' || !isObject(object)) return [];
    return [...object.members.keys()]
      .filter((key) => !known.has(key))
      .flatMap((key) => report(model, key, known) ?? []);
  },
});

function report(model: Model, key: string, known: ReadonlySet<string>): Report | undefined {
  const { config, family } = model.recognition;
  const meant = meaningOf(key);
  if (meant === undefined || !known.has(meant)) return undefined;
  if (meantKey(model, key) !== undefined) return undefined;
  const pointer = joinPointer(config.base, key);
  const own = model.fields.node(meant);
  const foreign = locate(config.document.root, pointer)?.node;
  if (!own) {
    const { default: fallback } = keyInfo(family.id, [meant]) ?? {};
    const instead = typeof fallback === 'number' ? `the default (${fallback})` : 'the default';
    return {
      pointer,
      at: 'key',
      message: `\`${key}\` is a name of other formats: ${family.title} reads \`${meant}\`, and ${instead} stands in for it. Rename it.`,
      fixes: [
        { title: `Rename to ${meant}`, edits: renameKey(config.document, pointer, meant), safe: false },
      ],
    };
  }
  // An export that says the same twice does no harm, and some names have other uses beside the family's own.
  if (irrelevantReason(key) !== undefined) return undefined;
  if (own.type !== 'scalar' || foreign?.type !== 'scalar' || own.value === foreign.value) return undefined;
  return {
    pointer,
    at: 'key',
    message: `\`${key}\` is a name of other formats, and \`${meant}\` says something else: ${family.title} reads only the latter. Remove this one.`,
    fixes: [{ title: `Remove ${key}`, edits: removeMember(config.document, pointer), safe: false }],
    related: { pointer: model.fields.pointer(meant), message: 'this one counts' },
    tag: 'unnecessary',
  };
}

/**
 * The same model written another way, offered without anything being wrong: an interval as a list and back, a pattern
 * of letters as a list and back. What is offered is tried first: the text after it describes the same layers. Beside
 * them what follows from a change of mind: a list after the family's own pattern, lists as long as there are layers.
 */
import { analyse, type Analysis, type Model } from '../analyse';
import {
  applyEdits,
  insertMember,
  replaceMember,
  setValue,
  type TextEdit,
  type Value,
} from '../document/edit';
import { maximumLayers } from '../document/limits';
import { isArray, stringValue } from '../document/node';
import { locateOffset } from '../document/pointer';
import { canonicalLayerType } from '../families/decoder';
import { blockLetters } from '../families/nemotron-h';
import { formatCount } from '../format';
import { findPeriod, restorePattern } from '../pattern';
import { inSpellingOf } from '../rules/pattern-support';

/** A change of the user's text, on request only. */
export interface Rewrite {
  /** In the imperative, as a menu shows it. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The rewrites of what stands at an offset. */
export function rewritesAt(analysis: Analysis, offset: number): Rewrite[] {
  const { document, model } = analysis;
  const pointer = locateOffset(document, offset)?.pointer;
  if (!model || !pointer || model.recognition.config.dialect !== 'huggingface') return [];
  const isAt = (field: string): boolean => {
    const place = model.fields.pointer(field);
    return pointer === place || pointer.startsWith(`${place}/`);
  };
  return [
    ...(model.fields.issues.length === 0
      ? [...spelledOut(model, isAt), ...asInterval(model, isAt), ...blockPattern(model, isAt)]
      : []
    ).filter((rewrite) => isSame(analysis, model, rewrite)),
    ...regenerated(model, isAt),
    ...fitted(model, isAt),
  ];
}

type IsAt = (field: string) => boolean;

/** Whether the text after it describes the same layers, of which the estimate is made. */
function isSame({ document }: Analysis, before: Model, { edits }: Rewrite): boolean {
  const { model: after } = analyse(applyEdits(document.text, edits), document.language);
  return after !== undefined && after.fields.issues.length === 0 && substance(after) === substance(before);
}

/** All of an architecture but where it is written. */
function substance({ architecture }: Model): string {
  const layers = architecture.layers.map(({ pointer: _pointer, ...layer }) => layer);
  return JSON.stringify({ ...architecture, layers, notes: [] });
}

/** The list that an interval, or the family's own rule, stands for. */
function spelledOut({ fields, recognition }: Model, isAt: IsAt): Rewrite[] {
  const { patternKey, expectedLayerTypes: types } = fields;
  if (!types || new Set(types).size < 2 || fields.node('layer_types')) return [];
  const { document } = recognition.config;
  if (patternKey === undefined || !fields.isWritten(patternKey)) {
    if (!isAt('num_hidden_layers')) return [];
    const edits = insertMember(document, recognition.config.base, 'layer_types', types, 'num_hidden_layers');
    return [{ title: `Write layer_types out: ${formatCount(types.length)} entries`, edits }];
  }
  // These keys also say which layers have positions.
  if (!isAt(patternKey) || patternKey.startsWith('no_rope')) return [];
  const edits = replaceMember(document, fields.pointer(patternKey), 'layer_types', types);
  return [{ title: `Write ${patternKey} out as layer_types`, edits }];
}

/** A list that repeats itself, as the interval that the family has for it. */
function asInterval({ fields, recognition }: Model, isAt: IsAt): Rewrite[] {
  const { patternKey: key } = fields;
  const list = fields.silent().list('layer_types');
  if (!list || key === undefined || key.startsWith('no_rope') || !isAt('layer_types') || fields.node(key))
    return [];
  const period = findPeriod(list.map((item) => canonicalLayerType(stringValue(item) ?? '')));
  if (!period) return [];
  const interval = period.unit.length;
  const edits = replaceMember(recognition.config.document, fields.pointer('layer_types'), key, interval);
  return [{ title: `Write layer_types as ${key}: ${interval}`, edits }];
}

/** Nemotron-H: a letter for each layer, or a name. */
function blockPattern({ fields, recognition }: Model, isAt: IsAt): Rewrite[] {
  if (recognition.family.id !== 'nemotron_h') return [];
  const [letters, names] = ['hybrid_override_pattern', 'layers_block_type'];
  const { document } = recognition.config;
  const list = fields.silent().list(names);
  const written = stringValue(fields.node(letters));
  if (list && written === undefined && isAt(names)) {
    const letterOf = new Map(Object.entries(blockLetters).map(([letter, type]) => [type, letter]));
    const text = list
      .map((item) => letterOf.get(canonicalLayerType(stringValue(item) ?? '')) ?? '?')
      .join('');
    return [
      {
        title: `Write the list as ${letters}`,
        edits: replaceMember(document, fields.pointer(names), letters, text),
      },
    ];
  }
  if (list || written === undefined || !isAt(letters)) return [];
  const types = Array.from(written, (letter) => blockLetters[letter] ?? letter);
  return [
    {
      title: `Write ${letters} as the list ${names}`,
      edits: replaceMember(document, fields.pointer(letters), names, types),
    },
  ];
}

/** The pattern that the family itself has for so many layers, in the place of another. */
function regenerated({ fields, recognition }: Model, isAt: IsAt): Rewrite[] {
  const { expectedLayerTypes: expected } = fields;
  const list = fields.silent().list('layer_types');
  if (!list || !expected || new Set(expected).size < 2 || !isAt('layer_types')) return [];
  const types = list.map((item) => stringValue(item) ?? '');
  const wanted = expected.map(inSpellingOf(types));
  if (wanted.length === types.length && wanted.every((type, index) => type === types[index])) return [];
  const edits = setValue(recognition.config.document, fields.pointer('layer_types'), wanted);
  return [{ title: `Regenerate layer_types by the pattern of ${recognition.family.title}`, edits }];
}

/** Lists with an entry for each layer, whose class refuses, or goes by, another length. */
const perLayerLists = [
  'layer_types',
  'mlp_layer_types',
  'layers_block_type',
  'attn_type_list',
  'no_rope_layers',
  'indexer_types',
  'num_attention_heads_per_layer',
];

/** Every list, after the number of layers has become another; what was regular stays so. */
function fitted(model: Model, isAt: IsAt): Rewrite[] {
  const { fields, recognition } = model;
  const { document } = recognition.config;
  const count = fields.silent().optionalCount('num_hidden_layers');
  if (count === undefined || count > maximumLayers) return [];
  const lengthOf = (key: string): number | undefined => fields.silent().list(key)?.length;
  const wrong = new Set(perLayerLists.filter((key) => isHeld(model, key, count)).map(lengthOf));
  // A list as long as one that is refused is of the number of layers before, too.
  const lists = perLayerLists.filter((key) => wrong.has(lengthOf(key) ?? -1));
  if (lists.length === 0 || ![...lists, 'num_hidden_layers'].some(isAt)) return [];
  const edits = lists.flatMap((key) => {
    const values = fit(model, key, count);
    return values ? setValue(document, fields.pointer(key), values) : [];
  });
  const { model: after } = analyse(applyEdits(document.text, edits), document.language);
  const isFit =
    after?.architecture.layers.length === count && !lists.some((key) => isHeld(after, key, count));
  return isFit ? [{ title: `Fit ${lists.join(' and ')} to ${formatCount(count)} layers`, edits }] : [];
}

/** Whether a list has another length than it must: some classes let one go on, so that only a refusal tells. */
function isHeld({ fields, recognition }: Model, key: string, count: number): boolean {
  const node = fields.node(key);
  if (!isArray(node) || node.items.length === 0 || node.items.length === count) return false;
  if (recognition.family.id === 'nemotron_h') return key === 'layers_block_type';
  const pointer = fields.pointer(key);
  return fields.issues.some((issue) => issue.kind === 'conflict' && issue.pointer === pointer);
}

/** As many entries as there are layers: the first ones, or more of the same pattern; none are made up. */
function fit({ fields }: Model, key: string, count: number): readonly Value[] | undefined {
  const node = fields.node(key);
  if (!isArray(node)) return undefined;
  const values = node.items.map((item) => (item.type === 'scalar' ? item.value : null));
  if (count < values.length) return values.slice(0, count);
  const expected =
    key === 'layer_types' ? (fields.expectedLayerTypes ?? []).map(inSpellingOf(values.map(String))) : [];
  return restorePattern<Value>(values, count, [expected])?.result;
}

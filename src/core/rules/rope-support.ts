/** What the rules on rotary positions share: the objects that say how RoPE is scaled, as transformers 5.18 reads them. */
import type { Model } from '../analyse';
import { isNull, isObject, memberValue, numberValue, stringValue, type ObjectNode } from '../document/node';
import { joinPointer, type Pointer } from '../document/pointer';
import { canonicalLayerType } from '../families/decoder';
import { transformersModelTypes } from '../reference/model-types';
import { latentAttention, softmaxAttention } from './support';

export interface Rope {
  readonly node: ObjectNode;
  readonly pointer: Pointer;
  /** The variant, and the key that names it; `default` where none does. */
  readonly type: string;
  readonly typeKey: 'rope_type' | 'type' | undefined;
}

/** Families with one object per layer type, into which the class puts `rope_scaling` and a base of its own. */
export const perTypeFamilies: ReadonlySet<string> = new Set(['gemma3', 'gemma3n', 'olmo3']);

/** Families that read one object per layer type and have a reading of their own for anything else. */
const nestedOnly: ReadonlySet<string> = new Set(['gemma4', 'mimo_v2_flash']);

/** Variants that stretch a trained context, whose length `original_max_position_embeddings` says. */
export const needsOriginal: ReadonlySet<string> = new Set(['yarn', 'longrope', 'llama3']);

/** Families whose classes do not fill in the trained context, as the common reading does. */
const withoutOriginal: ReadonlySet<string> = new Set(['cohere2_moe', 'laguna']);

/** Keys that a variant needs; undefined for one that there is not. */
export function requiredKeys({ recognition }: Model, type: string): readonly string[] | undefined {
  const keys = variants[type];
  const needsMore = needsOriginal.has(type) && withoutOriginal.has(recognition.family.id);
  return keys && needsMore ? [...keys, 'original_max_position_embeddings'] : keys;
}

/** Beside these the common reading fills in the base and the trained context. */
export const variants: Readonly<Record<string, readonly string[]>> = {
  default: [],
  linear: ['factor'],
  dynamic: ['factor'],
  yarn: ['factor'],
  longrope: ['short_factor', 'long_factor'],
  llama3: ['factor', 'low_freq_factor', 'high_freq_factor'],
  proportional: [],
};

/** The key that scales RoPE: `rope_scaling` wins over `rope_parameters`, unless it is empty. */
export function ropeKey({ fields }: Model): 'rope_scaling' | 'rope_parameters' | undefined {
  return (['rope_scaling', 'rope_parameters'] as const).find((key) => {
    const node = fields.config.field(key)?.node;
    return isObject(node) && node.members.size > 0;
  });
}

/** The objects that a class of transformers reads, one for all layers or one for each layer type that the model has. */
export function ropes(model: Model): Rope[] {
  const { config, family } = model.recognition;
  const key = ropeKey(model);
  const [modelType] = config.modelTypes;
  if (config.dialect !== 'huggingface' || key === undefined) return [];
  if (modelType === undefined || !hasClass(modelType)) return [];
  const field = config.field(key);
  if (!isObject(field?.node)) return [];
  const { node, pointer } = field;
  const isPerType = perTypeFamilies.has(family.id);
  if (!isNested(node)) {
    if (nestedOnly.has(family.id)) return [];
    // A flat object counts for nothing there; of a legacy one the full layers take what it says, but for `type`.
    if (!isPerType) return [rope(node, pointer, ['rope_type', 'type'])];
    return key === 'rope_scaling' ? [rope(node, pointer, ['rope_type'])] : [];
  }
  // DeepSeek-V4 has one for its windows, and one for what it compresses.
  const present = family.id === 'deepseek_v4' ? new Set(['main', 'compress']) : layerTypesOf(model);
  return [...node.members].flatMap(([name, { value }]) =>
    isObject(value) && present.has(name)
      ? [rope(value, joinPointer(pointer, name), ['rope_type', 'type'])]
      : [],
  );
}

/** The one object that scales RoPE in a config whose class is not in transformers. */
export function flatRopes(model: Model): Rope[] {
  const { config } = model.recognition;
  const key = ropeKey(model);
  const field = key === undefined ? undefined : config.field(key);
  const [modelType = ''] = config.modelTypes;
  if (config.dialect !== 'huggingface' || hasClass(modelType) || !isObject(field?.node)) return [];
  return isNested(field.node) ? [] : [rope(field.node, field.pointer, ['rope_type', 'type'])];
}

/** Kimi K2 is not known to transformers by its name, and is DeepSeek-V3 in all but that. */
function hasClass(modelType: string): boolean {
  return transformersModelTypes.has(modelType) || modelType === 'kimi_k2';
}

/** Whether positions are turned at all: not so in families without RoPE, nor in layers that are all state. */
export function isRotary(model: Model): boolean {
  const { fields, recognition } = model;
  const { family } = recognition;
  if (family.rotaryShare === 0 || (!softmaxAttention(model) && !latentAttention(model))) return false;
  return family.id !== 'granitemoehybrid' || fields.text('position_embedding_type') === 'rope';
}

/** One object per layer type, told by the shape of its values. */
export function isNested(node: ObjectNode): boolean {
  return [...node.members.values()].some(({ value }) => isObject(value));
}

/** A number in an object, or in the config around it. */
export function numberIn(model: Model, { node }: Rope, key: string): number | undefined {
  return numberValue(memberValue(node, key)) ?? numberValue(model.fields.config.field(key)?.node);
}

function rope(node: ObjectNode, pointer: Pointer, keys: readonly ('rope_type' | 'type')[]): Rope {
  const typeKey = keys.find((key) => {
    const value = memberValue(node, key);
    return value !== undefined && !isNull(value);
  });
  const type = typeKey === undefined ? 'default' : (stringValue(memberValue(node, typeKey)) ?? '');
  return { node, pointer, type, typeKey };
}

function layerTypesOf({ fields }: Model): ReadonlySet<string> {
  const list = fields.silent().list('layer_types');
  if (!list) return new Set(fields.expectedLayerTypes);
  return new Set(list.map((item) => canonicalLayerType(stringValue(item) ?? '')));
}

/** Families whose classes read RoPE themselves and fill in no base, or turn nothing at all. */
export const ownRopeFamilies: ReadonlySet<string> = new Set([
  'cohere2_moe',
  'glm5_next',
  'jamba',
  'kimi_linear',
  'laguna',
  'nemotron_h',
  'step3p5',
]);

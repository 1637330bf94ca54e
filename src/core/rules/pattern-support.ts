/** What the rules on layer patterns share. */
import type { Model } from '../analyse';
import { setValue, type Value } from '../document/edit';
import { stringValue } from '../document/node';
import type { Pointer } from '../document/pointer';
import { canonicalLayerType } from '../families/decoder';
import { mixerModule, type Mixer } from '../mixers/registry';
import type { Fix } from './rule';
import { isHuggingface, isWritten } from './support';

/** The list of layer types that the config writes, under the key that the family reads. */
export function layerList(model: Model): { key: string; pointer: Pointer; types: string[] } | undefined {
  for (const key of ['layer_types', 'layers_block_type']) {
    const node = model.fields.node(key);
    if (node?.type !== 'array') continue;
    return {
      key,
      pointer: model.fields.pointer(key),
      types: node.items.map((item) => stringValue(item) ?? ''),
    };
  }
  return undefined;
}

/** The key that decides the pattern: a list, a pattern string, an interval, or else the number of layers. */
export function patternPointer(model: Model): Pointer {
  const { fields } = model;
  const list = layerList(model);
  if (list) return list.pointer;
  if (!isHuggingface(model)) return (model.architecture.layers[0]?.pointer ?? '').replace(/\/\d+$/, '');
  const candidates = [
    'hybrid_override_pattern',
    'attn_type_list',
    'linear_attn_config.full_attn_layers',
    ...(fields.patternKey === undefined ? [] : [fields.patternKey]),
    'num_hidden_layers',
  ];
  const key = candidates.find((name) => isWritten(model, name));
  return key === undefined ? '' : fields.pointer(key);
}

/** A canonical layer type as this list spells it: "mamba" where the list says so, not "linear_attention". */
export function inSpellingOf(types: readonly string[]): (canonical: string) => string {
  const spelling = new Map(types.map((type) => [canonicalLayerType(type), type]));
  return (canonical) => spelling.get(canonical) ?? canonical;
}

/** The mixers of the layers that have one. */
export function sequenceMixers({ architecture }: Model): Mixer[] {
  return architecture.layers.map(({ mixer }) => mixer).filter(({ kind }) => kind !== 'none');
}

export const reachOf = (mixer: Mixer): 'global' | 'local' | 'state' | 'none' => mixerModule(mixer).reach;

/** Replaces a list by another. */
export function listFix(model: Model, title: string, pointer: Pointer, values: readonly Value[]): Fix {
  return { title, edits: setValue(model.recognition.config.document, pointer, [...values]), safe: false };
}

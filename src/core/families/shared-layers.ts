import { stringValue } from '../document/node';
import type { Fields } from './fields';

/** The type of each layer, as the list says or else the family's rule. */
export function listedTypes(
  fields: Fields,
  rule: (index: number) => string,
): (index: number) => string | undefined {
  const list = fields.has('layer_types') ? fields.list('layer_types') : undefined;
  return (index) => (list ? stringValue(list[index]) : rule(index));
}

/**
 * Which layer's keys and values a layer reads: of the last `num_kv_shared_layers` layers each the ones of the last
 * layer of its own type before them; undefined for the layers that make their own (transformers,
 * `Gemma3nTextAttention`).
 */
export function sharedSources(
  fields: Fields,
  layerCount: number,
  omitted: number,
  typeOf: (index: number) => string | undefined,
): (index: number) => number | undefined {
  const key = 'num_kv_shared_layers';
  const shared = fields.count(key, omitted, 0);
  const first = layerCount - shared;
  if (first < 1) {
    fields.report(
      'conflict',
      key,
      `\`${key}\` (${shared}) leaves none of the ${layerCount} layers to read from.`,
    );
  }
  const lastOwner = new Map<string | undefined, number>();
  for (let index = 0; index < first; index++) lastOwner.set(typeOf(index), index);
  return (index) => {
    if (index < first) return undefined;
    const source = lastOwner.get(typeOf(index));
    if (source === undefined && first > 0) {
      fields.report('conflict', key, `No layer before the shared ones is of the type of layer ${index}.`);
    }
    return source ?? 0;
  };
}

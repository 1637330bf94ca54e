import type { Fields } from './fields';

export interface RopeLayerOptions {
  /** Llama 4 takes an empty list for none; SmolLM3 can't build with one. */
  readonly emptyMeansNone?: boolean;
}

/**
 * Which layers have rotary positions: `no_rope_layers`, where 1 means that the layer does have them, else all but
 * every `no_rope_layer_interval`-th (transformers, `SmolLM3Config` and `Llama4TextConfig`).
 */
export function readRopeLayers(
  fields: Fields,
  layerCount: number,
  { emptyMeansNone = false }: RopeLayerOptions = {},
): (index: number) => boolean {
  const list = fields.integers('no_rope_layers');
  if (!list || (emptyMeansNone && list.length === 0)) {
    const interval = fields.count('no_rope_layer_interval', 4);
    return (index) => (index + 1) % interval !== 0;
  }
  if (list.length < layerCount) {
    fields.report(
      'conflict',
      'no_rope_layers',
      `\`no_rope_layers\` has ${list.length} entries for ${layerCount} layers.`,
    );
  }
  return (index) => list[index] !== 0;
}

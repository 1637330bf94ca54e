import type { PatternRule } from './decoder-family';
import type { Fields } from './fields';
import { joinPointer } from '../document/pointer';

export interface RopeLayers extends Pick<PatternRule, 'decidedBy' | 'entry'> {
  readonly hasRope: (index: number) => boolean;
}

/**
 * Which layers have rotary positions: `no_rope_layers`, where 1 means that the layer does have them, else all but
 * every `no_rope_layer_interval`-th (transformers, `SmolLM3Config` and `Llama4TextConfig`).
 *
 * @param emptyMeansNone whether the class takes an empty list for a missing one.
 */
export function readRopeLayers(fields: Fields, emptyMeansNone: boolean): RopeLayers {
  const list = fields.integers('no_rope_layers');
  if (!list || (emptyMeansNone && list.length === 0)) {
    const interval = fields.count('no_rope_layer_interval', 4);
    return { hasRope: (index) => (index + 1) % interval !== 0, decidedBy: 'no_rope_layer_interval' };
  }
  const base = fields.pointer('no_rope_layers');
  return {
    hasRope: (index) => list[index] !== 0,
    decidedBy: 'no_rope_layers',
    entry: (index) => (index < list.length ? joinPointer(base, index) : undefined),
  };
}

/** The list is read for every layer, whatever `layer_types` says. */
export function checkRopeLayers(fields: Fields, layerCount: number, emptyMeansNone: boolean): void {
  const list = fields.list('no_rope_layers');
  if (list && list.length < layerCount && !(emptyMeansNone && list.length === 0)) {
    fields.report(
      'conflict',
      'no_rope_layers',
      `\`no_rope_layers\` has ${list.length} entries for ${layerCount} layers.`,
    );
  }
}

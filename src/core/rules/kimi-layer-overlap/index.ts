import { kimiList, layersOf } from '../kimi-lists';
import { listFix } from '../pattern-support';
import { modelRule } from '../rule';

export const kimiLayerOverlap = modelRule({
  name: 'kimi-layer-overlap',
  severity: 'error',
  summary: "No layer is in both of Kimi's lists.",
  check(model) {
    const full = kimiList(model, 'full');
    const linear = kimiList(model, 'linear');
    if (!full || !linear) return [];
    const both = new Set(layersOf(linear));
    return full.entries
      .filter(({ layer }) => both.has(layer))
      .map(({ layer, pointer }) => ({
        pointer,
        message: `Layer ${layer} is in full_attn_layers and in kda_layers: the latter is read last, and the layer becomes linear. Remove it from one of them.`,
        fixes: [
          listFix(model, `Remove ${layer} from kda_layers`, linear.pointer, without(layersOf(linear), layer)),
          listFix(
            model,
            `Remove ${layer} from full_attn_layers`,
            full.pointer,
            without(layersOf(full), layer),
          ),
        ],
        related: { pointer: linear.pointer, message: 'and here' },
      }));
  },
});

function without(layers: readonly number[], layer: number): number[] {
  return layers.filter((other) => other !== layer);
}

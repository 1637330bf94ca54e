import { kimiList, layersOf } from '../kimi-lists';
import { listFix } from '../pattern-support';
import { modelRule } from '../rule';
import { issueOf } from '../support';

export const kimiLayerUnassigned = modelRule({
  name: 'kimi-layer-unassigned',
  severity: 'error',
  summary: "Every layer is in one of Kimi's lists.",
  check(model) {
    const full = kimiList(model, 'full');
    const linear = kimiList(model, 'linear');
    if (!full || !linear || !issueOf(model, linear.key, 'conflict')) return [];
    const named = new Set([...layersOf(full), ...layersOf(linear)]);
    const missing = Array.from({ length: model.architecture.layers.length }, (_, index) => index + 1).filter(
      (layer) => !named.has(layer),
    );
    if (missing.length === 0) return [];
    const shown =
      missing.slice(0, 5).join(', ') + (missing.length > 5 ? ` and ${missing.length - 5} more` : '');
    const completed = [...layersOf(linear), ...missing].toSorted((a, b) => a - b);
    return [
      {
        pointer: linear.pointer,
        at: 'key' as const,
        message: `${missing.length === 1 ? `Layer ${shown} is` : `Layers ${shown} are`} in neither list: transformers refuses to load this. Add ${missing.length === 1 ? 'it' : 'them'} to kda_layers or full_attn_layers.`,
        fixes: [listFix(model, `Add ${shown} to kda_layers`, linear.pointer, completed)],
        related: { pointer: full.pointer, message: 'nor here' },
      },
    ];
  },
});

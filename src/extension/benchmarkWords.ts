/** What a run is called, before and after it. */
import type { LayerChoice } from '../benchmark';
import type { Model } from '../core/analyse';
import type { Layer } from '../core/architecture';
import { benchmarkableKinds } from '../core/mixers/benchmarkable';
import { mixers } from '../core/mixers/registry';

/** The layers that a choice will run. */
export function layersOf({ architecture }: Model, choice: LayerChoice): Layer[] {
  if (choice === 'each-kind') return benchmarkableKinds(architecture);
  const layer =
    'index' in choice
      ? architecture.layers[choice.index]
      : architecture.layers.find(({ mixer }) => mixer.kind === choice.kind);
  return layer ? [layer] : [];
}

/** `Layer 2 · Gated DeltaNet · Qwen3-Next`, `Gated DeltaNet and full attention · Qwen3-Next`. */
export function runTitle(model: Model, choice: LayerChoice): string {
  const layers = layersOf(model, choice);
  const { title } = model.recognition.family;
  const [only] = layers;
  if (only && layers.length === 1) return `Layer ${only.index} · ${mixers[only.mixer.kind].name} · ${title}`;
  const names = layers.map(({ mixer }) => mixers[mixer.kind].name);
  const list = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} · ${title}`;
}

/** The names of all kinds of a model, for a page that knows none. */
export function kindNames({ architecture }: Model): Record<string, string> {
  const kinds = new Set(architecture.layers.map(({ mixer }) => mixer.kind));
  return Object.fromEntries([...kinds].map((kind) => [kind, mixers[kind].name]));
}

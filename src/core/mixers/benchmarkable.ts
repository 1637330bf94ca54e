import type { Architecture, Layer } from '../architecture';
import type { MixerKind } from './registry';

/**
 * Kinds without a graph to run. src/benchmark/graphs/registry.ts says why, and a unit test compares; it stands here, too,
 * so that a lens or a hover offers nothing that can't be done, without loading what does it.
 */
const withoutGraph: ReadonlySet<MixerKind> = new Set<MixerKind>([
  'compressed-sparse',
  'heavily-compressed',
  'shared-kv',
  'cross-attention',
  'gated-linear',
  'mlstm',
  'qsa',
  'none',
]);

export function isBenchmarkable(kind: MixerKind): boolean {
  return !withoutGraph.has(kind);
}

/** The first layer of each kind that can be benchmarked, in the order of the model. */
export function benchmarkableKinds({ layers }: Pick<Architecture, 'layers'>): Layer[] {
  const first = new Map<MixerKind, Layer>();
  for (const layer of layers) {
    const { kind } = layer.mixer;
    if (isBenchmarkable(kind) && !first.has(kind)) first.set(kind, layer);
  }
  return [...first.values()];
}

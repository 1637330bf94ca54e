import type { Architecture } from '../architecture';
import type { Mixer } from '../mixers/registry';

/** Layers whose mixers have the same dimensions. */
export interface MixerGroup {
  readonly mixer: Mixer;
  /** Indices of the layers, ascending. */
  readonly layers: readonly number[];
}

/** The distinct mixers of a model in the order in which they first occur. */
export function mixerGroups({ layers }: Pick<Architecture, 'layers'>): MixerGroup[] {
  const groups = new Map<string, { mixer: Mixer; layers: number[] }>();
  // Families most often hand the same object to many layers, which then need no look inside.
  const known = new Map<Mixer, { layers: number[] }>();
  for (const { mixer, index } of layers) {
    let group = known.get(mixer);
    if (!group) {
      const identity = JSON.stringify(mixer);
      const found = groups.get(identity) ?? { mixer, layers: [] };
      groups.set(identity, found);
      known.set(mixer, (group = found));
    }
    group.layers.push(index);
  }
  return [...groups.values()];
}

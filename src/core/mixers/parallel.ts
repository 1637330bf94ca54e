import type { Cost, MixerModule } from './mixer';
import type { Mixer } from './registry';

/** Several mixers side by side, or one behind the other, in one block (Falcon-H1, Zamba). */
export interface ParallelMixer {
  readonly kind: 'parallel';
  readonly parts: readonly Mixer[];
}

/** @param moduleOf the registry's own look-up, handed in because the registry holds this module too. */
export function parallel(moduleOf: (mixer: Mixer) => MixerModule<Mixer>): MixerModule<ParallelMixer> {
  const total = ({ parts }: ParallelMixer, cost: (part: Mixer) => Cost): Cost =>
    parts.map(cost).reduce(
      (sum, { flops, stateElementsRead }) => ({
        flops: sum.flops + flops,
        stateElementsRead: sum.stateElementsRead + stateElementsRead,
      }),
      { flops: 0, stateElementsRead: 0 },
    );
  return {
    name: 'attention and recurrence together',
    glyph: 'H',
    summary:
      'Attention and a recurrence in one block. The block pays for both: a cache that grows and a state that does not.',
    paper: { title: 'Falcon-H1 (2025)', url: 'https://arxiv.org/abs/2507.22448' },
    reach: 'global',
    state: ({ parts }) => parts.flatMap((part) => moduleOf(part).state(part)),
    parameters: ({ parts }, hiddenSize) =>
      parts.reduce((sum, part) => sum + moduleOf(part).parameters(part, hiddenSize), 0),
    decode: (mixer, contextTokens) => total(mixer, (part) => moduleOf(part).decode(part, contextTokens)),
    prefill: (mixer, promptTokens) => total(mixer, (part) => moduleOf(part).prefill(part, promptTokens)),
    describe: ({ parts }) =>
      parts.map((part) => `${moduleOf(part).name} (${moduleOf(part).describe(part)})`).join(' and '),
  };
}

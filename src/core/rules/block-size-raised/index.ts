import { formatBytes, formatCount } from '../../format';
import { defaultBlockTokens } from '../../memory/engines/paging';
import { mixers } from '../../mixers/registry';
import { countPointer, pagesInVllm, servingRule } from '../serving-support';

export const blockSizeRaised = servingRule({
  name: 'block-size-raised',
  severity: 'information',
  summary: 'A page of attention in vLLM has its usual size.',
  check(model, scenario) {
    const pages = pagesInVllm(model, scenario);
    const state = pages?.specs
      .filter(({ keeps }) => keeps === 'state')
      .toSorted((a, b) => b.filledBytes - a.filledBytes)[0];
    if (!pages || !state || pages.blockTokens === defaultBlockTokens) return [];
    const tokens = formatCount(pages.blockTokens);
    return [
      {
        pointer: countPointer(model, ['num_key_value_heads', 'kv_lora_rank'], keptOfAttention(model)),
        message: `vLLM raises the block of attention from ${defaultBlockTokens} to ${tokens} tokens, so that its page holds a state of ${mixers[state.mixerKind].name} (${formatBytes(state.filledBytes)}). A sequence takes memory, and prefix caching finds prefixes, in steps of ${tokens} tokens.`,
      },
    ];
  },
});

/** The number that decides what a token of attention takes. */
function keptOfAttention({ architecture }: Parameters<typeof countPointer>[0]): number {
  for (const { mixer } of architecture.layers) {
    for (const part of mixer.kind === 'parallel' ? mixer.parts : [mixer]) {
      if ('keyValueHeads' in part) return part.keyValueHeads;
      if ('keyValueRank' in part) return part.keyValueRank;
    }
  }
  return 0;
}

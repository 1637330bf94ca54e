import { formatBytes, formatCount } from '../../format';
import { defaultBlockTokens } from '../../memory/engines/paging';
import { mixers } from '../../mixers/registry';
import { countPointer, pagesRule } from '../serving-support';
import { latentAttention, softmaxAttention } from '../support';

export const blockSizeRaised = pagesRule({
  name: 'block-size-raised',
  severity: 'information',
  summary: 'A page of attention in vLLM has its usual size.',
  check(model, pages) {
    const state = pages.specs
      .filter(({ keeps }) => keeps === 'state')
      .toSorted((a, b) => b.filledBytes - a.filledBytes)[0];
    if (!state || pages.blockTokens === defaultBlockTokens) return [];
    const kept = softmaxAttention(model)?.keyValueHeads ?? latentAttention(model)?.keyValueRank ?? 0;
    const tokens = formatCount(pages.blockTokens);
    return [
      {
        pointer: countPointer(model, ['num_key_value_heads', 'kv_lora_rank'], kept),
        message: `vLLM raises the block of attention from ${defaultBlockTokens} to ${tokens} tokens, so that its page holds a state of ${mixers[state.mixerKind].name} (${formatBytes(state.filledBytes)}). A sequence takes memory, and prefix caching finds prefixes, in steps of ${tokens} tokens.`,
      },
    ];
  },
});

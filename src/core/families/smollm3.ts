import { readAttentionBias } from './decoder';
import { decoderFamily, gatedMlp, readWindow } from './decoder-family';
import { checkRopeLayers, readRopeLayers } from './rope-layers';

/**
 * SmolLM3 (transformers, `SmolLM3Config`): every fourth layer goes without rotary positions, which changes nothing in
 * the cache. Only with a window switched on do those layers slide.
 */
export const smollm3 = decoderFamily({
  id: 'smollm3',
  title: 'SmolLM3',
  modelTypes: ['smollm3'],
  architectures: ['SmolLM3'],
  sizes: { hidden: 2048, vocabulary: 128_256, layers: 36 },
  attention: {
    queryHeads: 16,
    keyValueHeads: 4,
    nullable: ['num_key_value_heads'],
    more: readAttentionBias,
  },
  window: {},
  check: (fields, layerCount) => checkRopeLayers(fields, layerCount, false),
  pattern: (fields) => {
    if (readWindow(fields, { enabledBy: 'use_sliding_window' }) === undefined)
      return { type: () => 'full_attention' };
    const { hasRope, ...decidedBy } = readRopeLayers(fields, false);
    return { type: (index) => (hasRope(index) ? 'full_attention' : 'sliding_attention'), ...decidedBy };
  },
  feedForward: gatedMlp(11_008, 'mlp_bias'),
  tied: true,
});

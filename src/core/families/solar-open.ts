import { readAttentionBias } from './decoder';
import { decoderFamily } from './decoder-family';
import { readDeepseekMoe } from './deepseek';

/** Solar Open (transformers, `SolarOpenConfig`): full attention, and experts in every layer. */
export const solarOpen = decoderFamily({
  id: 'solar_open',
  title: 'Solar Open',
  modelTypes: ['solar_open'],
  architectures: ['SolarOpen'],
  aliases: { n_routed_experts: ['num_local_experts', 'n_routed_experts'] },
  sizes: { hidden: 4096, vocabulary: 196_608, layers: 48 },
  attention: {
    queryHeads: 64,
    keyValueHeads: 8,
    headDim: 128,
    more: (fields) => readAttentionBias(fields, false, false),
  },
  feedForward: (fields) =>
    readDeepseekMoe(fields, { experts: 128, expertsPerToken: 8, expertWidth: 1280, sharedExperts: 1 }),
});

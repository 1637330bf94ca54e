import type { FeedForward } from '../feedforward/feedforward';
import { assembleDecoder, dense, readMoe, type LayerType } from './decoder';
import { readLatentAttention } from './deepseek';
import type { Family } from './family';
import type { Fields } from './fields';

/**
 * LongCat-Flash (transformers, `LongcatFlashConfig`): a block is two latent attentions, each with a dense
 * feed-forward, and experts beside them. Every attention has a cache of its own, so that transformers counts two
 * layers to a block; so do we, and the block's experts are in the first of the two.
 */
export const longcatFlash: Family = {
  id: 'longcat_flash',
  title: 'LongCat-Flash',
  modelTypes: ['longcat_flash'],
  architectures: ['LongcatFlash'],
  aliases: {
    n_routed_experts: ['num_local_experts', 'n_routed_experts'],
    moe_topk: ['num_experts_per_tok', 'moe_topk'],
    ffn_hidden_size: ['intermediate_size', 'ffn_hidden_size'],
    expert_ffn_hidden_size: ['moe_intermediate_size', 'expert_ffn_hidden_size'],
  },
  describe(fields) {
    const hiddenSize = fields.count('hidden_size', 6144);
    const layerTypes = readBlocks(fields);
    const mixer = { kind: 'mla', ...readLatentAttention(fields, { heads: 64, queryRank: 1536 }) } as const;
    const width = fields.count('ffn_hidden_size', 12_288);
    const second = dense(width);
    const first = readExperts(fields, hiddenSize, width);
    fields.buildableLayerTypes = ['full_attention'];
    return assembleDecoder(fields, {
      hiddenSize,
      vocabularySize: fields.count('vocab_size', 131_072),
      layerTypes,
      mixer: () => mixer,
      feedForward: (index) => (index % 2 === 0 ? first : second),
    });
  },
};

/** `num_layers` blocks; `num_hidden_layers` is twice that, and sets it where it is written alone. */
function readBlocks(fields: Fields): LayerType[] {
  const key =
    fields.has('num_layers') || !fields.has('num_hidden_layers') ? 'num_layers' : 'num_hidden_layers';
  const count = fields.layerCount(key, 28);
  const blocks = key === 'num_layers' ? count : Math.floor(count / 2);
  const pointer = fields.pointer(key);
  return Array.from({ length: 2 * blocks }, () => ({ type: 'full_attention', pointer }));
}

/**
 * The experts of a block, with the dense feed-forward beside them as what every token passes. Some experts do
 * nothing: they have rows in the router, and in the class also in the experts' first projection.
 */
function readExperts(fields: Fields, hiddenSize: number, denseWidth: number): FeedForward {
  const moe = readMoe(fields, {
    experts: ['n_routed_experts', 512],
    expertsPerToken: ['moe_topk', 12],
    expertWidth: ['expert_ffn_hidden_size', 2048],
  });
  const idle = fields.count('zero_expert_num', 256, 0);
  return {
    ...moe,
    sharedWidth: denseWidth,
    extraParameters: idle * hiddenSize + idle * 2 * moe.expertWidth * hiddenSize,
  };
}

import { dense, readAttentionBias, readMoe } from './decoder';
import { decoderFamily, mixedFeedForward } from './decoder-family';
import type { Fields } from './fields';
import { checkRopeLayers, readRopeLayers } from './rope-layers';

/**
 * Llama 4 (transformers, `Llama4TextConfig` inside `Llama4Config`): layers with rotary positions attend in chunks,
 * every fourth one goes without positions and sees everything. An empty `no_rope_layers` counts as left out.
 */
export const llama4 = decoderFamily({
  id: 'llama4',
  title: 'Llama 4',
  modelTypes: ['llama4_text', 'llama4'],
  architectures: ['Llama4'],
  publishedRatio: { ratio: '3:1', source: 'Llama-4-Scout-17B-16E-Instruct config.json' },
  sizes: { hidden: 5120, vocabulary: 202_048, layers: 48 },
  attention: { queryHeads: 40, keyValueHeads: 8, headDim: 128, more: readAttentionBias },
  chunk: 8192,
  check: (fields, layerCount) => checkRopeLayers(fields, layerCount, true),
  pattern: (fields, layerCount) => {
    const { hasRope, ...decidedBy } = readRopeLayers(fields, true);
    // The list becomes `layer_types`, which must be as long as the model.
    if ((fields.list('no_rope_layers')?.length ?? 0) > layerCount) {
      fields.report(
        'conflict',
        'no_rope_layers',
        `\`no_rope_layers\` has more entries than the ${layerCount} layers.`,
      );
    }
    return { type: (index) => (hasRope(index) ? 'chunked_attention' : 'full_attention'), ...decidedBy };
  },
  feedForward: mixedFeedForward({
    sparse: readMoeLayers,
    moe: (fields) => {
      const moe = readMoe(fields, {
        experts: ['num_local_experts', 16],
        expertsPerToken: ['num_experts_per_tok', 1],
        expertWidth: ['intermediate_size', 8192],
      });
      return { ...moe, sharedWidth: moe.expertWidth };
    },
    dense: (fields) => dense(fields.count('intermediate_size_mlp', 16_384)),
  }),
});

/** `moe_layers`, else every `interleave_moe_layer_step`-th layer. */
function readMoeLayers(fields: Fields): (index: number) => boolean {
  if (fields.has('moe_layers')) {
    const layers = new Set(fields.integers('moe_layers'));
    return (index) => layers.has(index);
  }
  const step = fields.count('interleave_moe_layer_step', 1);
  return (index) => (index + 1) % step === 0;
}

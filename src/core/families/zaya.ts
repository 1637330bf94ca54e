import type { FeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import { readAttention, readAttentionBias, readMoe, type LayerType } from './decoder';
import { decoderFamily } from './decoder-family';
import type { Fields } from './fields';

/**
 * ZAYA (transformers, `ZayaConfig`): attention with convolutions over queries and keys, experts that a small network
 * chooses, and learned scales of both branches and the residual stream. The `hybrid` of its layer types is attention
 * beside the state of the convolutions.
 */
export const zaya = decoderFamily({
  id: 'zaya',
  title: 'ZAYA',
  modelTypes: ['zaya'],
  architectures: ['Zaya'],
  rotaryShare: 0.5,
  sizes: { hidden: 2048, vocabulary: 262_272, layers: 40 },
  tied: true,
  mixers: {
    hybrid: (fields, hiddenSize) => ({ kind: 'full', ...readGeometry(fields, hiddenSize) }),
    hybrid_sliding: (fields, hiddenSize) => ({
      kind: 'sliding',
      ...readGeometry(fields, hiddenSize),
      windowTokens: readWindow(fields),
    }),
  },
  pattern: () => ({ type: () => 'hybrid' }),
  check: (fields) => {
    const perToken = fields.count('num_experts_per_tok', 1);
    if (perToken === 1) return;
    fields.report('conflict', 'num_experts_per_tok', `ZAYA routes a token to 1 expert, not to ${perToken}.`);
  },
  feedForward: (fields, _layerCount, hiddenSize) => {
    const first = readExperts(fields, hiddenSize, false);
    const later = readExperts(fields, hiddenSize, true);
    return (index) => (index === 0 ? first : later);
  },
  extras: (fields, hiddenSize, layerTypes) => {
    checkRope(fields, layerTypes);
    return {
      // Two norms, and behind each branch a scale and a bias for it and for the residual stream.
      blockParameters: () => (2 + 2 * 4) * hiddenSize,
      parts: [{ name: 'scale and bias of the embedding', parameters: 2 * hiddenSize }],
      headBias: fields.flag('lm_head_bias', false),
    };
  },
});

function readGeometry(fields: Fields, hiddenSize: number): AttentionGeometry {
  return {
    ...readAttention(fields, hiddenSize, { queryHeads: 8, keyValueHeads: 2, headDim: 128 }),
    ...readAttentionBias(fields),
    convolutions: { channelKernel: fields.count('cca_time0', 2), headKernel: fields.count('cca_time1', 2) },
  };
}

function readWindow(fields: Fields): number {
  const window = fields.optionalCount('sliding_window');
  if (window !== undefined) return window;
  fields.report('conflict', 'sliding_window', 'Layers of `hybrid_sliding` need a `sliding_window`.');
  return 1;
}

/** One object per layer type of the model, unless the key is left out; the class reads nothing else there. */
function checkRope(fields: Fields, layerTypes: readonly LayerType[]): void {
  const missing = layerTypes.find(({ type }) => !fields.has(`rope_parameters.${type}`));
  if (!missing || !fields.has('rope_parameters')) return;
  const { type } = missing;
  fields.report(
    'conflict',
    'rope_parameters',
    `\`rope_parameters\` has no \`${type}\`, which such layers read.`,
  );
}

/**
 * One class more than experts: a token may skip them. The router's hidden state adds to that of the next layer, which
 * scales it (`ZayaRouter`).
 */
function readExperts(fields: Fields, hiddenSize: number, hasEarlierRouter: boolean): FeedForward {
  const moe = readMoe(fields, {
    experts: ['num_experts', 16],
    expertsPerToken: ['num_experts_per_tok', 1],
    expertWidth: ['moe_intermediate_size', 2048],
  });
  const width = fields.count('router_hidden_size', 256);
  const network = width + 2 * (width + 1) * width + width * (moe.experts + 1);
  const routerParameters = (hiddenSize + 1) * width + network + (hasEarlierRouter ? width : 0);
  return { ...moe, routerParameters };
}

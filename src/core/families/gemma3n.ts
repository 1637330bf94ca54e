import type { FeedForward } from '../feedforward/feedforward';
import type { AttentionGeometry } from '../mixers/attention';
import type { Mixer } from '../mixers/registry';
import { show } from './fields';
import { dense, readAttention, readAttentionBias } from './decoder';
import { decoderFamily } from './decoder-family';
import type { Fields } from './fields';
import { listedTypes, sharedSources } from './shared-layers';

/**
 * Gemma 3n (transformers, `Gemma3nTextConfig` inside `Gemma3nConfig`): every fifth layer is full, and the last 15
 * layers (unless told otherwise) read the keys and values of the last layer of their type before them. Beside each
 * layer stand a low-rank residual, several streams of the hidden state, and an embedding of the token per layer.
 */
export const gemma3n = decoderFamily({
  id: 'gemma3n',
  title: 'Gemma 3n',
  modelTypes: ['gemma3n_text', 'gemma3n'],
  architectures: ['Gemma3n'],
  publishedRatio: { ratio: '4:1', source: 'gemma-3n-E2B and E4B config.json' },
  sizes: { hidden: 2048, vocabulary: 262_400, layers: 35 },
  mixers: {
    full_attention: (fields, hiddenSize) => readShared(fields, hiddenSize, 'full_attention'),
    sliding_attention: (fields, hiddenSize) => readShared(fields, hiddenSize, 'sliding_attention'),
  },
  pattern: () => ({ type: typeOf }),
  feedForward: readWidths,
  tied: true,
  extras: (fields, hiddenSize, layerTypes) => {
    const streams = fields.count('altup_num_inputs', 4);
    const laurel = 2 * hiddenSize * fields.count('laurel_rank', 64) + hiddenSize;
    const perLayer = fields.count('hidden_size_per_layer_input', 256);
    const altup =
      (fields.flag('altup_correct_scale', true) ? hiddenSize : 0) +
      streams ** 2 +
      streams ** 3 +
      streams * hiddenSize +
      hiddenSize;
    const width = layerTypes.length * perLayer;
    return {
      blockParameters: () => 4 * hiddenSize + altup + laurel + 2 * hiddenSize * perLayer + hiddenSize,
      parts: [
        {
          name: 'embedding per layer',
          parameters: fields.count('vocab_size_per_layer_input', 262_144) * width,
        },
        { name: 'projection of the embedding per layer', parameters: hiddenSize * width + perLayer },
        { name: 'projections between streams', parameters: 2 * (streams - 1) * hiddenSize ** 2 },
      ],
    };
  },
});

const typeOf = (index: number): string => ((index + 1) % 5 === 0 ? 'full_attention' : 'sliding_attention');

function readShared(fields: Fields, hiddenSize: number, type: string): (index: number) => Mixer {
  const geometry: AttentionGeometry = {
    ...readAttention(fields, hiddenSize, {
      queryHeads: 8,
      keyValueHeads: 2,
      headDim: 256,
      headsDivideWidth: true,
    }),
    ...readAttentionBias(fields),
    queryKeyNorm: 'head',
  };
  const window =
    type === 'sliding_attention' ? { windowTokens: fields.count('sliding_window', 512) } : undefined;
  const own: Mixer = window ? { kind: 'sliding', ...geometry, ...window } : { kind: 'full', ...geometry };
  const layerCount = fields.silent().layerCount('num_hidden_layers', 35);
  const source = sharedSources(fields, layerCount, 15, listedTypes(fields, typeOf));
  return (index) => {
    const sourceLayer = source(index);
    return sourceLayer === undefined ? own : { kind: 'shared-kv', ...geometry, ...window, sourceLayer };
  };
}

/** `intermediate_size`, of all layers or one entry per layer. */
function readWidths(fields: Fields, layerCount: number): FeedForward | ((index: number) => FeedForward) {
  const key = 'intermediate_size';
  const node = fields.node(key);
  if (node?.type !== 'array') return dense(fields.count(key, 16_384));
  const widths = fields.integers(key) ?? [];
  if (widths.length !== layerCount || widths.some((width) => width < 1)) {
    fields.report(
      'conflict',
      key,
      `\`${key}\` must be one width or ${layerCount} of them, not ${show(node)} of ${widths.length}.`,
    );
  }
  return (index) => dense(Math.max(1, widths[index] ?? 1));
}

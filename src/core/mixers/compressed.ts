/** What the two kinds of compressed attention of DeepSeek-V4 share: a window, and older tokens in compressed entries. */
import { formatCount } from '../format';
import { attentionParameters, attentionStep, describeAttention } from './attention';
import type { AttentionGeometry } from './attention';
import type { StateTensor } from './state';

export interface CompressedGeometry extends AttentionGeometry {
  /** The latest tokens, which are seen as they are. */
  readonly windowTokens: number;
  /** Tokens that one compressed entry stands for. */
  readonly compressRate: number;
}

/** keys: [batch, 1, length, head dim]; the values are the same tensor and are not kept again. */
export function windowState({ headDim, keyValueHeads, windowTokens }: CompressedGeometry): StateTensor {
  return {
    name: 'keys',
    kind: 'kv',
    shape: ['batch', { sharded: keyValueHeads }, 'length', headDim],
    growth: { type: 'window', tokens: windowTokens },
    dtype: 'cache',
  };
}

/**
 * One entry per whole block of tokens, and of the unfinished block what the entry will be made of: `sourceWidth`
 * numbers and as many gates per token (transformers, `DeepseekV4HCACache` and `DeepseekV4CSACache`).
 */
export function compressedState(
  prefix: string,
  kind: StateTensor['kind'],
  compressRate: number,
  entryWidth: number,
  sourceWidth: number,
): StateTensor[] {
  const tensor = (name: string, width: number, growth: StateTensor['growth']): StateTensor => ({
    name: prefix + name,
    kind,
    shape: ['batch', 'length', width],
    growth,
    dtype: 'cache',
  });
  return [
    tensor('compressed', entryWidth, { type: 'blocks', of: compressRate }),
    tensor('buffer', sourceWidth, { type: 'remainder', of: compressRate }),
    tensor('buffer_gate', sourceWidth, { type: 'remainder', of: compressRate }),
  ];
}

/** Projections to keys and gates, a norm, and a bias per position in the block (`DeepseekV4HCACompressor`). */
export function compressorParameters(
  hiddenSize: number,
  compressRate: number,
  entryWidth: number,
  sourceWidth: number,
): number {
  return 2 * hiddenSize * sourceWidth + compressRate * sourceWidth + entryWidth;
}

export { attentionParameters, attentionStep };

export function describeCompressed(geometry: CompressedGeometry): string {
  const window = formatCount(geometry.windowTokens);
  return `${describeAttention(geometry)}, window of ${window} tokens, one entry for ${geometry.compressRate} older ones`;
}

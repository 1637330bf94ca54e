import type { Fields } from '../fields';
import { linear, normParameters } from './encoder';

/** Gemma 4's tower: a table of positions for each axis, four norms to a layer (transformers, `Gemma4VisionModel`). */
export function gemma4VisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 768);
  const headDim = vision.count('head_dim', 64);
  const query = vision.count('num_attention_heads', 12) * headDim;
  const key = vision.count('num_key_value_heads', 12) * headDim;
  const bias = vision.flag('attention_bias', false);
  const layer =
    linear(hiddenSize, query, bias) +
    2 * linear(hiddenSize, key, bias) +
    linear(query, hiddenSize, bias) +
    2 * headDim +
    3 * hiddenSize * vision.count('intermediate_size', 3072) +
    4 * hiddenSize;
  return (
    3 * vision.count('patch_size', 16) ** 2 * hiddenSize +
    2 * vision.count('position_embedding_size', 10_240) * hiddenSize +
    vision.count('num_hidden_layers', 16) * layer
  );
}

/** Mel bins of the spectrogram, halved twice before the encoder; no config says them. */
const melBins = 128;

/** Its conformer for sound (`Gemma4AudioModel`): two half feed-forwards, attention and a convolution in a layer. */
export function gemma4AudioParameters(outer: Fields): number {
  const count = (key: string, fallback: number): number => outer.count(`audio_config.${key}`, fallback);
  const hiddenSize = count('hidden_size', 1024);
  const [first = 128, second = 32] = outer.integers('audio_config.subsampling_conv_channels') ?? [];
  const feedForwards = 2 * (8 * hiddenSize ** 2 + 2 * hiddenSize);
  const attention = 5 * hiddenSize ** 2 + Math.floor(hiddenSize / count('num_attention_heads', 8));
  const convolution = 3 * hiddenSize ** 2 + hiddenSize * count('conv_kernel_size', 5) + 2 * hiddenSize;
  const output = count('output_proj_dims', 1536);
  return (
    9 * first +
    first +
    9 * first * second +
    second +
    second * (melBins / 4) * hiddenSize +
    count('num_hidden_layers', 12) * (feedForwards + attention + convolution + 3 * hiddenSize) +
    linear(hiddenSize, output, true)
  );
}

/** What stands in place of a tower: a projection of merged patches between norms (`Gemma4UnifiedVisionEmbedder`). */
export function gemma4UnifiedPatchParameters(vision: Fields): number {
  const width = vision.count('mm_embed_dim', 3840);
  const patch = 3 * (vision.count('patch_size', 16) * vision.count('pooling_kernel_size', 3)) ** 2;
  return (
    normParameters(patch, 'layer') +
    linear(patch, width, true) +
    2 * normParameters(width, 'layer') +
    2 * vision.count('mm_posemb_size', 1120) * width
  );
}

import type { Fields } from '../fields';
import { linear, normParameters } from './encoder';

/** GLM-5.3's tower with its merger (transformers, `Glm5NextVisionModel`): RMS norms, also per query and key head. */
export function glm5NextVisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 1024);
  const width = vision.count('intermediate_size', 4096);
  const bias = vision.flag('attention_bias', true);
  const output = vision.count('out_hidden_size', 1536);
  const headDim = Math.floor(hiddenSize / vision.count('num_heads', 16));
  const patch = vision.count('patch_size', 14) ** 2 * vision.count('temporal_patch_size', 2);
  const layer =
    linear(hiddenSize, 3 * hiddenSize, bias) +
    linear(hiddenSize, hiddenSize, bias) +
    2 * headDim +
    2 * linear(hiddenSize, width, bias) +
    linear(width, hiddenSize, bias) +
    2 * normParameters(hiddenSize, 'rms');
  const merger =
    output ** 2 +
    normParameters(output, 'layer') +
    3 * output * vision.count('projection_intermediate_size', 10_240);
  return (
    linear(vision.count('in_channels', 3) * patch, hiddenSize, true) +
    vision.count('depth', 24) * layer +
    normParameters(hiddenSize, 'rms') +
    linear(hiddenSize * vision.count('spatial_merge_size', 2) ** 2, output, true) +
    merger
  );
}

import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** Pixels of a patch, over time as well. */
function patchInputs(vision: Fields): number {
  const pixels = vision.count('patch_size', 14) ** 2 * vision.count('temporal_patch_size', 2);
  return vision.count('in_channels', 3) * pixels;
}

/** Two layers over merged patches. */
function mergerParameters(vision: Fields, hiddenSize: number, output: number): number {
  const merged = hiddenSize * vision.count('spatial_merge_size', 2) ** 2;
  return linear(merged, merged, true) + linear(merged, output, true);
}

/** Qwen2-VL's tower, whose `hidden_size` is the text model's and `embed_dim` its own (transformers, `Qwen2VLVisionModel`). */
export function qwen2VisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('embed_dim', 1280);
  return (
    patchInputs(vision) * hiddenSize +
    encoderParameters({
      layers: vision.count('depth', 32),
      hiddenSize,
      width: hiddenSize * vision.count('mlp_ratio', 4),
      bias: true,
      norm: 'layer',
    }) +
    normParameters(hiddenSize, 'layer') +
    mergerParameters(vision, hiddenSize, vision.count('hidden_size', 3584))
  );
}

/** Qwen2.5-VL's: RMS norms and a gated feed-forward (transformers, `Qwen2_5_VLVisionModel`). */
export function qwen25VisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 3584);
  return (
    patchInputs(vision) * hiddenSize +
    encoderParameters({
      layers: vision.count('depth', 32),
      hiddenSize,
      width: vision.count('intermediate_size', 3420),
      bias: true,
      gated: true,
      norm: 'rms',
    }) +
    normParameters(hiddenSize, 'rms') +
    mergerParameters(vision, hiddenSize, vision.count('out_hidden_size', 3584))
  );
}

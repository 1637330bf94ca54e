import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** MiniMax-M3's tower: positions by rotation, no norm at the end (transformers, `MiniMaxM3VLVisionModel`). */
export function minimaxM3VisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 1280);
  const patch = vision.count('patch_size', 14) ** 2 * vision.count('temporal_patch_size', 2);
  return (
    vision.count('num_channels', 3) * patch * hiddenSize +
    normParameters(hiddenSize, 'layer') +
    encoderParameters({
      layers: vision.count('num_hidden_layers', 32),
      hiddenSize,
      width: vision.count('intermediate_size', 5120),
      bias: true,
      norm: 'layer',
    })
  );
}

/** Its projector: two layers per patch, two more over merged patches (`MiniMaxM3VLMultiModalProjector`). */
export function minimaxM3ProjectorParameters(outer: Fields, vision: Fields, textHiddenSize: number): number {
  const width = outer.count('projector_hidden_size', 6144);
  const merged = textHiddenSize * vision.count('spatial_merge_size', 2) ** 2;
  return (
    linear(vision.count('hidden_size', 1280), width, true) +
    linear(width, textHiddenSize, true) +
    linear(merged, width, true) +
    linear(width, textHiddenSize, true)
  );
}

import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** MoonViT as Kimi K2.5 has it: a learned grid of positions (transformers, `Kimi_K25VisionModel`). */
export function moonVitParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 1152);
  const positions = vision.count('pos_emb_height', 64) * vision.count('pos_emb_width', 64);
  return (
    linear(3 * vision.count('patch_size', 14) ** 2, hiddenSize, true) +
    positions * hiddenSize +
    encoderParameters({
      layers: vision.count('num_hidden_layers', 27),
      hiddenSize,
      width: vision.count('intermediate_size', 4304),
      bias: true,
      norm: 'layer',
    }) +
    normParameters(hiddenSize, 'layer')
  );
}

/** Its projector: a norm, then two layers over merged patches (`Kimi_K25MultimodalProjection`). */
export function moonVitProjectorParameters(outer: Fields, vision: Fields, textHiddenSize: number): number {
  const [rows, columns] = vision.integers('merge_kernel_size') ?? [2, 2];
  const merged = vision.count('hidden_size', 1152) * (rows ?? 2) * (columns ?? 2);
  return (
    2 * outer.count('projection_hidden_size', 1152) +
    linear(merged, merged, true) +
    linear(merged, textHiddenSize, true)
  );
}

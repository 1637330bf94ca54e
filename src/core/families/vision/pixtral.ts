import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** Pixtral's tower: positions by rotation, gated feed-forward, no biases (transformers, `PixtralVisionModel`). */
export function pixtralParameters(vision: Fields, patchDefault: number): number {
  const hiddenSize = vision.count('hidden_size', 1024);
  const patch = vision.count('patch_size', patchDefault);
  return (
    linear(vision.count('num_channels', 3) * patch ** 2, hiddenSize, false) +
    normParameters(hiddenSize, 'rms') +
    encoderParameters({
      layers: vision.count('num_hidden_layers', 24),
      hiddenSize,
      width: vision.count('intermediate_size', 4096),
      bias: false,
      gated: true,
      norm: 'rms',
    })
  );
}

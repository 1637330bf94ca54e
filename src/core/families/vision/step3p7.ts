import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** Step 3.7's tower: a scale per channel behind attention and feed-forward, then two convolutions that halve the grid. */
export function step3p7VisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 1536);
  const patch = vision.count('patch_size', 14);
  const layers = vision.count('num_hidden_layers', 47);
  return (
    vision.count('num_channels', 3) * patch ** 2 * hiddenSize +
    Math.floor(vision.count('image_size', 728) / patch) ** 2 * hiddenSize +
    normParameters(hiddenSize, 'layer') +
    encoderParameters({
      layers,
      hiddenSize,
      // `intermediate_size` is not read (transformers, `Step3p7VisionMLP`).
      width: Math.floor(hiddenSize * vision.number('mlp_ratio', 8960 / 1536)),
      bias: true,
      norm: 'layer',
    }) +
    layers * 2 * hiddenSize +
    linear(9 * hiddenSize, 2 * hiddenSize, true) +
    linear(9 * 2 * hiddenSize, 4 * hiddenSize, true)
  );
}

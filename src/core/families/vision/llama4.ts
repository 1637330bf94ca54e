import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** Llama 4's tower with its pixel-shuffle adapter (transformers, `Llama4VisionModel`). */
export function llama4VisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 768);
  const width = vision.count('intermediate_size', 5632);
  const patch = vision.count('patch_size', 14);
  const positions = Math.floor(vision.count('image_size', 448) / patch) ** 2 + 1;
  const projectorOutput = vision.count('projector_output_dim', 4096);
  return (
    linear(vision.count('num_channels', 3) * patch ** 2, hiddenSize, false) +
    hiddenSize + // class embedding
    positions * hiddenSize +
    2 * normParameters(hiddenSize, 'layer') +
    encoderParameters({
      layers: vision.count('num_hidden_layers', 34),
      hiddenSize,
      width,
      bias: true,
      norm: 'layer',
    }) +
    width * vision.count('projector_input_dim', 4096) +
    projectorOutput ** 2
  );
}

import type { Fields } from '../fields';
import { encoderParameters, normParameters } from './encoder';

/** Arrangements of up to four tiles, where the config lists none (transformers, `MllamaVisionConfig`). */
const ratiosOmitted = 8;

/** The tower of Llama 3.2 Vision: tiles with positions of their own, and a second, gated encoder over all of them. */
export function mllamaVisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 1280);
  const patch = vision.count('patch_size', 14);
  const tiles = vision.count('max_num_tiles', 4);
  const ratios = (vision.list('supported_aspect_ratios')?.length ?? ratiosOmitted) + 1;
  const positions = Math.floor(vision.count('image_size', 448) / patch) ** 2 + 1;
  const globalLayers = vision.count('num_global_layers', 8);
  const encoder = (layers: number): number =>
    // Attention has no biases, unlike everything else.
    encoderParameters({
      layers,
      hiddenSize,
      width: vision.count('intermediate_size', 5120),
      bias: true,
      norm: 'layer',
    }) -
    layers * 4 * hiddenSize;
  return (
    hiddenSize + // class embedding
    vision.count('num_channels', 3) * patch ** 2 * hiddenSize +
    1 +
    positions * hiddenSize +
    ratios * tiles * positions * hiddenSize +
    2 * (1 + ratios * tiles * hiddenSize) +
    2 * normParameters(hiddenSize, 'layer') +
    encoder(vision.count('num_hidden_layers', 32)) +
    encoder(globalLayers) +
    2 * globalLayers
  );
}

import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** Class defaults of `CLIPVisionConfig`. */
export const clipDefaults = { hiddenSize: 768, width: 3072, layers: 12, image: 224, patch: 32 };

/** The tower that `LlavaConfig` takes where there is no vision config at all. */
export const llavaClipDefaults = { hiddenSize: 1024, width: 4096, layers: 24, image: 336, patch: 14 };

/** CLIP: a class token, norms before and after the encoder (transformers, `CLIPVisionModel`). */
export function clipParameters(vision: Fields, defaults: typeof clipDefaults): number {
  const hiddenSize = vision.count('hidden_size', defaults.hiddenSize);
  const patch = vision.count('patch_size', defaults.patch);
  const positions = Math.floor(vision.count('image_size', defaults.image) / patch) ** 2 + 1;
  return (
    hiddenSize + // class embedding
    linear(vision.count('num_channels', 3) * patch ** 2, hiddenSize, false) +
    positions * hiddenSize +
    encoderParameters({
      layers: vision.count('num_hidden_layers', defaults.layers),
      hiddenSize,
      width: vision.count('intermediate_size', defaults.width),
      bias: true,
      norm: 'layer',
    }) +
    2 * normParameters(hiddenSize, 'layer')
  );
}

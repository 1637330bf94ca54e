import type { Fields } from '../fields';
import { encoderParameters, linear, mlpParameters, normParameters } from './encoder';

/** SigLIP (transformers, `SiglipVisionModel`), which also pools by attention unless `vision_use_head` is false. */
export function siglipParameters(vision: Fields, sizes: { readonly image: number } = { image: 224 }): number {
  const hiddenSize = vision.count('hidden_size', 768);
  const width = vision.count('intermediate_size', 3072);
  const patch = vision.count('patch_size', 16);
  // The second SigLIP gives the number of patches itself.
  const patches = vision.has('num_patches')
    ? vision.count('num_patches')
    : Math.floor(vision.count('image_size', sizes.image) / patch) ** 2;
  const head =
    hiddenSize + // probe
    4 * linear(hiddenSize, hiddenSize, true) +
    normParameters(hiddenSize, 'layer') +
    mlpParameters(hiddenSize, width, true);
  return (
    linear(vision.count('num_channels', 3) * patch ** 2, hiddenSize, true) +
    patches * hiddenSize +
    encoderParameters({
      layers: vision.count('num_hidden_layers', 12),
      hiddenSize,
      width,
      bias: true,
      norm: 'layer',
    }) +
    normParameters(hiddenSize, 'layer') +
    (vision.flag('vision_use_head', true) ? head : 0)
  );
}

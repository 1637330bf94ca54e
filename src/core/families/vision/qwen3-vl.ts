import type { Fields } from '../fields';
import { encoderParameters, linear, normParameters } from './encoder';

/** Mergers of layers halfway up, whose outputs go into the text model (transformers, `Qwen3VLVisionModel`). */
export function deepstackParameters(vision: Fields): number {
  const merged = vision.count('hidden_size', 1152) * vision.count('spatial_merge_size', 2) ** 2;
  const layers = vision.list('deepstack_visual_indexes')?.length ?? 3;
  const merger =
    normParameters(merged, 'layer') +
    linear(merged, merged, true) +
    linear(merged, vision.count('out_hidden_size', 3584), true);
  return layers * merger;
}

/** The tower of Qwen3-VL and Qwen3.5 with its patch merger (transformers, `Qwen3_5VisionModel`). */
export function qwen3VisionParameters(vision: Fields): number {
  const hiddenSize = vision.count('hidden_size', 1152);
  const patch = vision.count('patch_size', 16);
  const merged = hiddenSize * vision.count('spatial_merge_size', 2) ** 2;
  const patchInputs = vision.count('in_channels', 3) * vision.count('temporal_patch_size', 2) * patch ** 2;
  return (
    linear(patchInputs, hiddenSize, true) +
    vision.count('num_position_embeddings', 2304) * hiddenSize +
    encoderParameters({
      layers: vision.count('depth', 27),
      hiddenSize,
      width: vision.count('intermediate_size', 4304),
      bias: true,
      norm: 'layer',
    }) +
    normParameters(hiddenSize, 'layer') +
    linear(merged, merged, true) +
    linear(merged, vision.count('out_hidden_size', 3584), true)
  );
}

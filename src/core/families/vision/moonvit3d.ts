import type { Fields } from '../fields';
import { linear, mlpParameters } from './encoder';

/**
 * Kimi K3's tower: attention wider than the model, RMS norms, no biases. By the tensors of its checkpoint
 * (`wqkv`, `wo`, `mlp.fc0`, `mlp.fc1`, `norm0`, `norm1`), since its class is not in transformers.
 */
export function moonVit3dParameters(vision: Fields): number {
  const hiddenSize = vision.count('vt_hidden_size', 1024);
  const attentionWidth = vision.count('qkv_hidden_size', 1536);
  const positions = vision.count('init_pos_emb_height', 64) * vision.count('init_pos_emb_width', 64);
  const layer =
    4 * hiddenSize * attentionWidth +
    mlpParameters(hiddenSize, vision.count('vt_intermediate_size', 4096), false) +
    2 * hiddenSize;
  return (
    linear(3 * vision.count('patch_size', 14) ** 2, hiddenSize, false) +
    positions * hiddenSize +
    vision.count('vt_num_hidden_layers', 27) * layer +
    hiddenSize
  );
}

/** Its projector: two layers over merged patches, then a norm (`patchmergerv2`). */
export function moonVit3dProjectorParameters(vision: Fields, textHiddenSize: number): number {
  const [rows, columns] = vision.integers('merge_kernel_size') ?? [2, 2];
  const merged = vision.count('mm_hidden_size', 1024) * (rows ?? 2) * (columns ?? 2);
  return merged ** 2 + merged * textHiddenSize + textHiddenSize;
}

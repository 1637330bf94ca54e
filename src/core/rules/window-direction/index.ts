import { modelRule } from '../rule';
import { isWritten, writtenFlag } from '../support';

const key = 'max_window_layers';

export const windowDirection = modelRule({
  name: 'window-direction',
  severity: 'information',
  summary: 'In Qwen2-MoE the layers below the limit slide.',
  check(model) {
    const { architecture, fields, recognition } = model;
    if (recognition.family.id !== 'qwen2_moe' || writtenFlag(model, 'use_sliding_window') !== true) return [];
    const sliding = architecture.layers.filter(({ mixer }) => mixer.kind === 'sliding').length;
    if (sliding === 0 || fields.has('layer_types') || !isWritten(model, key)) return [];
    return [
      {
        pointer: fields.pointer(key),
        message: `Qwen2-MoE slides in every other layer below \`${key}\`: ${sliding} of ${architecture.layers.length} layers. Qwen2 and Qwen3 slide from that layer on.`,
      },
    ];
  },
});

import { formatBytes } from '../../format';
import { dtypes } from '../../reference/dtypes';
import { dtypePlaces } from '../dtype-conflict';
import { modelRule } from '../rule';
import { insertFix, isWritten, mixerOf } from '../support';

/** Families in which vLLM takes the dtype of the state from this key (`Qwen3_5ForConditionalGenerationConfig`). */
const families = new Set(['qwen3_5', 'qwen3_5_moe']);

export const ssmDtypeDiffers = modelRule({
  name: 'ssm-dtype-differs',
  severity: 'hint',
  summary: "The dtype of Qwen3.5's state is the same in every engine.",
  check(model) {
    const { architecture, recognition } = model;
    const mixer = mixerOf(model, 'gated-deltanet');
    const dtype = architecture.modelDtype;
    if (!families.has(recognition.family.id) || !mixer || isWritten(model, 'mamba_ssm_dtype')) return [];
    if (dtype === undefined || dtypes[dtype].bits !== 16) return [];
    const named = dtypePlaces(model)
      .toReversed()
      .flatMap(({ current, old }) => current ?? old ?? [])[0];
    if (!named) return [];
    const layers = architecture.layers.filter((layer) => layer.mixer.kind === 'gated-deltanet').length;
    const bytes = layers * mixer.valueHeads * mixer.keyDim * mixer.valueDim * 4;
    return [
      {
        pointer: named.pointer,
        message: `vLLM keeps the recurrent state in this ${dtypes[dtype].torchName}, transformers and SGLang in float32: ${formatBytes(bytes / 2)} or ${formatBytes(bytes)} per sequence. Write mamba_ssm_dtype to have float32 everywhere.`,
        fixes: [insertFix(model, 'mamba_ssm_dtype', 'float32')],
      },
    ];
  },
});

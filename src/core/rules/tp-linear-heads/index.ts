import { canShare, headsOf, type HeadKind } from '../../memory/tensor-parallel';
import { headsPointer, servingRule, sizesWords } from '../serving-support';

const words: Readonly<Partial<Record<HeadKind, string>>> = {
  'linear-key': 'key heads of Gated DeltaNet',
  'linear-value': 'value heads of Gated DeltaNet',
  delta: 'heads of Kimi Delta Attention',
  lightning: 'heads of lightning attention',
  mamba: 'Mamba-2 heads',
  'mamba-group': 'Mamba-2 groups',
};

export const tpLinearHeads = servingRule({
  name: 'tp-linear-heads',
  severity: 'error',
  summary: 'The GPUs that are to share the heads can share those of recurrent states too.',
  check(model, { tensorParallel: gpus = 1 }) {
    return headsOf(model.architecture).flatMap((heads) => {
      const what = words[heads.kind];
      if (what === undefined || canShare(heads, gpus)) return [];
      return [
        {
          pointer: headsPointer(model, heads),
          message: `${heads.count} ${what} can't be shared by ${gpus} GPUs (tensor parallel): vLLM can't split the state. ${sizesWords(model)}.`,
        },
      ];
    });
  },
});

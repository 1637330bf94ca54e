import { renameKey } from '../../document/edit';
import { modelRule } from '../rule';
import { isWritten, mixerOf, writtenNumber } from '../support';

export const attentionHeadDimLegacy = modelRule({
  name: 'attention-head-dim-legacy',
  severity: 'warning',
  summary: "Nemotron-H's head dim has the name of today.",
  check(model) {
    const { fields, recognition } = model;
    const old = writtenNumber(model, 'attention_head_dim');
    const headDim = mixerOf(model, 'full')?.headDim;
    if (
      recognition.family.id !== 'nemotron_h' ||
      old === undefined ||
      headDim === undefined ||
      old === headDim
    )
      return [];
    const pointer = fields.pointer('attention_head_dim');
    return [
      {
        pointer,
        message: `\`attention_head_dim\` (${old}) is not read: heads are ${headDim} wide. Name it head_dim.`,
        fixes: isWritten(model, 'head_dim')
          ? []
          : [
              {
                title: 'Rename to head_dim',
                edits: renameKey(recognition.config.document, pointer, 'head_dim'),
                safe: false,
              },
            ],
        tag: 'deprecated' as const,
      },
    ];
  },
});

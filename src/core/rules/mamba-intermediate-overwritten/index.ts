import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { removeFix, setFix, writtenNumber } from '../support';

export const mambaIntermediateOverwritten = modelRule({
  name: 'mamba-intermediate-overwritten',
  severity: 'information',
  summary: "Mamba's inner width is expand × hidden_size.",
  check(model) {
    const { architecture, fields, recognition } = model;
    const { id } = recognition.family;
    const width = writtenNumber(model, 'intermediate_size');
    if (!['mamba', 'falcon_mamba', 'mamba2'].includes(id) || width === undefined) return [];
    const expand = fields.silent().count('expand', 2);
    const computed = expand * architecture.hiddenSize;
    if (width === computed) return [];
    const product = `expand × hidden_size, ${expand} × ${formatCount(architecture.hiddenSize)} = ${formatCount(computed)}`;
    return [
      {
        pointer: fields.pointer('intermediate_size'),
        message:
          id === 'mamba2'
            ? `The inner width is ${product}: an \`intermediate_size\` of ${formatCount(width)} is not read.`
            : `\`intermediate_size\` (${formatCount(width)}) replaces ${product}, in transformers: the layers are built ${formatCount(width)} wide. Engines that compute the width build another model.`,
        fixes: [removeFix(model, 'intermediate_size'), setFix(model, 'intermediate_size', computed)],
        ...(id === 'mamba2' && { tag: 'unnecessary' as const }),
      },
    ];
  },
});

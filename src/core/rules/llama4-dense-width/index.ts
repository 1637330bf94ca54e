import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { defaultOf, insertFix, isOutermost, writtenNumber } from '../support';

const key = 'intermediate_size_mlp';

export const llama4DenseWidth = modelRule({
  name: 'llama4-dense-width',
  severity: 'information',
  summary: 'A Llama 4 with dense layers says how wide they are.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const width = defaultOf(model, key);
    const written = writtenNumber(model, 'intermediate_size');
    if (recognition.family.id !== 'llama4' || !isOutermost(model) || typeof width !== 'number') return [];
    const dense = architecture.layers.filter(({ feedForward }) => feedForward.kind === 'dense').length;
    if (written === undefined || written === width || dense === 0) return [];
    return [
      {
        pointer: fields.pointer('intermediate_size'),
        message: `\`intermediate_size\` (${formatCount(written)}) is the width of the experts: the ${dense} dense ${dense === 1 ? 'layer is' : 'layers are'} ${formatCount(width)} wide, the default of \`${key}\`. Write that too.`,
        fixes: [
          insertFix(model, key, width, 'intermediate_size'),
          insertFix(model, key, written, 'intermediate_size'),
        ],
      },
    ];
  },
});

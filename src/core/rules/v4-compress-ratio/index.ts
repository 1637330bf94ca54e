import { setValue } from '../../document/edit';
import { locate } from '../../document/pointer';
import { formatCount } from '../../format';
import { modelRule } from '../rule';

const ratios = [0, 4, 128];

export const v4CompressRatio = modelRule({
  name: 'v4-compress-ratio',
  severity: 'error',
  summary: 'Compression ratios are 0, 4 or 128, one for each layer.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const { document } = recognition.config;
    if (recognition.family.id !== 'deepseek_v4') return [];
    return fields.issues
      .filter(({ field, kind }) => field === 'compress_ratios' && kind !== 'type')
      .map(({ kind, pointer }) => {
        if (kind === 'conflict') {
          const [written, wanted] = [fields.list('compress_ratios')?.length ?? 0, architecture.layers.length];
          return {
            pointer,
            message: `${formatCount(written)} ratios for ${formatCount(wanted)} layers: transformers refuses to load this. Write one for each layer, or set num_hidden_layers to ${formatCount(written)}.`,
            related: { pointer: fields.pointer('num_hidden_layers'), message: `${wanted} layers` },
          };
        }
        const node = locate(document.root, pointer)?.node;
        const ratio = node?.type === 'scalar' ? Number(node.value) : 0;
        const nearestFirst = ratios.toSorted((a, b) => Math.abs(a - ratio) - Math.abs(b - ratio));
        return {
          pointer,
          message: `A compression ratio of ${ratio} stands for no kind of layer: transformers refuses to load this. 0 is a window, 4 picks compressed entries, 128 reads all of them.`,
          fixes: nearestFirst.map((value) => ({
            title: `Write ${value}`,
            edits: setValue(document, pointer, value),
            safe: false,
          })),
        };
      });
  },
});

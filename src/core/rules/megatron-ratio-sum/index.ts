import { hybridRatios } from '../../dialects/megatron';
import { megatronDialects, nameOf, numberOf, ownFile } from '../own-keys';
import type { Rule } from '../rule';

export const megatronRatioSum: Rule = {
  name: 'megatron-ratio-sum',
  severity: 'error',
  summary: 'Megatron’s ratios of attention and MLP layers are shares of one whole.',
  dialects: megatronDialects,
  check(analysis) {
    const file = ownFile(analysis, megatronDialects);
    if (!file || file.key('hybrid_layer_pattern', 'hybrid_override_pattern')) return [];
    const [attention, mlp] = hybridRatios({ number: (...names) => numberOf(file, ...names) });
    const field =
      attention < 0 || attention > 1
        ? file.key('hybrid_attention_ratio')
        : mlp < 0 || mlp > 1 || attention + mlp > 1
          ? file.key('hybrid_mlp_ratio')
          : undefined;
    if (!field) return [];
    const isSum = attention >= 0 && attention <= 1 && mlp >= 0 && mlp <= 1;
    return [
      {
        pointer: field.pointer,
        message: isSum
          ? `${attention} of attention and ${mlp} of MLP layers are more than all of them: Megatron-LM refuses ratios whose sum is above 1. Lower one.`
          : `\`${nameOf(field)}\` is a share of the layers: Megatron-LM refuses what is not from 0 to 1.`,
      },
    ];
  },
};

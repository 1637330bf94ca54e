import { decoderFamily, plainMlp } from './decoder-family';
import type { Fields } from './fields';
import { biased, checkDerivedHeadDim, computed } from './gpt2';

const rotaryShare = 0.5;

/**
 * Persimmon (transformers, `PersimmonConfig`): biases everywhere, LayerNorms on queries and keys, half of each head
 * rotated. Fuyu is the same behind one projection of image patches.
 */
export const persimmon = decoderFamily({
  id: 'persimmon',
  title: 'Persimmon',
  modelTypes: ['persimmon', 'fuyu'],
  architectures: ['Persimmon', 'Fuyu'],
  rotaryShare,
  sizes: { hidden: 4096, vocabulary: 262_144, layers: 36 },
  attention: {
    queryHeads: 64,
    computed,
    headsDivideWidth: true,
    more: (fields) => ({
      ...biased(),
      ...(fields.flag('qk_layernorm', true) && { queryKeyNorm: 'head', queryKeyNormBias: true }),
    }),
  },
  feedForward: plainMlp({ key: 'intermediate_size', omitted: 16_384, bias: true }),
  normWeights: 2,
  check,
});

/** Heads whose rotary table is wider than the part that is turned, which the first forward pass finds. */
function check(fields: Fields): void {
  // Fuyu hands on no `head_dim`.
  if (fields.config.modelTypes[0] !== 'fuyu') checkDerivedHeadDim(fields, 4096, 64);
  const share = fields.number(
    'rope_parameters.partial_rotary_factor',
    fields.number('partial_rotary_factor', rotaryShare),
  );
  const width = fields.count('hidden_size', 4096) / fields.count('num_attention_heads', 64);
  const turned = Math.floor(Math.floor(width) * share);
  if (turned % 2 === 0) return;
  fields.report(
    'conflict',
    'num_attention_heads',
    `Of heads of ${Math.floor(width)}, ${turned} numbers would be turned; they turn in pairs.`,
  );
}

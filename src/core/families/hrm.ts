import type { Architecture } from '../architecture';
import { maximumLayers } from '../document/limits';
import { formatCount } from '../format';
import type { AttentionGeometry } from '../mixers/attention';
import { assembleDecoder, dense, readAttention, readAttentionBias } from './decoder';
import type { Family } from './family';
import type { Fields } from './fields';

/**
 * HRM-Text (transformers, `HrmTextConfig`): a slow and a fast stack of layers that every token passes again and again,
 * `L_cycles` times through the fast one and once through the slow one in each of `H_cycles`. Each pass keeps keys and
 * values of its own. `num_hidden_layers` counts one stack, or all passes where `num_layers_per_stack` stands beside it.
 */
export const hrmText: Family = {
  id: 'hrm_text',
  title: 'HRM-Text',
  modelTypes: ['hrm_text'],
  architectures: ['HrmText'],
  describe,
};

function describe(fields: Fields): Architecture {
  const hiddenSize = fields.count('hidden_size', 1536);
  const fastPasses = fields.count('L_cycles', 3);
  const passes = fields.count('H_cycles', 2) * (fastPasses + 1);
  const stackDepth = readStackDepth(fields, passes);
  const attention: AttentionGeometry = {
    ...readAttention(fields, hiddenSize, {
      queryHeads: 12,
      computed: ['num_key_value_heads'],
      headDim: 128,
      headsDivideWidth: true,
    }),
    ...readAttentionBias(fields),
    outputGate: true,
  };
  const width = fields.count('intermediate_size', 4096);
  const bias = fields.flag('mlp_bias', false);
  // The weights are counted where they are first used.
  const repeats = (index: number): boolean => {
    const pass = Math.floor(index / stackDepth);
    return pass !== 0 && pass !== fastPasses;
  };
  const pointer = fields.pointer('num_hidden_layers');
  return assembleDecoder(fields, {
    hiddenSize,
    vocabularySize: fields.count('vocab_size', 151_808),
    layerTypes: Array.from({ length: passes * stackDepth }, () => ({ type: 'full_attention', pointer })),
    mixer: (_type, index) => ({ kind: 'full', ...attention, weightsElsewhere: repeats(index) }),
    feedForward: (index) => dense(width, { bias, weightsElsewhere: repeats(index) }),
    // No norm has weights.
    blockParameters: () => 0,
    finalNormParameters: 0,
    parts: [{ name: 'initial state of the fast stack', parameters: hiddenSize }],
    notes: [
      `every token passes two stacks of ${stackDepth} layers ${passes} times in all; each pass keeps keys and values`,
    ],
  });
}

function readStackDepth(fields: Fields, passes: number): number {
  const counted = fields.layerCount('num_hidden_layers', 16);
  const depth = fields.optionalCount('num_layers_per_stack') ?? counted;
  if (fields.has('num_layers_per_stack') && counted < depth * passes) {
    fields.report(
      'conflict',
      'num_hidden_layers',
      `\`num_hidden_layers\` is ${formatCount(counted)}, where ${formatCount(depth)} layers to a stack make ${formatCount(depth * passes)} passes.`,
    );
  }
  if (depth * passes <= maximumLayers) return depth;
  fields.report(
    'range',
    'num_hidden_layers',
    `\`num_hidden_layers\` and the cycles make ${formatCount(depth * passes)} passes; no model has that many.`,
  );
  return 1;
}

import { memberValue, type ConfigNode } from '../document/node';
import { joinPointer } from '../document/pointer';
import type { FeedForward } from '../feedforward/feedforward';
import type { Mixer } from '../mixers/registry';
import { assembleDecoder, dense } from './decoder';
import type { Family } from './family';
import type { Fields } from './fields';

/**
 * Models that a search cut out of Llama (Llama-Nemotron, `DeciLMForCausalLM`): `block_configs` says for every layer
 * how many key/value heads and how wide a feed-forward it has, or that it has none (configuration_decilm.py).
 */
export const nemotronNas: Family = {
  id: 'nemotron-nas',
  title: 'Nemotron NAS',
  modelTypes: ['nemotron-nas', 'deci'],
  architectures: ['DeciLM'],
  describe(fields) {
    const hiddenSize = fields.count('hidden_size');
    const heads = fields.count('num_attention_heads');
    const blocks = fields.list('block_configs') ?? [];
    if (blocks.length === 0) fields.report('missing', 'block_configs', '`block_configs` is missing.');
    const base = fields.pointer('block_configs');
    const read = blocks.map((block) => readBlock(fields, block, hiddenSize, heads));
    return assembleDecoder(fields, {
      hiddenSize,
      vocabularySize: fields.count('vocab_size', 128_256),
      layerTypes: read.map(({ mixer }, index) => ({ type: mixer.kind, pointer: joinPointer(base, index) })),
      mixer: (_type, index) => read[index]!.mixer,
      feedForward: (index) => read[index]!.feedForward,
      // What a block leaves out has no norm either.
      blockParameters: (index) => read[index]!.norms * hiddenSize,
    });
  },
};

interface Block {
  readonly mixer: Mixer;
  readonly feedForward: FeedForward;
  readonly norms: number;
}

function readBlock(fields: Fields, block: ConfigNode, hiddenSize: number, heads: number): Block {
  const attention = memberValue(block, 'attention');
  const feedForward = memberValue(block, 'ffn');
  for (const part of [attention, feedForward]) {
    if (isTrue(memberValue(part, 'replace_with_linear'))) {
      fields.report(
        'conflict',
        'block_configs',
        'A block of `block_configs` is replaced by a linear layer, which is not modelled.',
      );
    }
  }
  const noAttention = isTrue(memberValue(attention, 'no_op'));
  const noFeedForward = isTrue(memberValue(feedForward, 'no_op'));
  const inGroup = numberOf(memberValue(attention, 'n_heads_in_group')) ?? 1;
  const multiple = numberOf(memberValue(feedForward, 'ffn_mult')) ?? 1;
  const headDim = Math.max(1, Math.floor(hiddenSize / heads));
  return {
    mixer: noAttention
      ? { kind: 'none' }
      : {
          kind: 'full',
          queryHeads: heads,
          keyValueHeads: Math.max(1, Math.floor(heads / inGroup)),
          headDim,
          valueHeadDim: headDim,
        },
    // Two thirds for the gate, up to a multiple of 256 (`_ffn_mult_to_intermediate_size`).
    feedForward: noFeedForward
      ? { kind: 'none' }
      : dense(256 * Math.max(1, Math.ceil(Math.floor((2 * multiple * hiddenSize) / 3) / 256))),
    norms: (noAttention ? 0 : 1) + (noFeedForward ? 0 : 1),
  };
}

function isTrue(node: ConfigNode | undefined): boolean {
  return node?.type === 'scalar' && node.value === true;
}

function numberOf(node: ConfigNode | undefined): number | undefined {
  return node?.type === 'scalar' && typeof node.value === 'number' && node.value > 0 && node.value < 1e6
    ? node.value
    : undefined;
}

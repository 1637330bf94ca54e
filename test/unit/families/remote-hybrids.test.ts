/**
 * Families of remote code whose layers differ: groups of linear layers, shared keys and values, gated memory, and more
 * of flash-linear-attention. Totals follow from the modules of their source, or are those that their makers publish.
 */
import assert from 'node:assert/strict';
import { countParameters } from '../../../src/core/memory/parameters';
import { describePattern } from '../../../src/core/pattern';
import { buildModel, readModel } from '../../models';
import { bytes, glyphs, issues, mixerOf, parameters, pointers, type Config, type Row } from './support';

const ring: Config = {
  model_type: 'bailing_moe_linear',
  hidden_size: 2048,
  intermediate_size: 5120,
  num_hidden_layers: 20,
  layer_group_size: 5,
  group_norm_size: 4,
  num_attention_heads: 16,
  num_key_value_heads: 4,
  head_dim: 128,
  use_qk_norm: true,
  num_experts: 256,
  num_experts_per_tok: 8,
  num_shared_experts: 1,
  moe_intermediate_size: 512,
  first_k_dense_replace: 1,
  vocab_size: 157_184,
};

const ling: Config = {
  ...ring,
  model_type: 'bailing_hybrid',
  hidden_size: 1536,
  num_hidden_layers: 24,
  layer_group_size: 4,
  short_conv_kernel_size: 4,
  no_kda_lora: true,
  q_lora_rank: 256,
  kv_lora_rank: 512,
  gated_attention_proj_granularity_type: 'head_wise',
};

const hunyuan: Config = {
  model_type: 'hunyuan',
  hidden_size: 6400,
  intermediate_size: 18_304,
  num_hidden_layers: 64,
  num_attention_heads: 80,
  num_key_value_heads: 8,
  num_experts: 16,
  moe_topk: 1,
  num_shared_expert: 1,
  use_mixed_mlp_moe: true,
  use_qk_norm: true,
  use_cla: true,
  cla_share_factor: 2,
  tie_word_embeddings: true,
  vocab_size: 129_024,
};

const phi: Config = {
  model_type: 'phi4flash',
  hidden_size: 2560,
  intermediate_size: 10_240,
  num_hidden_layers: 32,
  num_attention_heads: 40,
  num_key_value_heads: 20,
  sliding_window: 512,
  vocab_size: 200_064,
};

const fla: Config = { hidden_size: 1024, num_hidden_layers: 4, vocab_size: 32_000 };

const d = 1024;
const swiglu = 3 * d * 2816 + 2 * d;
const ends = 2 * 32_000 * d + d;
/** q, k, v, output; decay with dt_bias and A_log, gate with a bias, both of rank 128; beta; norm. */
const kda = 4 * d ** 2 + 2 * (2 * 128 * d + d) + 8 + 8 * d + 128;

const layers: readonly Row<string>[] = [
  ['the last layer of each group is softmax attention', ring, 'llllF'.repeat(4)],
  ['so are layers that fill no group', { ...ring, num_hidden_layers: 13 }, 'llllFllllFFFF'],
  [
    'a list of groups holds 1 for linear',
    { ...ring, num_hidden_layers: 3, layer_group_size: [1, 0, 1] },
    'lFl',
  ],
  ['Ling 3 has KDA and latent attention', ling, 'KKKA'.repeat(6)],
  ['without a convolution Ling is lightning', { ...ling, short_conv_kernel_size: null }, 'lllA'.repeat(6)],
  ['CLA shares within pairs', { ...hunyuan, num_hidden_layers: 4 }, 'F=F='],
  ['a share factor alone shares nothing', { ...hunyuan, num_hidden_layers: 4, use_cla: false }, 'FFFF'],
  ['a factor that leaves a rest', { ...hunyuan, num_hidden_layers: 5, cla_share_factor: 3 }, 'F==F='],
  ['Phi-4-mini-flash', phi, `${'mS'.repeat(8)}mF${'-='.repeat(7)}`],
  ['attention where `attn` says', { ...fla, model_type: 'kda', attn: { layers: [3], num_heads: 8 } }, 'KKKF'],
];

const totals: readonly Row<number>[] = [
  // Published as 16.4B.
  ['Ring-mini-linear-2.0', ring, 16_423_443_456],
  // Published as 389B.
  ['Hunyuan-Large', hunyuan, 388_701_405_440],
  // Published as 3.8B.
  ['Phi-4-mini-flash', phi, 3_852_562_944],
  // Published as 4B.
  ['MiniCPM3-4B', { model_type: 'minicpm3' }, 4_073_875_968],
  // Published as 7.7B.
  ['Qwen-7B', { model_type: 'qwen' }, 7_721_324_544],
  // Published as 2B.
  ['Yuan2-2B', { model_type: 'yuan', tie_word_embeddings: true }, 2_088_724_480],
  ['fla KDA', { ...fla, model_type: 'kda', num_heads: 8 }, 4 * (kda + 3 * 4 * d + swiglu) + ends],
  [
    'fla KDA without convolutions',
    { ...fla, model_type: 'kda', num_heads: 8, use_short_conv: false },
    4 * (kda + swiglu) + ends,
  ],
  ['fla GSA', { ...fla, model_type: 'gsa' }, 4 * (4 * d ** 2 + d * 4 * 64 + d + swiglu) + ends],
  // Values twice as wide as keys, and a feed-forward of ratio 2.
  [
    'fla RetNet',
    { ...fla, model_type: 'retnet', num_heads: 4 },
    4 * (8 * d ** 2 + d / 2 + 3 * d * 1536 + 2 * d) + ends,
  ],
  [
    'fla RWKV-6',
    { ...fla, model_type: 'rwkv6' },
    4 * (2 * d * 160 + 6 * d + 3 * d ** 2 + d * 64 + 64 * 512 + 2 * 512 + 2 * d + d ** 2) +
      4 * (2 * d * 3584 + d ** 2 + 2 * d + 4 * d) +
      2 * d +
      ends +
      d,
  ],
  // Published as 191M.
  [
    'RWKV-7 World 0.1B',
    {
      model_type: 'rwkv7',
      hidden_size: 768,
      num_hidden_layers: 12,
      vocab_size: 65_536,
      v_low_rank_dim: 32,
    },
    191_034_624,
  ],
];

describe('families of remote code whose layers differ', () => {
  for (const [title, config, expected] of layers) it(title, () => assert.equal(glyphs(config), expected));

  for (const [title, config, expected] of totals) {
    it(`${title}: every weight`, () => assert.equal(parameters(config), expected));
  }

  it('point at the group size, and at the entry where it is a list', () => {
    assert.equal(pointers(ring)[3], '/layer_group_size');
    assert.equal(
      pointers({ ...ring, num_hidden_layers: 2, layer_group_size: [1, 0] })[1],
      '/layer_group_size/1',
    );
    assert.equal(pointers(hunyuan)[1], '/cla_share_factor');
  });

  it('keep nothing in layers that share keys and values', () => {
    assert.equal(bytes(hunyuan, 1000), 32 * 2 * 8 * 80 * 1000 * 2);
    const model = buildModel(hunyuan);
    assert.match(JSON.stringify(mixerOf(model, 3)), /"sourceLayer":2/);
  });

  it('keep in Phi-4-mini-flash one layer of all tokens, eight windows and nine states', () => {
    const keyValue = 2 * 20 * 64 * 2;
    const state = 5120 * 16 * 4 + 5120 * 4 * 2;
    assert.equal(bytes(phi, 10_000), 10_000 * keyValue + 8 * 511 * keyValue + 9 * state);
    assert.match(JSON.stringify(mixerOf(buildModel(phi), 31)), /"sourceLayer":17/);
    assert.equal(bytes({ ...phi, sliding_window: [null, 512] }, 10_000), bytes(phi, 10_000));
  });

  it('keep of RWKV one matrix per head and two last inputs', () => {
    const rwkv = { ...fla, model_type: 'rwkv7' };
    assert.equal(bytes(rwkv, 5), 4 * (16 * 64 * 64 * 4 + 2 * 1024 * 2));
    assert.equal(bytes(rwkv, 5), bytes(rwkv, 50_000));
    assert.equal(bytes({ ...fla, model_type: 'gsa' }, 5), 4 * 4 * 64 * 512 * 4);
  });

  it('keep of Yuan the last two inputs beside keys and values', () => {
    assert.equal(bytes({ model_type: 'yuan' }, 100), 24 * (2 * 2048 * 100 * 2 + 2 * 2048 * 2));
  });

  it('say what they can not build', () => {
    const list = { ...ring, layer_group_size: [1, 0] };
    const rows: readonly (readonly [Config, string])[] = [
      [list, 'conflict /layer_group_size'],
      [{ ...ring, layer_group_size: 0 }, 'range /layer_group_size'],
      [{ ...hunyuan, use_mla: true }, 'conflict /use_mla'],
      [{ ...phi, num_hidden_layers: 30 }, 'conflict /num_hidden_layers'],
      [{ ...phi, mb_per_layer: 4 }, 'range /mb_per_layer'],
      [{ ...phi, sliding_window: [null] }, 'missing /sliding_window'],
      [{ ...fla, model_type: 'rwkv7', value_dim: [1024] }, 'conflict /value_dim'],
      [{ ...fla, model_type: 'rwkv7', value_dim: 1000 }, 'conflict /value_dim'],
      [{ ...fla, model_type: 'kda', num_heads: 8, num_v_heads: 12 }, 'conflict /num_v_heads'],
      [{ ...fla, model_type: 'retnet', num_heads: 2 }, 'range /num_heads'],
    ];
    for (const [config, issue] of rows) assert.deepEqual(issues(config), [issue]);
  });

  it('read widths that are null, and lists with one entry per layer', () => {
    assert.equal(
      parameters({ ...fla, model_type: 'rwkv7', decay_low_rank_dim: null, head_dim: null, num_heads: 16 }),
      parameters({ ...fla, model_type: 'rwkv7', decay_low_rank_dim: 96 }),
    );
    const mixed = { ...hunyuan, num_hidden_layers: 2, num_experts: [1, 16], moe_intermediate_size: [9, 100] };
    const kinds = buildModel(mixed).architecture.layers.map(({ feedForward }) => feedForward);
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['dense', 'moe'],
    );
  });

  it('are told from namesakes by their keys', () => {
    assert.equal(readModel('retnet/retnet-base.json')?.recognition.family.title, 'RetNet');
    const title = buildModel({ ...fla, model_type: 'retnet' }).recognition.family.title;
    assert.equal(title, 'RetNet (flash-linear-attention)');
  });

  it('count language models in files of others, and say what is left out', () => {
    assert.equal(readModel('phi/mediatek-phi-4-mini-reasoning.json')?.recognition.family.id, 'phi3');
    const multimodal = readModel('phi/ipex-phi4.json');
    assert.match(countParameters(multimodal!.architecture).reason ?? '', /adapters/);
    const yuan = readModel('misc/ipex-yuan.json');
    assert.equal(describePattern(yuan!.architecture.layers).text, '1 full');
  });
});

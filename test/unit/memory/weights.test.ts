import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../../src/core/analyse';
import { weightsOf, type Weights } from '../../../src/core/memory/weights';

/**
 * One layer of width 256: attention of 4 matrices of 256 × 256, feed-forward of 3 of 256 × 512; embedding and head of
 * 100 rows, three norms.
 */
const attention = 4 * 256 * 256;
const feedForward = 3 * 256 * 512;
const matrices = attention + feedForward;
const rest = 2 * (2 * 100 * 256 + 3 * 256);

function weights(quantization: unknown, more: object = {}): Weights {
  const config = {
    model_type: 'llama',
    dtype: 'bfloat16',
    hidden_size: 256,
    intermediate_size: 512,
    num_hidden_layers: 1,
    num_attention_heads: 4,
    num_key_value_heads: 4,
    vocab_size: 100,
    tie_word_embeddings: false,
    ...(quantization !== undefined && { quantization_config: quantization }),
    ...more,
  };
  const { model } = analyse(JSON.stringify(config), 'json');
  assert.ok(model);
  return weightsOf(model);
}

const groupOf = (facts: object, more: object = {}): object => ({
  quant_method: 'compressed-tensors',
  config_groups: { group_0: { targets: ['Linear'], weights: facts } },
  ignore: ['lm_head'],
  ...more,
});

/** In FP8 with a float32 scale for each block of 128 × 128. */
const scaled = (count: number): number => count + (count / 16_384) * 4;

/** The same of a matrix, whose last blocks may be cut. */
const scaledMatrix = (outputs: number, inputs: number): number =>
  outputs * inputs + 4 * Math.ceil(outputs / 128) * Math.ceil(inputs / 128);

describe('weights', () => {
  const table: readonly (readonly [basis: string, quantization: unknown, bytes: number])[] = [
    ['bf16', undefined, 2 * matrices + rest],
    ['bf16', null, 2 * matrices + rest],
    [
      'FP8, blocks of 128 × 128',
      { quant_method: 'fp8', weight_block_size: [128, 128] },
      matrices + (matrices / 16_384) * 4 + rest,
    ],
    ['FP8', { quant_method: 'fp8' }, matrices + rest],
    ['FP8', { quant_method: 'modelopt', quant_algo: 'FP8' }, matrices + rest],
    ['NVFP4, group 16', { quant_method: 'modelopt', quant_algo: 'NVFP4' }, (matrices * 9) / 16 + rest],
    [
      'AWQ 4 bits, group 128',
      { quant_method: 'awq', bits: 4, group_size: 128, zero_point: true },
      matrices / 2 + (matrices / 128) * 2.5 + rest,
    ],
    [
      'GPTQ 8 bits, group 64',
      { quant_method: 'gptq', bits: 8, group_size: 64 },
      // An fp16 scale and a zero for each group, and the group of each of the 4 × 256 + 2 × 256 + 512 inputs.
      matrices + (matrices / 64) * 3 + 4 * 2048 + rest,
    ],
    [
      'INT4, group 32',
      groupOf({ num_bits: 4, type: 'int', strategy: 'group', group_size: 32, symmetric: true }),
      matrices / 2 + (matrices / 32) * 2 + rest,
    ],
    ['FP8', groupOf({ num_bits: 8, type: 'float', strategy: 'channel', group_size: null }), matrices + rest],
    ['NVFP4, group 16', groupOf({ num_bits: 4, type: 'float', group_size: 16 }), (matrices * 9) / 16 + rest],
    [
      'NF4, block 64',
      { quant_method: 'bitsandbytes', load_in_4bit: true, bnb_4bit_quant_type: 'nf4' },
      matrices / 2 + (matrices / 64) * 4 + rest,
    ],
    ['INT8', { quant_method: 'bitsandbytes', load_in_8bit: true }, matrices + rest],
    ['bf16 before quantization', { quant_method: 'never-heard-of' }, 2 * matrices + rest],
  ];
  for (const [basis, quantization, bytes] of table) {
    it(`counts ${basis} of ${JSON.stringify(quantization)?.slice(0, 60)}`, () => {
      const result = weights(quantization);
      assert.equal(result.basis, basis);
      assert.equal(result.bytes, bytes);
      assert.equal(result.exact, result.note === undefined);
    });
  }

  it('leaves in the model’s dtype what the config names', () => {
    const fp8 = { quant_method: 'fp8', weight_block_size: [128, 128] };
    const without = (...names: string[]): number => weights({ ...fp8, modules_to_not_convert: names }).bytes;
    const noAttention = 2 * attention + scaled(feedForward) + rest;
    assert.equal(without('model.layers.0.self_attn*'), noAttention);
    assert.equal(without('re:.*self_attn.*'), noAttention);
    assert.equal(without('re:.*mlp\\.(gate|up|down)_proj.*'), scaled(attention) + 2 * feedForward + rest);
    assert.equal(without('model.layers.0.*'), 2 * matrices + rest);
    assert.equal(
      without('model.layers.7*', 'lm_head', 'model.norm', 'vision_tower*'),
      scaled(matrices) + rest,
    );
  });

  it('is about where a name can’t be resolved, and reads no list to its end', () => {
    const fp8 = { quant_method: 'fp8', weight_block_size: [128, 128] };
    const odd = weights({ ...fp8, modules_to_not_convert: ['model.layers.0.self_attn.something'] });
    assert.equal(odd.exact, false);
    assert.match(odd.note ?? '', /one module name means/);
    const many = Array.from({ length: 5000 }, () => 'lm_head');
    assert.match(weights({ ...fp8, ignored_layers: many }).note ?? '', /only 4,096 of 5,000/);
  });

  it('counts a scale for blocks and groups that a matrix does not fill', () => {
    const odd = { intermediate_size: 500 };
    const wide = 3 * 256 * 500;
    const blocks = weights({ quant_method: 'fp8', weight_block_size: [128, 128] }, odd);
    assert.equal(blocks.bytes, attention + 4 * 16 + wide + 4 * 3 * 2 * 4 + rest);
    // The inputs of gate and up are full, 4 groups for the 500 inputs of down.
    const groups = weights({ quant_method: 'awq', bits: 8, group_size: 128, zero_point: false }, odd);
    assert.equal(groups.bytes, attention + 2 * 4 * 256 * 2 + wide + 2 * (2 * 500 * 2 + 256 * 4) + rest);
    assert.equal(blocks.exact && groups.exact, true);
  });

  it('survives what is no quantization', () => {
    for (const value of [[], 'fp8', 3, {}, { quant_method: 4 }, { quant_method: 'awq', bits: -1 }])
      assert.equal(weights(value).bytes, 2 * matrices + rest);
    assert.equal(weights({ quant_method: 'compressed-tensors', config_groups: { a: null } }).exact, false);
  });

  /**
   * `total_size` of published checkpoints, from their model.safetensors.index.json. Every byte that is not counted is
   * told: the router's biases of DeepSeek, which are buffers; of Qwen3.5 the layer that predicts a second token, in
   * bf16, and the decays and norms of its linear layers, which are kept in float32.
   */
  const routerBiases = 58 * 256;
  const secondToken =
    2 * (512 * 3 * 4096 * 1024 + 512 * 4096 + 3 * 4096 * 1024 + 4096) +
    2 * (4096 * (16_384 + 2 * 512) + 8192 * 4096 + 2 * 256 + 2 * 4096 * 4096 + 5 * 4096);
  const totals: readonly (readonly [
    title: string,
    file: string,
    total: number,
    uncounted: number,
    more?: object,
  ])[] = [
    ['MXFP4 of openai/gpt-oss-120b', 'gpt-oss/openai--gpt-oss-120b.json', 65_248_815_744, 0],
    [
      'MXFP4 of openai/gpt-oss-20b',
      'gpt-oss/openai--gpt-oss-120b.json',
      13_761_264_768,
      0,
      { num_hidden_layers: 24, num_local_experts: 32, layer_types: null },
    ],
    [
      'AWQ of DeepSeek-V3 (kvcache-ai/sglang_awq), groups of 64 with zeros',
      'deepseek-v3/deepseek-ai--DeepSeek-R1.json',
      364_589_799_936,
      2 * routerBiases,
      { quantization_config: { quant_method: 'awq', bits: 4, group_size: 64, zero_point: true } },
    ],
    [
      'GPTQ of Qwen/Qwen3.5-397B-A17B-GPTQ-Int4',
      'qwen3.5/nvidia--Qwen3.5-397B-A17B-NVFP4.json',
      235_657_499_488,
      secondToken + 2 * 45 * (64 + 128),
      {
        quantization_config: {
          quant_method: 'gptq',
          bits: 4,
          group_size: 128,
          modules_to_not_convert: ['re:.*self_attn.*', 're:.*linear_attn.*', 're:.*shared_expert.*'],
        },
      },
    ],
  ];
  for (const [title, file, total, uncounted, more] of totals) {
    it(`counts ${title} to the byte`, () => {
      const result = fixture(file, more);
      assert.equal(result.bytes + uncounted, total);
      assert.equal(result.exact, true);
    });
  }

  it('counts FP8 in blocks of DeepSeek-R1, but for what the headers of 163 files take', () => {
    // The files hold a 62nd layer as well: one more like the others, both embeddings again, a projection and norms.
    const files = 688_586_727_753;
    const [d, experts] = [7168, 256];
    const latent =
      scaledMatrix(1536, d) +
      scaledMatrix(128 * 192, 1536) +
      scaledMatrix(576, d) +
      scaledMatrix(128 * 256, 512) +
      scaledMatrix(d, 128 * 128) +
      2 * (1536 + 512);
    const expert = 2 * scaledMatrix(2048, d) + scaledMatrix(d, 2048);
    const outside = 2 * 2 * 129_280 * d + 2 * (2 * d * d) + 2 * 3 * d;
    const last = latent + (experts + 1) * expert + 2 * experts * d + 2 * 2 * d + outside + 4 * experts;
    const tensors = fixture('deepseek-v3/deepseek-ai--DeepSeek-R1.json').bytes + 4 * routerBiases + last;
    assert.equal(tensors, 688_574_839_360);
    // About 130 B of JSON for each of 91,991 tensors.
    assert.ok(files > tensors && files - tensors < 92_000 * 140, `${files - tensors}`);
  });

  it('counts NF4 of Molmo-7B-D, but for the table and the state beside each of 112 matrices', () => {
    // Its language model is Qwen2-7B: 28 layers, of which q, k and v are one matrix, gate and up another.
    const quantized = 28 * (3584 * (3584 + 1024) + 3584 * 3584 + 3 * 3584 * 18_944);
    const [total, parameters] = [6_661_964_712, 8_021_025_280];
    const nf4 = { quant_method: 'bitsandbytes', load_in_4bit: true, bnb_4bit_quant_type: 'nf4' };
    const geometry = {
      model_type: 'qwen2',
      dtype: 'float16',
      hidden_size: 3584,
      intermediate_size: 18_944,
      num_hidden_layers: 28,
      num_attention_heads: 28,
      num_key_value_heads: 4,
    };
    const saved = weights(undefined, geometry).bytes - weights(nf4, geometry).bytes;
    const each = (total - (2 * parameters - saved)) / 112;
    assert.equal(saved, 2 * quantized - quantized / 2 - (quantized / 64) * 4);
    // 16 float32 numbers, and a little JSON.
    assert.ok(each > 64 && each < 160, `${each} B`);
  });

  /**
   * Sizes of checkpoints as published: gpt-oss-120b's model card says 60.8 GiB. DeepSeek-V3's says 685 B weights in FP8,
   * the 14 B of its draft module among them, which are not counted here; its files are 689 GB.
   */
  const published: readonly (readonly [file: string, gigabytes: number])[] = [
    ['gpt-oss/openai--gpt-oss-120b.json', 65.3],
    ['deepseek-v3/deepseek-ai--DeepSeek-R1.json', 689],
  ];
  for (const [file, gigabytes] of published) {
    it(`comes within 3 % of the published ${gigabytes} GB of ${file}`, () => {
      const bytes = fixture(file).bytes / 1e9;
      assert.ok(Math.abs(bytes / gigabytes - 1) < 0.03, `${bytes} GB`);
    });
  }

  /** No published size is at hand for these. */
  for (const [file, basis] of [
    ['kimi-k2/nvidia--Kimi-K2.5-NVFP4.json', 'NVFP4, group 16'],
    ['minimax/nvidia--MiniMax-M2.7-NVFP4.json', 'NVFP4, group 16'],
    ['qwen3.6/nvidia--Qwen3.6-27B-NVFP4.json', 'FP8 and NVFP4, group 16'],
    [
      'deepseek-v4/nvidia--DeepSeek-V4-Flash-NVFP4.json',
      'NVFP4, group 16 for experts, FP8, blocks of 128 × 128',
    ],
  ] as const) {
    it(`tells the format of ${file}`, () => {
      const result = fixture(file);
      assert.equal(result.basis, basis);
      assert.equal(result.exact, false);
    });
  }
});

const fixtures = join('test', 'fixtures', 'configs');

function fixture(file: string, more?: object): Weights {
  const text = readFileSync(join(fixtures, file), 'utf8');
  const changed = more ? JSON.stringify({ ...(JSON.parse(text) as object), ...more }) : text;
  const { model } = analyse(changed, 'json');
  assert.ok(model);
  return weightsOf(model);
}

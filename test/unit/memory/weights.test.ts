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
      matrices + (matrices / 64) * 3 + rest,
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

  it('is about where groups are not full', () => {
    const result = weights(
      { quant_method: 'fp8', weight_block_size: [128, 128] },
      { intermediate_size: 500 },
    );
    assert.equal(result.exact, false);
    assert.match(result.note ?? '', /groups that a matrix does not fill/);
  });

  it('survives what is no quantization', () => {
    for (const value of [[], 'fp8', 3, {}, { quant_method: 4 }, { quant_method: 'awq', bits: -1 }])
      assert.equal(weights(value).bytes, 2 * matrices + rest);
    assert.equal(weights({ quant_method: 'compressed-tensors', config_groups: { a: null } }).exact, false);
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

function fixture(file: string): Weights {
  const { model } = analyse(readFileSync(join(fixtures, file), 'utf8'), 'json');
  assert.ok(model);
  return weightsOf(model);
}

import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { countParameters } from '../../../src/core/memory/parameters';
import { describePattern } from '../../../src/core/pattern';
import { checkFields, checkFixtures, modelOf } from './support';

const lfm2Layers = '10 short-conv + 6 full';
const json = (value: object) => modelOf(JSON.stringify(value, null, 2), 'json');
const total = (value: object): number => countParameters(json(value).architecture).total;

/** executorch keeps a head of its own where the published model shares the embedding. */
const head = (vocabulary: number, width: number): number => vocabulary * width;

describe('Llama params.json', () => {
  const llama70 = {
    dim: 8192,
    n_layers: 80,
    n_heads: 64,
    n_kv_heads: 8,
    multiple_of: 4096,
    ffn_dim_multiplier: 1.3,
  };

  it('computes the width that the file does not write', () => {
    // 2/3 of 4 × 8192, times 1.3, up to a multiple of 4096.
    const model = json({ ...llama70, vocab_size: 32_000, norm_eps: 1e-5 });
    checkFields(model, {
      intermediate_size: [28_672, '/multiple_of'],
      num_key_value_heads: [8, '/n_kv_heads'],
      hidden_size: [8192, '/dim'],
    });
  });

  it('counts published models', () => {
    const llama31 = {
      dim: 4096,
      n_layers: 32,
      n_heads: 32,
      n_kv_heads: 8,
      multiple_of: 1024,
      ffn_dim_multiplier: 1.3,
    };
    assert.equal(total({ ...llama31, vocab_size: 128_256 }), 8_030_261_248);
    assert.equal(total({ ...llama70, vocab_size: 32_000 }), 68_976_648_192);
  });

  it('leaves alone a file with experts’ widths, which is DeepSeek-V4’s own', () => {
    const text = '{"dim":4096,"moe_inter_dim":2048,"n_layers":43,"n_heads":64,"vocab_size":129280}';
    assert.equal(analyse(text, 'json').recognition.status, 'not-a-config');
    assert.equal(analyse(text.replace('moe_inter_dim', 'multiple_of'), 'json').recognition.status, 'model');
  });

  it('says that a vocabulary of -1 is the tokenizer’s', () => {
    const model = json({ ...llama70, vocab_size: -1 });
    const parameters = countParameters(model.architecture);
    assert.equal(parameters.total, 68_976_648_192 - 2 * 32_000 * 8192);
    assert.match(parameters.reason ?? '', /comes from the tokenizer/);
  });

  checkFixtures(
    'llama-params-json',
    'llama',
    {
      'executorch-gemma-2b_config.json': {
        family: 'gemma_params',
        pattern: '18 full',
        total: 2_506_172_416 + head(256_000, 2048),
      },
      'executorch-gemma3-1b_config.json': {
        family: 'gemma3_params',
        pattern: '(5 sliding + 1 full) × 4 + 2 sliding',
        total: 999_885_952 + head(262_144, 1152),
      },
      'executorch-glm-1_5b_config.json': { family: 'llama_params', pattern: '28 full', total: 1_593_427_968 },
      'executorch-granite-2b_config.json': {
        family: 'llama_params',
        pattern: '40 full',
        total: 2_634_217_472,
      },
      'executorch-lfm2-lfm2_1_2b_config.json': {
        family: 'lfm2',
        pattern: lfm2Layers,
        total: 1_170_340_608 + head(65_536, 2048),
      },
      'executorch-lfm2-lfm2_350m_config.json': {
        family: 'lfm2',
        pattern: lfm2Layers,
        total: 354_483_968 + head(65_536, 1024),
      },
      'executorch-lfm2-lfm2_5_1_2b_config.json': {
        family: 'lfm2',
        pattern: lfm2Layers,
        total: 1_170_340_608 + head(65_536, 2048),
      },
      'executorch-llama-demo_config.json': { family: 'llama_params', pattern: '5 full', total: 313_280 },
      'executorch-qwen2_5-0_5b_config.json': {
        family: 'qwen2_params',
        pattern: '24 full',
        total: 494_032_768 + head(151_936, 896),
      },
      'executorch-qwen2_5-1_5b_config.json': {
        family: 'qwen2_params',
        pattern: '28 full',
        total: 1_543_714_304 + head(151_936, 1536),
      },
      'executorch-qwen3-0_6b_config.json': {
        family: 'qwen3_params',
        pattern: '28 full',
        total: 596_049_920 + head(151_936, 1024),
      },
      'executorch-qwen3-4b_config.json': {
        family: 'qwen3_params',
        pattern: '36 full',
        total: 4_022_468_096 + head(151_936, 2560),
      },
      'executorch-qwen3_5-4b_config.json': {
        family: 'qwen3_5_params',
        pattern: '(3 gated-deltanet + 1 full) × 8',
        total: 4_841_450_496,
      },
      'executorch-smollm3-3b_config.json': {
        family: 'llama_params',
        pattern: '36 full',
        total: 3_075_098_624 + head(128_256, 2048),
      },
      'llama-dummy-original-params.json': {
        family: 'llama_params',
        pattern: '32 full',
        total: 6_738_415_616,
      },
    },
    (name) => !name.includes('gemma4'),
  );
});

describe('Mistral params.json', () => {
  const mistral7 = {
    dim: 4096,
    n_layers: 32,
    head_dim: 128,
    hidden_dim: 14_336,
    n_heads: 32,
    n_kv_heads: 8,
    norm_eps: 1e-5,
    vocab_size: 32_000,
  };

  it('counts Mistral 7B and Mixtral 8x7B', () => {
    assert.equal(total(mistral7), 7_241_732_096);
    assert.equal(total({ ...mistral7, moe: { num_experts: 8, num_experts_per_tok: 2 } }), 46_702_792_704);
  });

  it('keeps the pointers, into the object of the experts, too', () => {
    checkFields(json({ ...mistral7, moe: { num_experts: 8, num_experts_per_tok: 2 } }), {
      hidden_size: [4096, '/dim'],
      num_experts: [8, '/moe/num_experts'],
      max_position_embeddings: [128_000, '/dim'],
    });
  });

  it('windows every layer, or repeats a list over them', () => {
    assert.equal(
      describePattern(json({ ...mistral7, sliding_window: 4096 }).architecture.layers).text,
      '32 sliding',
    );
    const model = json({ ...mistral7, sliding_window: [null, 32_768, 32_768, 32_768] });
    assert.equal(describePattern(model.architecture.layers).text, '(1 full + 3 sliding) × 8');
    assert.equal(model.architecture.layers[5]!.pointer, '/sliding_window/1');
  });

  it('reads latent attention', () => {
    const model = json({
      ...mistral7,
      q_lora_rank: 512,
      kv_lora_rank: 256,
      qk_nope_head_dim: 64,
      qk_rope_head_dim: 64,
      v_head_dim: 128,
      moe: {
        num_experts: 8,
        num_experts_per_tok: 2,
        expert_hidden_dim: 2048,
        num_shared_experts: 1,
        first_k_dense_replace: 1,
      },
    });
    assert.equal(describePattern(model.architecture.layers).text, '32 mla');
    assert.deepEqual(
      model.architecture.layers.slice(0, 2).map(({ feedForward }) => feedForward.kind),
      ['dense', 'moe'],
    );
  });

  checkFixtures('mistral-params-json', 'mistral', {
    'mistral-7b-v0.1.json': { family: 'mistral_params', pattern: '32 sliding', total: 7_241_732_096 },
  });
});

describe('DeepSeek inference', () => {
  it('puts canonical names over its own, and takes a rank of 0 for none', () => {
    const model = json({ dim: 2048, inter_dim: 10_944, n_layers: 27, n_heads: 16, q_lora_rank: 0 });
    checkFields(model, {
      intermediate_size: [10_944, '/inter_dim'],
      first_k_dense_replace: [1, '/dim'],
      q_lora_rank: [null, '/q_lora_rank'],
    });
  });

  checkFixtures('deepseek-inference', 'deepseek', {
    'config_16B.json': { family: 'deepseek_v2', pattern: '27 mla', total: 15_706_484_224 },
    'config_236B.json': { family: 'deepseek_v2', pattern: '60 mla', total: 235_741_434_880 },
    'config_671B_v3.2.json': { family: 'deepseek_v32', pattern: '61 dsa', total: 671_877_929_216 },
    'config_v3.1.json': { family: 'deepseek_v3', pattern: '61 mla', total: 671_026_404_352 },
  });
});

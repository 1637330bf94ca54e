import assert from 'node:assert/strict';
import { countParameters } from '../../../src/core/memory/parameters';
import { describePattern } from '../../../src/core/pattern';
import { checkFields, checkFixtures, modelOf, readAnalysis } from './support';

const vocabulary = /vocabulary comes from the tokenizer/;

describe('MaxText', () => {
  it('puts canonical names over its own, and reads 262_144 as YAML 1.1 does', () => {
    checkFields(
      modelOf('base_emb_dim: 64\nbase_num_query_heads: 4\nvocab_size: 262_144\ndecoder_block: "llama2"\n'),
      {
        hidden_size: [64, '/base_emb_dim'],
        num_attention_heads: [4, '/base_num_query_heads'],
        vocab_size: [262_144, '/vocab_size'],
        intermediate_size: [7168, '/decoder_block'],
      },
    );
  });

  it('takes a window of 0 for none, as base.yml does', () => {
    const model = modelOf('base_emb_dim: 64\nsliding_window_size: 0\ndecoder_block: "llama2"\n');
    assert.deepEqual(model.fields.issues, []);
    const local = modelOf(
      'base_emb_dim: 64\nsliding_window_size: 0\nattention_type: local_sliding\ndecoder_block: "gemma2"\n',
    );
    assert.deepEqual(
      [...new Set(local.fields.issues.map(({ pointer }) => pointer))],
      ['/sliding_window_size'],
    );
  });

  const vision = /vision encoder is not counted/;
  checkFixtures('maxtext-yaml', 'maxtext', {
    'deepseek3.2-671b.yaml': { family: 'deepseek_v32', pattern: '61 dsa', total: 671_877_929_216 },
    'deepseek4-284b.yaml': {
      family: 'deepseek_v4',
      pattern: '2 sliding + 21 compressed-sparse + 20 heavily-compressed',
      total: 284_332_230_231,
    },
    'gemma4-26b.yaml': {
      family: 'gemma4',
      pattern: '(5 sliding + 1 full) × 5',
      total: 25_233_141_760,
      inexact: vision,
    },
    // Gemma 2 9B with a vocabulary padded from 256,000 to 256,128.
    'gemma2-9b.yaml': {
      family: 'gemma2',
      pattern: '(1 sliding + 1 full) × 21',
      total: 9_241_705_984 + 128 * 3584,
    },
    'gemma3-27b.yaml': {
      family: 'gemma3',
      pattern: '(5 sliding + 1 full) × 10 + 2 sliding',
      total: 27_009_002_240,
      inexact: vision,
    },
    'gpt-oss-120b.yaml': {
      family: 'gpt_oss',
      pattern: '(1 sliding + 1 full) × 18',
      total: 116_829_156_672,
    },
    'kimi-k2-1t.yaml': { family: 'deepseek_v3', pattern: '61 mla', total: 1_026_408_209_408 },
    'llama2-7b.yaml': { family: 'llama', pattern: '32 full', total: 6_738_415_616 },
    'llama3.1-8b.yaml': { family: 'llama', pattern: '32 full', total: 8_030_261_248 },
    'llama4-17b-16e.yaml': {
      family: 'llama4',
      pattern: '(3 chunked + 1 full) × 12',
      total: 107_769_861_120,
      inexact: vision,
    },
    'mixtral-8x7b.yaml': { family: 'mixtral', pattern: '32 full', total: 46_702_792_704 },
    'olmo3-32b.yaml': { family: 'olmo3', pattern: '(3 sliding + 1 full) × 16', total: 32_233_522_176 },
    'qwen2.5-7b.yaml': { family: 'qwen2', pattern: '28 full', total: 7_615_616_512 },
    'qwen3-30b-a3b.yaml': { family: 'qwen3_moe', pattern: '48 full', total: 30_532_122_624 },
    'qwen3-8b.yaml': { family: 'qwen3', pattern: '36 full', total: 8_190_735_360 },
    'qwen3-next-80b-a3b.yaml': {
      family: 'qwen3_next',
      pattern: '(3 gated-deltanet + 1 full) × 12',
      total: 79_674_391_296,
    },
    'qwen3.5-35b-a3b.yaml': {
      family: 'qwen3_5_moe',
      pattern: '(3 gated-deltanet + 1 full) × 10',
      total: 34_660_610_688,
      inexact: vision,
    },
  });
});

describe('GPT-NeoX', () => {
  it('reads hyphens, and a list of layer types that repeats', () => {
    const model = modelOf(`"num-layers": 4
"hidden-size": 64
"num-attention-heads": 4
"attention_config": [[["mamba", "global"], 2]]
"padded_vocab_size": 128
`);
    assert.equal(describePattern(model.architecture.layers).text, '(1 mamba1 + 1 full) × 2');
    checkFields(model, { hidden_size: [64, '/hidden-size'], intermediate_size: [256, '/hidden-size'] });
  });

  checkFixtures('gpt-neox-yaml', 'gpt-neox', {
    '20B.yaml': {
      family: 'gpt_neox_yaml',
      pattern: '44 full',
      total: 20_554_567_680 - 2 * 50_432 * 6144,
      inexact: vocabulary,
    },
    // `use_bias_in_mlp` is on unless said: biases that Llama 2 70B does not have.
    'llama2-70B.yaml': {
      family: 'gpt_neox_yaml',
      pattern: '80 full',
      total: 68_976_648_192 - 2 * 32_000 * 8192 + 80 * (2 * 28_672 + 8192),
      inexact: vocabulary,
    },
    'llama2-codellama_34B.yaml': {
      family: 'gpt_neox_yaml',
      pattern: '48 full',
      // Without `intermediate_size`, gpt-neox halves the gate's share: 11,008 wide, where Code Llama is 22,016.
      total: 20_235_567_104,
      inexact: vocabulary,
    },
    'mamba-mamba-1.4B.yaml': {
      family: 'gpt_neox_mamba',
      pattern: '48 mamba1',
      total: 1_372_178_432 - 50_280 * 2048,
      inexact: vocabulary,
    },
    'pythia-6-9B.yaml': {
      family: 'gpt_neox_yaml',
      pattern: '32 full',
      total: 6_857_302_016 - 2 * 50_432 * 4096,
      inexact: vocabulary,
    },
    'rwkv-170M.yaml': 'layers of type rwkv are not known to Layerwise',
  });
});

describe('LitGPT', () => {
  it('counts TinyLlama of its model_config.yaml', () => {
    const model = modelOf(`name: tiny-llama-1.1b
n_layer: 22
n_embd: 2048
n_head: 32
n_query_groups: 4
padded_vocab_size: 32000
intermediate_size: 5632
block_size: 2048
bias: false
norm_class_name: RMSNorm
mlp_class_name: LLaMAMLP
`);
    assert.equal(countParameters(model.architecture).total, 1_100_048_384);
    checkFields(model, { num_key_value_heads: [4, '/n_query_groups'], head_dim: [64, '/n_embd'] });
  });

  it('windows the layers that its list names', () => {
    const model = modelOf(`n_layer: 4
n_embd: 64
n_head: 4
padded_vocab_size: 128
sliding_window_size: 16
sliding_window_indices: [1, 0, 1, 0]
`);
    assert.equal(describePattern(model.architecture.layers).text, '(1 sliding + 1 full) × 2');
    assert.equal(model.architecture.layers[2]!.pointer, '/sliding_window_indices/2');
  });

  checkFixtures('litgpt-yaml', 'litgpt', {
    'litgpt-finetune-gemma2-9b-lora.yaml': 'elsewhere: checkpoints/google/gemma-2-9b',
    'litgpt-finetune-mistral-7b-qlora.yaml': 'elsewhere: checkpoints/mistralai/Mistral-7B-v0.1',
    'litgpt-pretrain-debug.yaml': 'elsewhere: pythia-14m',
    'litgpt-pretrain-tinyllama.yaml': 'elsewhere: tiny-llama-1.1b',
    'model_config-pythia-1b.yaml': { family: 'litgpt', pattern: '16 full', total: 1_011_781_632 },
  });
});

describe('OLMo', () => {
  it('halves the width that counts gate and up together', () => {
    const model = modelOf(`model:
  d_model: 64
  n_heads: 4
  n_layers: 2
  mlp_hidden_size: 352
  weight_tying: false
  vocab_size: 100
  embedding_size: 128
`);
    checkFields(model, {
      intermediate_size: [176, '/model/mlp_hidden_size'],
      vocab_size: [128, '/model/embedding_size'],
    });
  });

  checkFixtures('olmo-yaml', 'olmo', {
    'OLMo-7B-0724.yaml': { family: 'olmo_yaml', pattern: '32 full', total: 6_888_095_744 },
    'OLMo2-13B-stage1.yaml': { family: 'olmo_yaml', pattern: '40 full', total: 13_716_198_400 },
    'OLMo2-1B-stage1.yaml': { family: 'olmo_yaml', pattern: '16 full', total: 1_484_916_736 },
    'OLMo2-7B-stage1.yaml': { family: 'olmo_yaml', pattern: '32 full', total: 7_298_617_344 },
  });
});

describe('nanotron', () => {
  checkFixtures('nanotron-yaml', 'nanotron', {
    'nanotron-qwen-moe.yaml': {
      family: 'nanotron_qwen2',
      pattern: '12 sliding',
      total: 99_711_232,
      inexact: /widths of its experts/,
    },
    'nanotron-tiny-llama.yaml': { family: 'nanotron_llama', pattern: '28 full', total: 2_420_754_432 },
    'smollm3-long_context_32k_to_64.yaml': {
      family: 'nanotron_qwen2',
      pattern: '36 full',
      total: 3_075_098_624,
    },
    'smollm3-stage1_8T.yaml': { family: 'nanotron_qwen2', pattern: '36 full', total: 3_075_098_624 },
  });

  it('keeps the place of what stands two objects deep', () => {
    const model = readAnalysis('nanotron-yaml/smollm3-stage1_8T.yaml').model!;
    checkFields(model, { hidden_size: [2048, '/model/model_config/hidden_size'] });
  });
});

describe('Levanter', () => {
  checkFixtures('levanter-yaml', 'levanter', {
    'levanter-gemma_2b.yaml': 'elsewhere: google/gemma-2b',
    'levanter-gpt2_small.yaml': {
      family: 'levanter_gpt2',
      pattern: '12 full',
      total: 124_439_808 - 50_257 * 768,
      inexact: vocabulary,
    },
    // Llama 2 7B by name, and Llama 3 8B by size.
    'levanter-llama2_7b.yaml': {
      family: 'levanter_llama',
      pattern: '32 full',
      total: 8_030_261_248 - 2 * 128_256 * 4096,
      inexact: vocabulary,
    },
  });
});

describe('llm-foundry', () => {
  checkFixtures('llm-foundry-yaml', 'llm-foundry', {
    'llmfoundry-dbrx-full-ft.yaml': 'elsewhere: databricks/dbrx-instruct',
    'llmfoundry-gpt2-small.yaml': 'elsewhere: gpt2',
    'llmfoundry-mpt-7b.yaml': {
      family: 'mpt_llmfoundry',
      pattern: '32 full',
      // MPT-7B (6,649,286,656) has no biases, ALiBi in the place of 2,048 positions, and 64 tokens more.
      total: 6_649_286_656 - 64 * 4096 + 2048 * 4096 + 32 * (4 * 4096 + 5 * 4096 + 2 * 4096) + 4096,
    },
  });
});

describe('MindFormers', () => {
  checkFixtures('mindformers-yaml', 'mindformers', {
    'predict_deepseek3_671b.yaml': { family: 'deepseek_v3', pattern: '61 mla', total: 671_026_404_352 },
    'pretrain_mixtral-8x7b.yaml': { family: 'mixtral', pattern: '32 full', total: 46_702_792_704 },
    'pretrain_qwen3_32b_4k.yaml': { family: 'qwen3', pattern: '64 full', total: 32_762_123_264 },
  });
});

import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import {
  parseHybridPattern,
  parseIntegers,
  patternFromRatios,
  primusPattern,
} from '../../../src/core/dialects/megatron-pattern';
import { describePattern } from '../../../src/core/pattern';
import { checkFields, checkFixtures, modelOf } from './support';

const vocabulary = /vocabulary comes from the tokenizer/;
const [llama2, mixtral] = [2 * 32_000 * 4096, 2 * 32_000 * 4096];

function reasonFor(pattern: string): string {
  const { recognition } = analyse(
    `hidden_size: 256\nnum_attention_heads: 4\nhybrid_layer_pattern: "${pattern}"\nkv_channels: 64\n`,
    'yaml',
  );
  return 'reason' in recognition ? recognition.reason : recognition.status;
}

describe('Megatron-LM', () => {
  it('puts canonical names over the command line’s, and defaults on the key they follow from', () => {
    const model = modelOf(`MODEL_ARGS:
  --num-layers: 4
  --hidden-size: 1024
  --num-attention-heads: 16
  --num-query-groups: 8
  --swiglu: true
  --vocab-size: 1000
  --tensor-model-parallel-size: 2
`);
    checkFields(model, {
      hidden_size: [1024, '/MODEL_ARGS/--hidden-size'],
      num_hidden_layers: [4, '/MODEL_ARGS/--num-layers'],
      head_dim: [64, '/MODEL_ARGS/--hidden-size'],
      // Groups count only with --group-query-attention.
      num_key_value_heads: [16, '/MODEL_ARGS/--num-attention-heads'],
      // int(4 × 1024 × 2 / 3 / 64) × 64
      intermediate_size: [2688, '/MODEL_ARGS/--hidden-size'],
      // Padded to 128 × 2.
      vocab_size: [1024, '/MODEL_ARGS/--vocab-size'],
      norm_weights: [2, '/MODEL_ARGS/--hidden-size'],
    });
  });

  it('takes the command line’s one group where sharing is switched on and no number is written', () => {
    const text =
      'num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nffn_hidden_size: 128\ngroup_query_attention: true\n';
    checkFields(modelOf(text), { num_key_value_heads: [1, '/group_query_attention'] });
    checkFields(modelOf(`${text}num_query_groups: 2\n`), { num_key_value_heads: [2, '/num_query_groups'] });
  });

  it('reads letters, without pipeline cuts and prediction layers', () => {
    assert.deepEqual(parseHybridPattern('M-M-|M*-/MM/MM'), {
      letters: 'M-M-M*-',
      predictionDepths: 2,
      unknown: [],
      mixesLatentAndPlain: false,
    });
    const model = modelOf(
      `hidden_size: 256
num_attention_heads: 4
hybrid_override_pattern: "M-G*E|MD"
`.replace('*', '+') +
        `num_experts: 4
ffn_hidden_size: 512
q_lora_rank: 64
dsa_indexer_n_heads: 2
dsa_indexer_head_dim: 32
dsa_indexer_topk: 16
untie_embeddings_and_output_weights: true
`,
    );
    assert.deepEqual(
      model.architecture.layers.map(({ mixer, feedForward }) => [mixer.kind, feedForward.kind]),
      [
        ['mamba2', 'none'],
        ['none', 'dense'],
        ['gated-deltanet', 'none'],
        ['mla', 'none'],
        ['none', 'moe'],
        ['mamba2', 'none'],
        ['dsa', 'none'],
      ],
    );
    assert.ok(model.architecture.layers.every(({ pointer }) => pointer === '/hybrid_override_pattern'));
  });

  it('refuses what Megatron refuses, in words', () => {
    assert.equal(reasonFor('M*X'), 'hybrid_layer_pattern has "X"; Megatron knows M, G, *, +, D, - and E');
    assert.equal(reasonFor('M*+'), 'hybrid_layer_pattern has * beside + or D, which Megatron refuses');
    assert.equal(reasonFor('M*E'), 'hybrid_layer_pattern has E layers, and num_experts is not written');
  });

  it('leaves Hugging Face’s Nemotron-H alone', () => {
    const text = JSON.stringify({
      model_type: 'nemotron_h',
      hidden_size: 64,
      num_attention_heads: 4,
      hybrid_override_pattern: 'M*-',
    });
    assert.equal(modelOf(text, 'json').recognition.config.dialect, 'huggingface');
  });

  it('complains in the words of the file', () => {
    const { fields } = modelOf(
      'num_layers: 2\nhidden_size: 64\nnum_attention_heads: 4\nffn_hidden_size: -1\n',
    );
    assert.deepEqual(
      fields.issues.map(({ pointer, message }) => [pointer, message]),
      [['/ffn_hidden_size', '`ffn_hidden_size` is -1; it must be at least 1.']],
    );
  });

  it('spreads attention and MLPs by their ratios', () => {
    // Values of `pattern_from_ratios`, worked by hand: 8 layers, 2 of attention: sections of 2.
    assert.equal(patternFromRatios(8, 0.25, 0), 'MM*MM*MM');
    assert.equal(patternFromRatios(8, 0, 0.5), 'M-M-M-M-');
    assert.equal(primusPattern(16, 0.25), '*-M-M-M-*-M-M-M-');
    assert.equal(primusPattern(8, 0), 'M-M-M-M-');
    assert.equal(primusPattern(8, 0.75), '*-*-*-M-');
  });

  it('reads lists that Python would evaluate, and nothing else', () => {
    assert.deepEqual(parseIntegers('([0]*3+[1]*2)'), [0, 0, 0, 1, 1]);
    assert.deepEqual(parseIntegers('[0, 4, 128]'), [0, 4, 128]);
    assert.deepEqual(parseIntegers('([0,1])*2'), [0, 1, 0, 1]);
    for (const text of ['', '[', '[0]*', '[0]*999999999', '__import__("os")', '[0]+1', '('.repeat(5000)]) {
      assert.equal(parseIntegers(text), undefined, text.slice(0, 20));
    }
  });

  it('finds experts, windows and linear attention layer by layer', () => {
    const model = modelOf(`num_layers: 4
hidden_size: 256
num_attention_heads: 4
ffn_hidden_size: 512
num_experts: 8
moe_layer_freq: "([0]*1+[1]*3)"
window_size: [127, 0]
window_attn_skip_freq: 2
`);
    assert.deepEqual(
      model.architecture.layers.map(({ mixer, feedForward }) => [mixer.kind, feedForward.kind]),
      [
        ['sliding', 'dense'],
        ['full', 'moe'],
        ['sliding', 'moe'],
        ['full', 'moe'],
      ],
    );
    assert.equal(describePattern(model.architecture.layers).ratio, '1:1');
    checkFields(model, { sliding_window: [128, '/window_size'] });
  });

  checkFixtures('megatron-yaml', 'megatron', {
    'megatronlm-hybrid_dynamic_inference_tp1_ep8_nanov3_chunked_prefill.yaml': 'phase2_lc_rein…',
    'megatronlm-hybrid_mr_mcore_te_tp1_pp1_cp1_dgx_a100_1N8G.yaml': {
      family: 'megatron_hybrid',
      pattern: '(4 mamba2 + 1 full) × 4 + 4 mamba2',
      // 20 Mamba-2 (in 1024 × 6176, conv 4096 × 5, 3 × 32, norm 2048, out 2048 × 1024), 4 attentions
      // and 20 MLPs with biases, 44 LayerNorms and a last one, 1,024 positions.
      total: 44 * 2048 + 2048 + 1024 * 1024 + 20 * 8_444_000 + 4 * 3_148_800 + 20 * 8_393_728,
      inexact: vocabulary,
    },
    'megatronlm-hybrid_nemotron_v3_pico_7b_a1b_tp1_ep8_QAD_dgx_h100_1N8G.yaml': {
      family: 'megatron_hybrid',
      pattern: '23 mamba2 + 6 full',
      total: 7_093_515_520,
      inexact: vocabulary,
    },
    'megatronlm-mixtral_8x22b_tp2pp8ep8vpp1_release.yaml': {
      family: 'megatron_gpt',
      pattern: '56 full',
      // Mixtral 8x22B without its vocabulary of 32,768.
      total: 140_630_071_296 - 2 * 32_768 * 6144,
      inexact: vocabulary,
    },
    'primus-deepseek_v3.yaml': {
      family: 'megatron_gpt',
      pattern: '61 mla',
      total: 671_026_404_352 - 2 * 129_280 * 7168,
      inexact: vocabulary,
    },
    'primus-deepseek_v4_base.yaml': 'it sets switches, not dimensions',
    // As DeepSeek's own config.json counts, see frameworks.test.ts.
    'primus-deepseek_v4_flash.yaml': {
      family: 'deepseek_v4',
      pattern: '2 sliding + 21 compressed-sparse + 20 heavily-compressed',
      total: 284_332_230_231,
    },
    'primus-deepseek_v4_pro.yaml': {
      family: 'deepseek_v4',
      pattern: '31 heavily-compressed + 30 compressed-sparse',
      total: 1_572_997_179_491,
    },
    'primus-glm5.yaml': {
      family: 'megatron_gpt',
      pattern: '78 mla',
      total: 741_277_025_280,
      inexact: vocabulary,
    },
    'primus-gpt_oss_20B.yaml': {
      family: 'megatron_gpt',
      pattern: '24 full',
      total: 20_346_860_352,
      inexact: vocabulary,
    },
    'primus-hybrid_model_base.yaml': 'it sets switches, not dimensions',
    'primus-language_model.yaml': {
      family: 'megatron_gpt',
      pattern: '24 full',
      total: 298_944_512,
      inexact: vocabulary,
    },
    'primus-llama2_7B.yaml': {
      family: 'megatron_gpt',
      pattern: '32 full',
      total: 6_738_415_616 - llama2,
      inexact: vocabulary,
    },
    'primus-llama3.1_8B.yaml': 'the architecture is elsewhere: llama3_8B.yaml',
    'primus-llama4_17B16E.yaml': {
      family: 'megatron_gpt',
      pattern: '48 full',
      total: 105_700_901_888,
      inexact: vocabulary,
    },
    'primus-mamba_base.yaml': 'it sets switches, not dimensions',
    'primus-mixtral_8x7B_v0.1.yaml': {
      family: 'megatron_gpt',
      pattern: '32 full',
      total: 46_702_792_704 - mixtral,
      inexact: vocabulary,
    },
    'primus-qwen3_5_35B_A3B.yaml': {
      family: 'megatron_gpt',
      pattern: '(3 gated-deltanet + 1 full) × 10',
      total: 34_660_610_688 - 2 * 248_320 * 2048,
      inexact: vocabulary,
    },
    'primus-zebra_llama_1B.yaml': {
      family: 'megatron_hybrid',
      pattern: '(1 mla + 3 mamba2) × 4',
      total: 1_176_209_664,
      inexact: vocabulary,
    },
    'primus-zebra_llama_1B_gdn.yaml': {
      family: 'megatron_hybrid',
      pattern: '16 gated-deltanet',
      total: 940_840_448,
      inexact: vocabulary,
    },
    'primus-zebra_llama_300M_kda_pure.yaml': {
      family: 'megatron_hybrid',
      pattern: '12 gated-deltanet',
      total: 176_433_088,
      inexact: vocabulary,
    },
    'primus-zebra_llama_300M_mamba_hybrid.yaml': {
      family: 'megatron_hybrid',
      pattern: '(1 mla + 3 mamba2) × 3',
      total: 225_397_600,
      inexact: vocabulary,
    },
  });
});

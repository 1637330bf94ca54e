/**
 * Where configs, classes and common belief disagree, family by family. Numbers come from the source of transformers
 * 5.18 or from plain arithmetic; the oracle test holds whole models to what was measured.
 */
import assert from 'node:assert/strict';
import { estimate } from '../../../src/core/memory/estimate';
import { largestContext } from '../../../src/core/memory/fit';
import { describePattern } from '../../../src/core/pattern';
import { buildModel } from '../../models';
import {
  bytes,
  glyphs,
  heads,
  issues,
  mixerOf,
  parameters,
  pointers,
  type Config,
  type Row,
} from './support';

const full = 'full_attention';
const sliding = 'sliding_attention';

describe('patterns that set traps', () => {
  const rows: readonly Row<string>[] = [
    [
      'qwen2_moe: the layers below max_window_layers slide, and every other one only',
      { model_type: 'qwen2_moe', num_hidden_layers: 6, use_sliding_window: true, max_window_layers: 4 },
      'SFSFFF',
    ],
    [
      'qwen2_moe: a window without use_sliding_window is inert',
      { model_type: 'qwen2_moe', num_hidden_layers: 2, sliding_window: 8 },
      'FF',
    ],
    ['cwm: the first of four is full', { model_type: 'cwm', num_hidden_layers: 8 }, 'FSSSFSSS'],
    [
      'granite_swa: the first of four is full',
      { model_type: 'granite_swa', num_hidden_layers: 8 },
      'FSSSFSSS',
    ],
    [
      'granitemoe_swa: the first of four is full',
      { model_type: 'granitemoe_swa', num_hidden_layers: 6 },
      'FSSSFS',
    ],
    [
      'mellum: no layer slides unless the list says so, whatever the window',
      { model_type: 'mellum', num_hidden_layers: 3, sliding_window: 8 },
      'FFF',
    ],
    [
      'modernbert-decoder: the first of three is full',
      { model_type: 'modernbert-decoder', num_hidden_layers: 5 },
      'FSSFS',
    ],
    [
      'hrm_text: each pass through a stack has keys and values of its own',
      { model_type: 'hrm_text', num_hidden_layers: 1, H_cycles: 2, L_cycles: 2 },
      'FFFFFF',
    ],
    [
      'gemma4_unified: the last layer is full whatever the period says',
      { model_type: 'gemma4_unified_text', num_hidden_layers: 8 },
      'SSSSSFSF',
    ],
    ['cohere2: the last of four is full', { model_type: 'cohere2', num_hidden_layers: 8 }, 'SSSFSSSF'],
    [
      'cohere2_moe: dense layers at the start count on their own',
      {
        model_type: 'cohere2_moe',
        num_hidden_layers: 6,
        first_k_dense_replace: 2,
        prefix_dense_sliding_window_pattern: 2,
      },
      'SFSSSF',
    ],
    ['afmoe: the last of four is full', { model_type: 'afmoe', num_hidden_layers: 8 }, 'SSSFSSSF'],
    [
      'mimo_v2_flash: hybrid_layer_pattern is not read',
      {
        model_type: 'mimo_v2_flash',
        num_hidden_layers: 12,
        hybrid_layer_pattern: Array.from({ length: 12 }, () => 1),
      },
      'FSSSSFSSSSSF',
    ],
    ['dots1: windows begin beyond its layers', { ...dots(62), sliding_window: 8 }, 'F'.repeat(62)],
    ['dots1: and slide from there on', { ...dots(64), sliding_window: 8 }, `${'F'.repeat(62)}SS`],
    [
      'laguna: no layer slides unless the list says so, whatever the window',
      { model_type: 'laguna', num_hidden_layers: 3, sliding_window: 8 },
      'FFF',
    ],
    ['vaultgemma: sliding first', { model_type: 'vaultgemma', num_hidden_layers: 3 }, 'SFS'],
    ['bamba: no indices are no attention', { model_type: 'bamba', num_hidden_layers: 3 }, 'MMM'],
    [
      'bamba: an index beyond the last layer is ignored',
      { model_type: 'bamba', num_hidden_layers: 3, attn_layer_indices: [1, 9] },
      'MFM',
    ],
    ['lfm2: no indices are all attention', { model_type: 'lfm2', num_hidden_layers: 3 }, 'FFF'],
    [
      'lfm2: indices name the attention',
      { model_type: 'lfm2', num_hidden_layers: 4, full_attn_idxs: [2, 99] },
      'vvFv',
    ],
    [
      'lfm2: a list beats the indices',
      {
        model_type: 'lfm2',
        num_hidden_layers: 3,
        full_attn_idxs: [0],
        layer_types: ['conv', full, 'conv'],
      },
      'vFv',
    ],
    ['recurrent_gemma: blocks go round', { model_type: 'recurrent_gemma', num_hidden_layers: 8 }, 'rrSrrSrr'],
    [
      'recurrent_gemma: under the older name too',
      { model_type: 'recurrent_gemma', num_hidden_layers: 3, _block_types: ['attention', 'recurrent'] },
      'SrS',
    ],
    [
      'zamba: the third layer, then a period of its own',
      { model_type: 'zamba', num_hidden_layers: 14 },
      'mmHmmmmHmmmmmH',
    ],
    [
      'zamba2: nine of 54',
      { model_type: 'zamba2' },
      Array.from({ length: 54 }, (_, index) =>
        [6, 12, 18, 24, 30, 36, 42, 47, 51].includes(index) ? 'H' : 'M',
      ).join(''),
    ],
    ['falcon_h1: both in every block', { model_type: 'falcon_h1', num_hidden_layers: 3 }, 'HHH'],
    [
      'gemma3n: the last 15 layers keep nothing of their own',
      { model_type: 'gemma3n_text', num_hidden_layers: 20 },
      `SSSSF${'='.repeat(15)}`,
    ],
    [
      'gemma4: the last layer is full whatever the list says',
      { model_type: 'gemma4_text', num_hidden_layers: 3, layer_types: [sliding, sliding, sliding] },
      'SSF',
    ],
    [
      'deepseek_v4: ratios name the layers, and one more than there are',
      { model_type: 'deepseek_v4', num_hidden_layers: 4, compress_ratios: [0, 4, 128, 4, 0] },
      'Schc',
    ],
    [
      'deepseek_v4: two heavy ones, then both in turn',
      { model_type: 'deepseek_v4', num_hidden_layers: 6 },
      'hhhchc',
    ],
    [
      'step3p5: a list goes on for the layers that predict further tokens',
      {
        model_type: 'step3p5',
        num_hidden_layers: 2,
        num_nextn_predict_layers: 1,
        sliding_window: 8,
        layer_types: [full, sliding, full],
      },
      'FS',
    ],
    [
      'minimax_m3: a number other than 0 has an indexer',
      {
        model_type: 'minimax_m3',
        num_hidden_layers: 4,
        sparse_attention_config: { sparse_attention_freq: [0, 0, 1, 1] },
      },
      'FFbb',
    ],
    [
      'olmo_hybrid: the last layer is full where no fourth one is',
      { model_type: 'olmo_hybrid', num_hidden_layers: 3 },
      'GGF',
    ],
    ['longcat_flash: two attentions to a block', { model_type: 'longcat_flash', num_layers: 2 }, 'AAAA'],
    [
      'longcat_flash: num_hidden_layers counts them',
      { model_type: 'longcat_flash', num_hidden_layers: 6 },
      'AAAAAA',
    ],
    [
      'mllama: the layers of the image between those of the text',
      { model_type: 'mllama_text_model', num_hidden_layers: 5, cross_attention_layers: [1, 3] },
      'FXFXF',
    ],
    [
      'phi3: a window is one in every layer',
      { model_type: 'phi3', num_hidden_layers: 2, sliding_window: 8 },
      'SS',
    ],
    ['starcoder2: an omitted window is none', { model_type: 'starcoder2', num_hidden_layers: 2 }, 'FF'],
    ['ministral: an omitted window is 4,096 tokens', { model_type: 'ministral', num_hidden_layers: 2 }, 'SS'],
    ['ministral3: an omitted window is none', { model_type: 'ministral3', num_hidden_layers: 2 }, 'FF'],
  ];
  for (const [title, config, expected] of rows) it(title, () => assert.equal(glyphs(config), expected));

  const ratios: readonly Row<string | undefined>[] = [
    ['gemma3n: layers that share are on neither side', { model_type: 'gemma3n_text' }, '4:1'],
    [
      'mllama: layers of the image are on neither side',
      { model_type: 'mllama_text_model', num_hidden_layers: 40 },
      undefined,
    ],
  ];
  for (const [title, config, expected] of ratios)
    it(title, () => assert.equal(describePattern(buildModel(config).architecture.layers).ratio, expected));

  it('lead to the entry that decides', () => {
    const model = { model_type: 'deepseek_v4', num_hidden_layers: 2, compress_ratios: [4, 128, 0] };
    assert.deepEqual(pointers(model), ['/compress_ratios/0', '/compress_ratios/1']);
  });
});

describe('heads that set traps', () => {
  const rows: readonly Row<readonly [number, number, number]>[] = [
    [
      'laguna: a list gives each layer its own heads',
      { model_type: 'laguna', num_hidden_layers: 2, num_attention_heads_per_layer: [16, 48] },
      [16, 8, 128],
    ],
    [
      'jetmoe: num_attention_heads is not read, kv_channels is the head dim',
      { model_type: 'jetmoe', num_attention_heads: 4, kv_channels: 64, num_experts_per_tok: 3 },
      [48, 16, 64],
    ],
    ['hy_v3: heads of 128 whatever the width', { model_type: 'hy_v3', hidden_size: 64 }, [64, 8, 128]],
    [
      'falcon: multi_query beats num_kv_heads',
      { model_type: 'falcon', num_kv_heads: 71, hidden_size: 71 * 64 },
      [71, 1, 64],
    ],
    [
      'falcon: as many as query heads without multi_query',
      { model_type: 'falcon', multi_query: false, num_kv_heads: 3, num_attention_heads: 4, hidden_size: 64 },
      [4, 4, 16],
    ],
    [
      'falcon: num_kv_heads counts in the new architecture',
      {
        model_type: 'falcon',
        new_decoder_architecture: true,
        num_kv_heads: 2,
        num_attention_heads: 4,
        hidden_size: 64,
      },
      [4, 2, 16],
    ],
    ['gpt_bigcode: one for all', { model_type: 'gpt_bigcode' }, [12, 1, 64]],
    ['gpt_bigcode: unless told otherwise', { model_type: 'gpt_bigcode', multi_query: false }, [12, 12, 64]],
    ['gpt2: no key/value heads are read', { model_type: 'gpt2', num_key_value_heads: 2 }, [12, 12, 64]],
    ['gemma: heads of 256 whatever the width', { model_type: 'gemma', hidden_size: 4096 }, [16, 16, 256]],
    [
      'cohere2: a head dim that is written counts, though the class computes one',
      { model_type: 'cohere2', head_dim: 32, num_key_value_heads: 8 },
      [64, 8, 32],
    ],
    ['stablelm: a head dim that is written does not', { model_type: 'stablelm', head_dim: 8 }, [32, 32, 80]],
    [
      'dbrx: key/value heads stand in an object',
      { model_type: 'dbrx', attn_config: { kv_n_heads: 4 } },
      [16, 4, 128],
    ],
    [
      'mimo_v2_flash: sliding layers have twice the key/value heads, whatever swa_num_key_value_heads says',
      {
        model_type: 'mimo_v2_flash',
        layer_types: [sliding],
        num_hidden_layers: 1,
        swa_num_key_value_heads: 2,
      },
      [64, 8, 192],
    ],
    [
      'step3p5: sliding layers have query heads of their own',
      {
        model_type: 'step3p5',
        num_hidden_layers: 1,
        layer_types: [sliding],
        sliding_window: 8,
        attention_other_setting: { num_attention_heads: 96 },
      },
      [96, 8, 128],
    ],
    [
      'gemma4: full layers are wider, and have key/value heads of their own only where keys are values',
      { model_type: 'gemma4_text', num_hidden_layers: 1, num_global_key_value_heads: 1 },
      [8, 4, 512],
    ],
    [
      'gemma4: where keys are values',
      {
        model_type: 'gemma4_text',
        num_hidden_layers: 1,
        num_global_key_value_heads: 1,
        attention_k_eq_v: true,
      },
      [8, 1, 512],
    ],
  ];
  for (const [title, config, expected] of rows) it(title, () => assert.deepEqual(heads(config), expected));

  it('zamba2: a head is as wide as twice the width over the heads', () => {
    const mixer = mixerOf(buildModel({ model_type: 'zamba2' }), 6);
    assert.ok(mixer.kind === 'parallel' && mixer.parts[0]?.kind === 'full');
    assert.equal(mixer.parts[0].headDim, 160);
  });
});

describe('bytes that set traps', () => {
  const small = { num_hidden_layers: 1, hidden_size: 64, num_attention_heads: 4, vocab_size: 10 };
  const rows: readonly (readonly [...Row<number>, contextTokens: number])[] = [
    // Keys of 24 and values of 8, 2 heads, 2 B.
    [
      'mimo_v2_flash: values narrower than keys',
      {
        ...small,
        model_type: 'mimo_v2_flash',
        layer_types: [full],
        num_key_value_heads: 2,
        head_dim: 24,
        v_head_dim: 8,
      },
      100 * 2 * (24 + 8) * 2,
      100,
    ],
    // 3 columns of 64 channels, 2 B.
    [
      'lfm2: three columns and no state',
      { ...small, model_type: 'lfm2', layer_types: ['conv'] },
      3 * 64 * 2,
      100,
    ],
    // 3 columns, one fewer than the kernel, of 2 B; a state of 4 B.
    [
      'recurrent_gemma: a column fewer than the kernel is wide',
      { ...small, model_type: 'recurrent_gemma', block_types: ['recurrent'] },
      64 * (3 * 2 + 4),
      100,
    ],
    // Two inputs of 2 B and three sums of 4 B.
    ['rwkv: five numbers per channel', { ...small, model_type: 'rwkv' }, 64 * (2 * 2 + 3 * 4), 100],
    // All 4 query heads: the class repeats keys and values before it caches them.
    [
      'falcon: the new architecture keeps repeated heads',
      { ...small, model_type: 'falcon', new_decoder_architecture: true, num_kv_heads: 2 },
      100 * 2 * 4 * 16 * 2,
      100,
    ],
    // One layer of its own, one that reads it.
    [
      'gemma3n: shared layers keep nothing',
      {
        ...small,
        model_type: 'gemma3n_text',
        num_hidden_layers: 2,
        layer_types: [full, full],
        num_kv_shared_layers: 1,
        num_key_value_heads: 2,
        head_dim: 16,
      },
      100 * 2 * 2 * 16 * 2,
      100,
    ],
    // Beside keys and values: an index key per token in each of two layers, and three numbers for its position in one.
    [
      'qwen4_exp: positions are kept once for all indexers',
      qwen4({ num_hidden_layers: 2, layer_types: ['full_attention', 'indexed_attention'] }),
      1000 * (2 * (2 * 2 * 64 * 2 + 64 * 2) + 3 * 8),
      1000,
    ],
    // Matrices, normalisers and scales of two layers.
    [
      'xlstm: states in the dtype of the model, whatever inference_state_dtype says',
      { model_type: 'xlstm', hidden_size: 256, num_hidden_layers: 2, num_heads: 4 },
      2 * 4 * (32 * 64 + 32 + 1) * 2,
      1000,
    ],
    [
      'hy_v4: three of four layers share an indexer from the second on',
      {
        ...small,
        model_type: 'hy_v4',
        num_hidden_layers: 6,
        kv_lora_rank: 32,
        qk_rope_head_dim: 8,
        index_head_dim: 16,
      },
      100 * (6 * 40 + 3 * 16) * 2,
      100,
    ],
    // Index keys in layers that own an indexer alone: (32 + 8) × 2 in all four, 16 × 2 in two.
    [
      'glm_moe_dsa: shared layers keep no index',
      {
        ...small,
        model_type: 'glm_moe_dsa',
        num_hidden_layers: 4,
        kv_lora_rank: 32,
        qk_rope_head_dim: 8,
        index_head_dim: 16,
        index_topk_pattern: 'FSFS',
      },
      100 * (4 * 40 + 2 * 16) * 2,
      100,
    ],
    [
      'mllama: layers of the image keep nothing of the text',
      { ...small, model_type: 'mllama_text_model', cross_attention_layers: [0] },
      0,
      100,
    ],
  ];
  for (const [title, config, expected, contextTokens] of rows)
    it(title, () => assert.equal(bytes(config, contextTokens), expected));
});

describe('weights that set traps', () => {
  const small = { hidden_size: 64, num_attention_heads: 4, num_hidden_layers: 2, vocab_size: 100 };

  it('mllama, kimi_linear: the head is never the embedding, whatever the flag says', () => {
    const config = { model_type: 'mllama_text_model', num_hidden_layers: 2, cross_attention_layers: [1] };
    assert.equal(parameters({ ...config, tie_word_embeddings: true }), parameters(config));
    const kimi = { model_type: 'kimi_linear', num_hidden_layers: 4 };
    assert.equal(parameters({ ...kimi, tie_word_embeddings: true }), parameters(kimi));
  });

  it('granitemoehybrid: a state dim of null is no matter where no layer has a state', () => {
    const config = { model_type: 'granitemoehybrid', num_hidden_layers: 1, mamba_d_state: null };
    assert.deepEqual(issues({ ...config, layer_types: [full] }), []);
    assert.equal(issues({ ...config, layer_types: ['mamba'] }).length, 1);
  });

  it('falcon_h1: the output projection of Mamba has a switch of its own', () => {
    const config = { ...small, model_type: 'falcon_h1', num_hidden_layers: 2, mamba_d_ssm: 128 };
    const mamba = { ...config, mamba_n_heads: 4, mamba_d_head: 32 };
    assert.equal(parameters({ ...mamba, projectors_bias: true }) - parameters(mamba), 2 * small.hidden_size);
  });

  it('ernie4_5_moe: biases of shared experts, none of routed ones', () => {
    const config = {
      ...small,
      model_type: 'ernie4_5_moe',
      num_hidden_layers: 2,
      vocab_size: 100,
      num_key_value_heads: 2,
    };
    const moe = {
      ...config,
      head_dim: 16,
      moe_intermediate_size: 8,
      moe_num_shared_experts: 2,
      intermediate_size: 32,
    };
    const attention = 2 * ((4 + 2 + 2) * 16 + 64);
    const [dense, shared] = [2 * 32 + 64, 2 * 16 + 64];
    const difference =
      parameters({ ...moe, num_attention_heads: 4, use_bias: true }) -
      parameters({ ...moe, num_attention_heads: 4 });
    assert.equal(difference, attention + dense + shared + 100);
  });

  it('what classes refuse: a tied head or no rotary base in DBRX, no head dim in Ministral, other heads in GLM-5.3', () => {
    const dbrx = { ...small, model_type: 'dbrx', attn_config: { rope_theta: 500_000 } };
    assert.deepEqual(issues(dbrx), []);
    assert.equal(issues({ ...dbrx, tie_word_embeddings: true }).length, 1);
    assert.equal(issues({ ...dbrx, attn_config: {} }).length, 1);
    assert.equal(issues({ ...small, model_type: 'ministral' }).length, 1);
    assert.deepEqual(issues({ ...small, model_type: 'ministral', head_dim: 16 }), []);
    assert.equal(issues({ model_type: 'glm5_next_text', num_attention_heads: 65 }).length, 1);
    assert.deepEqual(issues({ model_type: 'glm5_next_text', num_attention_heads: 64 }), []);
  });

  it('one field under two names: the name of the attribute map wins', () => {
    const config = { model_type: 'qwen3_moe', num_hidden_layers: 1, num_experts: 8 };
    assert.equal(parameters({ ...config, num_local_experts: 4 }), parameters({ ...config, num_experts: 4 }));
  });
});

describe('DeepSeek-V4', () => {
  const heavy = {
    model_type: 'deepseek_v4',
    num_hidden_layers: 1,
    compress_ratios: [128],
    head_dim: 8,
    sliding_window: 16,
  };

  it('takes less at a longer context, where a block has just become whole', () => {
    // 15 keys of the window; of the block's 127 tokens a key and a gate each, then one entry instead.
    assert.equal(bytes(heavy, 127), (15 + 2 * 127) * 8 * 2);
    assert.equal(bytes(heavy, 128), (15 + 1) * 8 * 2);
  });

  it('passes the last whole block on to the next, once there is one', () => {
    const sparse = { ...heavy, compress_ratios: [4], index_head_dim: 2 };
    // Window; of 3 tokens a key and a gate of twice the width, for attention and for the index.
    assert.equal(bytes(sparse, 3), (3 * 8 + 2 * 3 * 2 * (8 + 2)) * 2);
    // Window; an entry; four tokens with their gates at single width.
    assert.equal(bytes(sparse, 4), (4 * 8 + (8 + 2) + 2 * 4 * (8 + 2)) * 2);
  });

  it('fits a context only where all shorter ones fit as well', () => {
    const { architecture } = buildModel(heavy);
    const scenario = { batch: 1, cacheDtype: 'bf16', engine: 'transformers', tensorParallel: 1 } as const;
    const sizes = Array.from(
      { length: 1200 },
      (_, contextTokens) => estimate(architecture, { ...scenario, contextTokens }).bytes.total,
    );
    for (const budget of [2000, 4303, 4304, 4320, 4400]) {
      const expected = sizes.findIndex((size) => size > budget) - 1;
      assert.ok(expected > 0, `${budget} B is not in the table`);
      assert.equal(largestContext(architecture, scenario, budget), expected, `${budget} B`);
    }
  });
});

describe('weights that set traps', () => {
  const small = { num_hidden_layers: 1, hidden_size: 64, num_attention_heads: 4, vocab_size: 10 };
  /** Weights of a config beyond those of another. */
  const added = (more: object, base: object): number =>
    parameters({ ...small, ...base, ...more }) - parameters({ ...small, ...base });

  it('recurrent_gemma: the feed-forward is half as wide as written', () => {
    const base = { model_type: 'recurrent_gemma', intermediate_size: 100 };
    // Gate, up and down of 64, with their biases, for each channel.
    assert.equal(added({ intermediate_size: 120 }, base), 10 * (3 * 64 + 2));
  });

  it('lfm2: the feed-forward is two thirds of what is written, rounded up', () => {
    const base = { model_type: 'lfm2', block_auto_adjust_ff_dim: false, intermediate_size: 8192 };
    assert.equal(
      added({ block_auto_adjust_ff_dim: true, intermediate_size: 12_288 }, base),
      0,
      '2/3 of 12,288 is 8,192',
    );
    assert.equal(
      added({ block_auto_adjust_ff_dim: true, intermediate_size: 12_300 }, base),
      256 * 3 * 64,
      '8,200 is rounded up to 8,448',
    );
  });

  it('lfm2: block_ff_dim beats intermediate_size', () => {
    const base = { model_type: 'lfm2', intermediate_size: 12_288 };
    assert.equal(added({ block_ff_dim: 12_288, intermediate_size: 999 }, base), 0);
  });

  it('laguna: false for the gate is a gate on every channel', () => {
    const laguna = { model_type: 'laguna', num_hidden_layers: 1 };
    const difference = parameters({ ...laguna, gating: false }) - parameters(laguna);
    assert.equal(difference, 2048 * 48 * 127);
  });

  it('vaultgemma: two norms a block where Gemma 2 has four', () => {
    const one = { num_hidden_layers: 1 };
    const difference =
      parameters({ ...one, model_type: 'gemma2' }) - parameters({ ...one, model_type: 'vaultgemma' });
    assert.equal(difference, 2 * 2304);
  });

  it('qwen4_exp: n-grams hash into tables of the next primes, filled up', () => {
    const ngrams = {
      eos_token_id: 1,
      ple_embed_dim: 4,
      ngram_size: 3,
      heads_per_ngram: 1,
      ngram_vocab_size_base: 10,
      make_ngram_vocab_size_divisible_by: 5,
    };
    const streams = 4 * 2048;
    const layer = 4 * (streams + 2048) + (3 + 4) * streams;
    // 11 + 13 rows, then 17 + 19, each up to a multiple of 5, of 2 numbers.
    const base = { model_type: 'qwen4_exp_text', num_hidden_layers: 2, ...ngrams };
    const without = parameters({ ...base, ple_layer_ids: [] });
    assert.equal(parameters({ ...base, ple_layer_ids: [2] }) - without, layer + 25 * 2);
    assert.equal(parameters({ ...base, ple_layer_ids: [2, 1, 2] }) - without, 2 * layer + (25 + 40) * 2);
  });

  it('qwen4_exp: tables beyond reason are not counted, and said so', () => {
    const config = {
      model_type: 'qwen4_exp_text',
      num_hidden_layers: 1,
      eos_token_id: 1,
      ple_layer_ids: [1],
    };
    const { inexact } = buildModel({ ...config, ngram_vocab_size_base: 1e12 }).architecture;
    assert.match(inexact ?? '', /^the tables of n-grams/);
  });

  it('xlstm: tie_word_embeddings ties nothing', () => {
    const config = { model_type: 'xlstm', hidden_size: 256, num_hidden_layers: 1, vocab_size: 1000 };
    assert.equal(parameters({ ...config, tie_word_embeddings: true }), parameters(config));
  });

  it('arcee: no gate', () => {
    assert.equal(added({ intermediate_size: 18_433 }, { model_type: 'arcee' }), 2 * 64);
  });

  it('hunyuan_v1_moe: cla_share_factor alone means nothing', () => {
    const base = { model_type: 'hunyuan_v1_moe', head_dim: 16, num_hidden_layers: 2 };
    assert.equal(added({ cla_share_factor: 2 }, base), 0);
    assert.equal(glyphs({ ...small, ...base, cla_share_factor: 2 }), 'FF');
  });

  it('zamba: the shared block is counted once, however often it is used', () => {
    const base = { model_type: 'zamba', intermediate_size: 8, num_hidden_layers: 3 };
    // A second use adds its projection of 64 × 64 alone.
    assert.equal(
      added(
        { layers_block_type: ['hybrid', 'hybrid', 'mamba'] },
        { ...base, layers_block_type: ['hybrid', 'mamba', 'mamba'] },
      ),
      64 * 64,
    );
  });

  it('opt: two rows of positions to spare', () => {
    assert.equal(
      added({ max_position_embeddings: 101 }, { model_type: 'opt', max_position_embeddings: 100 }),
      64,
    );
    const { parts } = buildModel({ ...small, model_type: 'opt', max_position_embeddings: 100 }).architecture;
    assert.equal(parts.find(({ name }) => name === 'position embedding')?.parameters, 102 * 64);
  });

  it('bloom: a file in another dialect builds a toy, as the class does', () => {
    const model = buildModel({ model_type: 'bloom', d_model: 4096, num_layers: 30 });
    assert.equal(model.architecture.layers.length, 2);
    assert.deepEqual(model.fields.defaulted.map(({ field }) => field).slice(0, 2), [
      'hidden_size',
      'num_hidden_layers',
    ]);
  });
});

describe('what can not be built, of the later families', () => {
  const rows: readonly Row<readonly string[]>[] = [
    [
      'xlstm: two numbers of layers',
      xlstm({ num_hidden_layers: 2, num_blocks: 3 }),
      ['conflict /num_blocks'],
    ],
    [
      'xlstm: fewer blocks than layers',
      xlstm({ num_hidden_layers: 2, num_blocks: 1 }),
      ['conflict /num_blocks'],
    ],
    ['xlstm: blocks alone', xlstm({ num_blocks: 12 }), []],
    ['xlstm: more blocks than the default has states', xlstm({ num_blocks: 33 }), ['conflict /num_blocks']],
    ['xlstm: two widths', xlstm({ embedding_dim: 128 }), ['conflict /embedding_dim']],
    [
      'xlstm: a width by its older name alone leaves the layers at the default',
      { model_type: 'xlstm', embedding_dim: 256 },
      ['conflict /embedding_dim'],
    ],
    [
      'xlstm: heads that do not divide the keys',
      xlstm({ num_heads: 3 }),
      ['conflict /qk_dim_factor', 'conflict /v_dim_factor'],
    ],
    ['xlstm: keys that are no multiple of 64', xlstm({ qk_dim_factor: 0.375 }), ['conflict /qk_dim_factor']],
    [
      'xlstm: 126 channels that round up to the same heads',
      xlstm({ hidden_size: 252, num_heads: 3 }),
      ['conflict /v_dim_factor'],
    ],
    ['xlstm: an integer for a factor', xlstm({ ffn_proj_factor: 2 }), ['type /ffn_proj_factor']],
    [
      'zaya: no window for layers that slide',
      zaya({ layer_types: ['hybrid_sliding'] }),
      ['conflict /sliding_window'],
    ],
    [
      'zaya: the names of other families',
      zaya({ layer_types: ['full_attention'] }),
      ['conflict /layer_types/0'],
    ],
    ['zaya: two experts per token', zaya({ num_experts_per_tok: 2 }), ['conflict /num_experts_per_tok']],
    [
      'zaya: one RoPE for all layers',
      zaya({ rope_parameters: { rope_theta: 1e4 } }),
      ['conflict /rope_parameters'],
    ],
    ['zaya: one RoPE per layer type', zaya({ rope_parameters: { hybrid: { rope_theta: 1e4 } } }), []],
    [
      'qwen4_exp: an indexer of two key heads',
      qwen4({ indexer_kv_heads: 2 }),
      ['conflict /indexer_kv_heads'],
    ],
    ['qwen4_exp: a budget of part of a block', qwen4({ indexer_budget: 65 }), ['conflict /indexer_budget']],
    [
      'qwen4_exp: heads that turn more than an index head has',
      qwen4({ indexer_head_dim: 16 }),
      ['conflict /indexer_head_dim'],
    ],
    [
      'qwen4_exp: a quarter of each head turns',
      qwen4({ indexer_head_dim: 16, rope_parameters: { partial_rotary_factor: 0.25 } }),
      [],
    ],
    ['qwen4_exp: one stream', qwen4({ hc_count: 1 }), ['range /hc_count']],
    [
      'qwen4_exp: an output gate of another shape',
      qwen4({ output_gate_type: 'gelu' }),
      ['conflict /output_gate_type'],
    ],
    ['qwen4_exp: n-grams without an end', qwen4({ ple_layer_ids: [1] }), ['conflict /eos_token_id']],
    [
      'qwen4_exp: n-grams whose heads do not divide the width',
      qwen4({ ple_layer_ids: [1], eos_token_id: [1], ple_embed_dim: 30 }),
      ['conflict /ple_embed_dim'],
    ],
    [
      'qwen4_exp: a linear model needs no indexer',
      { model_type: 'qwen4_exp_text', num_hidden_layers: 3 },
      [],
    ],
    [
      'helium: heads that do not make up the width',
      { model_type: 'helium', num_hidden_layers: 1, head_dim: 64 },
      ['conflict /head_dim'],
    ],
    [
      'laguna: heads for fewer layers than there are',
      { model_type: 'laguna', num_hidden_layers: 3, num_attention_heads_per_layer: [48] },
      ['conflict /num_attention_heads_per_layer'],
    ],
    [
      'jetmoe: more experts chosen than there are',
      { model_type: 'jetmoe', num_hidden_layers: 1, num_experts_per_tok: 9 },
      ['conflict /num_experts_per_tok'],
    ],
    [
      'axk1: null for a query rank that is typed as a number',
      { model_type: 'axk1', num_hidden_layers: 1, q_lora_rank: null },
      ['type /q_lora_rank'],
    ],
    [
      'hy_v4: a layer without an index',
      { model_type: 'hy_v4', num_hidden_layers: 1, layer_types: [full] },
      ['conflict /layer_types/0'],
    ],
    [
      'exaone4: a null window without a list',
      { model_type: 'exaone4', sliding_window: null },
      ['conflict /sliding_window'],
    ],
    [
      'exaone4: a period in letters without a list',
      { model_type: 'exaone4', sliding_window_pattern: 'LLLG' },
      ['type /sliding_window_pattern'],
    ],
    [
      'exaone4: both are fine beside a list',
      {
        model_type: 'exaone4',
        num_hidden_layers: 1,
        sliding_window: null,
        sliding_window_pattern: 'LLLG',
        layer_types: [full],
      },
      [],
    ],
    [
      'zamba2: a number of layers without a list',
      { model_type: 'zamba2', num_hidden_layers: 12 },
      ['conflict /num_hidden_layers'],
    ],
    ['lfm2_moe: no list', { model_type: 'lfm2_moe' }, ['missing /layer_types']],
    ['nemotron: no key/value heads', { model_type: 'nemotron' }, ['missing /num_key_value_heads']],
    ['hunyuan_v1_dense: no head dim', { model_type: 'hunyuan_v1_dense' }, ['missing /head_dim']],
    [
      'dots1: no experts',
      { model_type: 'dots1' },
      ['missing /n_routed_experts', 'missing /num_experts_per_tok', 'missing /n_shared_experts'],
    ],
    ['falcon: a head dim', { model_type: 'falcon', head_dim: 64 }, ['conflict /head_dim']],
    ['bamba: a list of layers', { model_type: 'bamba', layer_types: ['mamba'] }, ['conflict /layer_types']],
    [
      'deepseek_v4: a ratio that stands for nothing',
      { model_type: 'deepseek_v4', num_hidden_layers: 2, compress_ratios: [4, 8] },
      ['range /compress_ratios/1'],
    ],
    [
      'deepseek_v4: too few ratios',
      { model_type: 'deepseek_v4', num_hidden_layers: 3, compress_ratios: [4, 4] },
      ['conflict /compress_ratios'],
    ],
    [
      'glm_moe_dsa: a first layer that shares',
      { model_type: 'glm_moe_dsa', num_hidden_layers: 2, indexer_types: ['shared', 'full'] },
      ['conflict /indexer_types/0'],
    ],
    [
      'glm_moe_dsa: a list of indexers that ends early',
      { model_type: 'glm_moe_dsa', num_hidden_layers: 3, indexer_types: ['full', 'full'] },
      ['conflict /indexer_types'],
    ],
    [
      'glm5_next: a first indexer that shares, behind linear layers',
      {
        model_type: 'glm5_next_text',
        num_hidden_layers: 4,
        indexer_types: ['shared', 'full', 'full', 'shared'],
      },
      ['conflict /indexer_types/3'],
    ],
    [
      'minimax_m3: frequencies that are not as many as layers',
      {
        model_type: 'minimax_m3_vl_text',
        num_hidden_layers: 2,
        sparse_attention_config: { sparse_attention_freq: [0, 1, 1] },
        moe_layer_freq: [1],
      },
      ['conflict /sparse_attention_config/sparse_attention_freq', 'conflict /moe_layer_freq'],
    ],
    [
      'gemma3n: more shared layers than there are',
      { model_type: 'gemma3n_text', num_hidden_layers: 10 },
      ['conflict /num_kv_shared_layers'],
    ],
    [
      'gemma3n: widths that are not as many as layers',
      { model_type: 'gemma3n_text', num_hidden_layers: 20, intermediate_size: [8, 8] },
      ['conflict /intermediate_size'],
    ],
    [
      'gpt_neo: types that do not add up',
      { model_type: 'gpt_neo', num_layers: 3, attention_types: [[['global', 'local'], 2]] },
      ['conflict /attention_types'],
    ],
    [
      'recurrent_gemma: more key/value heads than heads',
      { model_type: 'recurrent_gemma', num_key_value_heads: 11 },
      ['conflict /num_key_value_heads'],
    ],
    [
      'falcon_h1: heads that are not the inner width',
      { model_type: 'falcon_h1', mamba_d_head: 64 },
      ['conflict /mamba_d_head'],
    ],
  ];
  for (const [title, config, expected] of rows) it(title, () => assert.deepEqual(issues(config), expected));
});

function dots(num_hidden_layers: number) {
  return {
    model_type: 'dots1',
    num_hidden_layers,
    n_routed_experts: 2,
    num_experts_per_tok: 1,
    n_shared_experts: 1,
  };
}

function xlstm(fields: Config): Config {
  return { model_type: 'xlstm', hidden_size: 256, num_heads: 4, ...fields };
}

function zaya(fields: Config): Config {
  return { model_type: 'zaya', num_hidden_layers: 1, ...fields };
}

function qwen4(fields: Config): Config {
  return {
    model_type: 'qwen4_exp_text',
    num_hidden_layers: 4,
    head_dim: 64,
    indexer_n_heads: 4,
    indexer_kv_heads: 1,
    indexer_head_dim: 64,
    indexer_budget: 64,
    indexer_compress_ratio: 8,
    ...fields,
  };
}

/** Heads, windows, states and weights, where a default or a stray key sets a trap. */
import assert from 'node:assert/strict';
import { countParameters } from '../../../src/core/memory/parameters';
import { buildModel } from '../../models';
import { bytes, heads, mixerOf, parameters, type Config, type Row } from './support';

const small = { num_hidden_layers: 1, hidden_size: 64, num_attention_heads: 4, vocab_size: 10 };

describe('heads', () => {
  const rows: readonly Row<readonly [number, number, number]>[] = [
    ['llama: as many key/value heads as heads where omitted', { ...small, model_type: 'llama' }, [4, 4, 16]],
    [
      'llama: null for both means "derive"',
      { ...small, model_type: 'llama', num_key_value_heads: null, head_dim: null },
      [4, 4, 16],
    ],
    [
      'mistral: 8 key/value heads where omitted',
      { ...small, model_type: 'mistral', num_attention_heads: 16 },
      [16, 8, 4],
    ],
    ['qwen3: heads of 128 whatever the width', { ...small, model_type: 'qwen3' }, [4, 32, 128]],
    ['qwen3_moe: width ÷ heads, 4 key/value heads', { ...small, model_type: 'qwen3_moe' }, [4, 4, 16]],
    [
      'glm4_moe: width ÷ heads, which is not what GLM-4.5 has',
      { model_type: 'glm4_moe', num_hidden_layers: 1 },
      [96, 8, 42],
    ],
    ['gemma2: heads of 256', { ...small, model_type: 'gemma2' }, [4, 4, 256]],
    ['gpt_oss: heads of 64', { ...small, model_type: 'gpt_oss' }, [4, 8, 64]],
    ['minimax_m2: heads of 128', { ...small, model_type: 'minimax_m2' }, [4, 8, 128]],
    [
      'nemotron_h: attention_head_dim is not read',
      { ...small, model_type: 'nemotron_h', hybrid_override_pattern: '*', attention_head_dim: 32 },
      [4, 8, 128],
    ],
    [
      'a head dim that the width does not give',
      { ...small, model_type: 'mistral', head_dim: 5, num_key_value_heads: 2 },
      [4, 2, 5],
    ],
  ];
  for (const [title, config, expected] of rows) {
    it(title, () => assert.deepEqual(heads(config), expected));
  }
});

describe('what transformers keeps', () => {
  const rows: readonly (readonly [title: string, config: Config, contextTokens: number, expected: number])[] =
    [
      // 2 (K, V) × 4 heads × 16 × 2 B = 256 B per token.
      ['a window keeps one token less', { ...small, model_type: 'llama', sliding_window: 8 }, 100, 7 * 256],
      [
        'a window that is not full keeps what there is',
        { ...small, model_type: 'llama', sliding_window: 8 },
        5,
        5 * 256,
      ],
      ['a chunk too', { ...small, model_type: 'llama', attention_chunk_size: 8 }, 100, 7 * 256],
      [
        'gemma3: both directions halve the window',
        {
          ...small,
          model_type: 'gemma3_text',
          head_dim: 16,
          sliding_window: 8,
          use_bidirectional_attention: true,
        },
        100,
        4 * 256,
      ],
      // (32 + 8) × 2 B per token, whatever the heads.
      [
        'latent attention keeps the latent, and head_dim is not read',
        { ...small, model_type: 'deepseek_v3', head_dim: 999, kv_lora_rank: 32, qk_rope_head_dim: 8 },
        10,
        10 * 80,
      ],
      [
        'an index key beside the latent',
        { ...small, model_type: 'deepseek_v32', kv_lora_rank: 32, qk_rope_head_dim: 8, index_head_dim: 16 },
        10,
        10 * 112,
      ],
      // conv: (2·1·8 + 2·8) × 4 × 2 B; state: 2 × 8 × 8 × 4 B.
      [
        'a convolution keeps all its columns, the state is float32',
        {
          ...small,
          model_type: 'qwen3_next',
          linear_num_key_heads: 1,
          linear_num_value_heads: 2,
          linear_key_head_dim: 8,
          linear_value_head_dim: 8,
        },
        100,
        32 * 4 * 2 + 2 * 64 * 4,
      ],
      // 4 heads × 16 × 16 × 2 B.
      [
        'lightning attention keeps its state in the dtype of the model',
        { ...small, model_type: 'minimax', layer_types: ['linear_attention'] },
        100,
        4 * 256 * 2,
      ],
      // S: 4 × 16 × 16, z: 4 × 16, both float32.
      [
        'linear attention keeps S and z',
        { ...small, model_type: 'linear_transformer', intermediate_size: 8 },
        100,
        (4 * 256 + 64) * 4,
      ],
      [
        'a feed-forward layer keeps nothing',
        { model_type: 'nemotron_h', hybrid_override_pattern: '-E' },
        100,
        0,
      ],
    ];
  for (const [title, config, contextTokens, expected] of rows) {
    it(title, () => assert.equal(bytes(config, contextTokens), expected));
  }
});

/** What a change to a config adds. */
const added = (config: Config, change: Config): number =>
  parameters({ ...config, ...change }) - parameters(config);

describe('weights', () => {
  const llama = { ...small, model_type: 'llama', intermediate_size: 32 };
  const next = { ...small, model_type: 'qwen3_next', head_dim: 16, layer_types: ['full_attention'] };

  const rows: readonly (readonly [title: string, config: Config, change: Config, expected: number])[] = [
    ['llama: biases on q, k, v and o', llama, { attention_bias: true }, 4 * 64],
    ['llama: biases in the feed-forward', llama, { mlp_bias: true }, 2 * 32 + 64],
    ['llama: a shared head', llama, { tie_word_embeddings: true }, -10 * 64],
    [
      'gemma3: shared unless said',
      { ...small, model_type: 'gemma3_text' },
      { tie_word_embeddings: false },
      10 * 64,
    ],
    [
      'smollm3: shared unless said',
      { ...small, model_type: 'smollm3' },
      { tie_word_embeddings: false },
      10 * 64,
    ],
    [
      'nemotron_h: the flag has no effect',
      { ...small, model_type: 'nemotron_h', hybrid_override_pattern: '*' },
      { tie_word_embeddings: true },
      0,
    ],
    [
      'glm4_moe: no bias on the output',
      { ...small, model_type: 'glm4_moe' },
      { attention_bias: true },
      64 + 2 * 8 * 16,
    ],
    ['glm4_moe: norms of head width', { ...small, model_type: 'glm4_moe' }, { use_qk_norm: true }, 32],
    ['qwen3_next: a bias on the gate too', next, { attention_bias: true }, 2 * 64 + 2 * 2 * 16 + 64],
    [
      'qwen3_moe: a dense layer',
      { ...small, model_type: 'qwen3_moe', num_experts: 2, moe_intermediate_size: 8, intermediate_size: 8 },
      { mlp_only_layers: [0] },
      -(3 * 64 * 8) - 2 * 64,
    ],
    [
      'qwen3_moe: no experts at all is dense',
      { ...small, model_type: 'qwen3_moe', num_experts: 2, moe_intermediate_size: 8, intermediate_size: 8 },
      { num_experts: 0 },
      -(3 * 64 * 8) - 2 * 64,
    ],
    [
      'deepseek_v3: no shared expert',
      { ...small, model_type: 'deepseek_v3', first_k_dense_replace: 0, moe_intermediate_size: 8 },
      { n_shared_experts: 0 },
      -3 * 64 * 8,
    ],
    [
      'deepseek_v3: null for the query rank projects queries directly',
      { ...small, model_type: 'deepseek_v3', q_lora_rank: 16 },
      { q_lora_rank: null },
      64 * 4 * 192 - (64 * 16 + 16 + 16 * 4 * 192),
    ],
    [
      'deepseek_v32: mlp_layer_types',
      {
        ...small,
        model_type: 'deepseek_v32',
        intermediate_size: 8,
        n_routed_experts: 2,
        moe_intermediate_size: 8,
      },
      { mlp_layer_types: ['sparse'] },
      2 * 64 + 2 * 3 * 64 * 8,
    ],
    [
      'llama4: a dense layer has a width of its own',
      {
        ...small,
        model_type: 'llama4_text',
        num_local_experts: 1,
        intermediate_size: 8,
        intermediate_size_mlp: 8,
      },
      { moe_layers: [] },
      -(3 * 64 * 8) - 64,
    ],
    [
      'granitemoehybrid: no experts leave the shared feed-forward',
      {
        ...small,
        model_type: 'granitemoehybrid',
        layer_types: ['attention'],
        num_local_experts: 2,
        intermediate_size: 8,
      },
      { num_local_experts: 0 },
      -2 * 3 * 64 * 8 - 2 * 64,
    ],
    [
      'jamba: one expert is dense',
      { ...small, model_type: 'jamba', num_hidden_layers: 2, num_experts: 2, intermediate_size: 8 },
      { num_experts: 1 },
      -(3 * 64 * 8) - 2 * 64,
    ],
    [
      'nemotron_h: experts in a latent',
      {
        ...small,
        model_type: 'nemotron_h',
        hybrid_override_pattern: 'E',
        n_routed_experts: 2,
        moe_intermediate_size: 8,
      },
      { moe_latent_size: 16 },
      2 * 2 * (16 - 64) * 8 + 2 * 64 * 16,
    ],
    [
      'nemotron_h: biases of the shared expert and the latent',
      {
        ...small,
        model_type: 'nemotron_h',
        hybrid_override_pattern: 'E',
        moe_shared_expert_intermediate_size: 8,
        moe_latent_size: 16,
      },
      { mlp_bias: true },
      8 + 64 + 16 + 64,
    ],
  ];
  for (const [title, config, change, expected] of rows) {
    it(title, () => assert.equal(added(config, change), expected));
  }

  it('mamba: intermediate_size beats expand', () => {
    const mixer = mixerOf(buildModel({ ...small, model_type: 'mamba', expand: 2, intermediate_size: 96 }));
    assert.equal(mixer.kind === 'mamba1' && mixer.innerDim, 96);
  });

  it('the plain linear transformer is counted by its paper, and says so', () => {
    const { architecture } = buildModel({
      ...small,
      model_type: 'linear_transformer',
      intermediate_size: 128,
    });
    const attention = 4 * (64 * 64 + 64);
    const feedForward = 64 * 128 + 128 + 128 * 64 + 64;
    const norms = 2 * 2 * 64;
    const count = countParameters(architecture);
    assert.equal(count.total, attention + feedForward + norms + 2 * 64 + 2 * 10 * 64);
    assert.equal(count.exact, false);
    assert.match(count.reason ?? '', /not in transformers/);
  });

  it("Kimi K3's own fields make its count inexact", () => {
    const kimi = { ...small, model_type: 'kimi_linear' };
    assert.equal(countParameters(buildModel(kimi).architecture).exact, true);
    for (const field of [
      { attn_res_block_size: 12 },
      { routed_expert_hidden_size: 32 },
      { mla_use_output_gate: true },
    ]) {
      assert.equal(countParameters(buildModel({ ...kimi, ...field }).architecture).exact, false);
    }
  });
});

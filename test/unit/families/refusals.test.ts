/** What no class builds becomes an issue at the user's own key, and never an exception or a silent number. */
import assert from 'node:assert/strict';
import { estimateBlocker } from '../../../src/core/analyse';
import { buildModel } from '../../models';
import { issues, type Row } from './support';

const full = 'full_attention';
const sliding = 'sliding_attention';

describe('what can not be built', () => {
  const rows: readonly Row<readonly string[]>[] = [
    ['no heads', { model_type: 'llama', num_attention_heads: 0 }, ['range /num_attention_heads']],
    ['no key/value heads', { model_type: 'llama', num_key_value_heads: 0 }, ['range /num_key_value_heads']],
    ['a text for a number', { model_type: 'llama', hidden_size: '4096' }, ['type /hidden_size']],
    [
      'a fraction for a whole number',
      { model_type: 'llama', num_hidden_layers: 1.5 },
      ['type /num_hidden_layers'],
    ],
    [
      'null where the class wants a number',
      { model_type: 'llama', hidden_size: null },
      ['type /hidden_size'],
    ],
    [
      'null for key/value heads that are typed as a number',
      { model_type: 'mistral', num_key_value_heads: null },
      ['type /num_key_value_heads'],
    ],
    [
      'null for a head dim that is typed as a number',
      { model_type: 'qwen3', head_dim: null },
      ['type /head_dim'],
    ],
    [
      'a width that the heads do not divide',
      { model_type: 'llama', hidden_size: 100, num_attention_heads: 3 },
      ['conflict /num_attention_heads'],
    ],
    [
      'the same with latent attention',
      { model_type: 'deepseek_v2', hidden_size: 100, num_attention_heads: 3, num_experts_per_tok: 2 },
      ['conflict /num_attention_heads'],
    ],
    [
      'DiffLlama: an odd number of key/value heads',
      { model_type: 'diffllama', num_attention_heads: 6, num_key_value_heads: 3 },
      ['conflict /num_key_value_heads'],
    ],
    [
      'DiffLlama: dropout on attention',
      { model_type: 'diffllama', attention_dropout: 0.1 },
      ['conflict /attention_dropout'],
    ],
    [
      'Persimmon: half a head that can not be turned in pairs',
      { model_type: 'persimmon', hidden_size: 56, num_attention_heads: 4 },
      ['conflict /num_attention_heads'],
    ],
    [
      'Persimmon: a head dim that only the positions follow',
      { model_type: 'persimmon', head_dim: 20 },
      ['conflict /head_dim'],
    ],
    [
      'ModernBERT decoder: no window',
      { model_type: 'modernbert-decoder', local_attention: null },
      ['type /local_attention'],
    ],
    [
      'A.X K2: groups without the number of those chosen',
      { model_type: 'axk2', n_group: 2 },
      ['conflict /n_group'],
    ],
    [
      'HRM-Text: fewer passes than the stacks make',
      { model_type: 'hrm_text', num_layers_per_stack: 2, num_hidden_layers: 3 },
      ['conflict /num_hidden_layers'],
    ],
    ['no word on experts per token', { model_type: 'deepseek_v2' }, ['missing /num_experts_per_tok']],
    [
      'a short list',
      { model_type: 'gemma2', num_hidden_layers: 3, layer_types: [full, full] },
      ['conflict /layer_types'],
    ],
    [
      'an empty list',
      { model_type: 'qwen3_next', num_hidden_layers: 2, layer_types: [] },
      ['conflict /layer_types'],
    ],
    [
      'a type that the family does not build',
      { model_type: 'qwen3_next', num_hidden_layers: 1, layer_types: [sliding] },
      ['conflict /layer_types/0'],
    ],
    [
      'a type that nobody builds',
      { model_type: 'llama', num_hidden_layers: 1, layer_types: ['ful_attention'] },
      ['conflict /layer_types/0'],
    ],
    [
      'an entry that is no name',
      { model_type: 'gemma2', num_hidden_layers: 1, layer_types: [1] },
      ['conflict /layer_types/0'],
    ],
    ['no list at all', { model_type: 'gemma2', layer_types: 'full_attention' }, ['type /layer_types']],
    [
      'sliding layers without a window',
      { model_type: 'gemma2', num_hidden_layers: 2, sliding_window: null },
      ['conflict /sliding_window'],
    ],
    [
      'sliding layers with an inert window',
      { model_type: 'qwen2', num_hidden_layers: 1, sliding_window: 8, layer_types: [sliding] },
      ['conflict /sliding_window'],
    ],
    [
      'chunks without a size',
      { model_type: 'llama4_text', num_hidden_layers: 1, attention_chunk_size: null },
      ['type /attention_chunk_size'],
    ],
    [
      'an interval of 0',
      { model_type: 'qwen3_next', full_attention_interval: 0 },
      ['range /full_attention_interval'],
    ],
    [
      'a pattern of 0',
      { model_type: 'gemma3_text', sliding_window_pattern: 0 },
      ['range /sliding_window_pattern'],
    ],
    [
      'no_rope_layers too short',
      { model_type: 'smollm3', num_hidden_layers: 3, no_rope_layers: [1] },
      ['conflict /no_rope_layers'],
    ],
    [
      'no_rope_layers too long, where it becomes the list of types',
      { model_type: 'llama4_text', num_hidden_layers: 1, no_rope_layers: [1, 0] },
      ['conflict /no_rope_layers'],
    ],
    [
      'kimi_linear: a layer 0',
      {
        model_type: 'kimi_linear',
        num_hidden_layers: 2,
        linear_attn_config: { kda_layers: [0, 1], full_attn_layers: [2] },
      },
      ['range /linear_attn_config/kda_layers/0'],
    ],
    [
      'kimi_linear: a layer beyond the last',
      {
        model_type: 'kimi_linear',
        num_hidden_layers: 2,
        linear_attn_config: { kda_layers: [1, 2], full_attn_layers: [3] },
      },
      ['range /linear_attn_config/full_attn_layers/0'],
    ],
    [
      'kimi_linear: a layer in neither list',
      {
        model_type: 'kimi_linear',
        num_hidden_layers: 3,
        linear_attn_config: { kda_layers: [1], full_attn_layers: [3] },
      },
      ['conflict /linear_attn_config/kda_layers'],
    ],
    ['minimax_m1: no list', { model_type: 'minimax_m1', num_hidden_layers: 2 }, ['missing /attn_type_list']],
    [
      'minimax_m1: a short list',
      { model_type: 'minimax_m1', num_hidden_layers: 2, attn_type_list: [1] },
      ['conflict /attn_type_list'],
    ],
    [
      'minimax_m1: a type that is none',
      { model_type: 'minimax_m1', num_hidden_layers: 2, attn_type_list: [0, 2] },
      ['range /attn_type_list/1'],
    ],
    [
      'nemotron_h: an unknown letter',
      { model_type: 'nemotron_h', hybrid_override_pattern: 'MX' },
      ['conflict /hybrid_override_pattern'],
    ],
    [
      'nemotron_h: null for the pattern',
      { model_type: 'nemotron_h', hybrid_override_pattern: null },
      ['missing /hybrid_override_pattern'],
    ],
    [
      'nemotron_h: an unknown type',
      { model_type: 'nemotron_h', layers_block_type: ['conv'] },
      ['conflict /layers_block_type/0'],
    ],
    [
      'jamba: an offset beyond the period',
      { model_type: 'jamba', attn_layer_period: 4, attn_layer_offset: 4 },
      ['conflict /attn_layer_offset'],
    ],
    [
      'jamba: experts beyond theirs',
      { model_type: 'jamba', expert_layer_offset: 2 },
      ['conflict /expert_layer_offset'],
    ],
    [
      'jamba: a list that the class computes',
      { model_type: 'jamba', layers_block_type: ['mamba'] },
      ['conflict /layers_block_type'],
    ],
    [
      'mamba2: heads that do not make up the width',
      { model_type: 'mamba2', hidden_size: 64, num_hidden_layers: 1 },
      ['conflict /num_heads'],
    ],
    [
      'granitemoehybrid: a head dim that does not',
      { model_type: 'granitemoehybrid', mamba_d_head: 65 },
      ['conflict /mamba_d_head'],
    ],
    [
      'granitemoehybrid: heads that do not',
      { model_type: 'granitemoehybrid', mamba_n_heads: 129 },
      ['conflict /mamba_n_heads'],
    ],
    [
      'deepseek_v32: mlp_layer_types of another length',
      { model_type: 'deepseek_v32', num_hidden_layers: 2, mlp_layer_types: ['dense'] },
      ['conflict /mlp_layer_types'],
    ],
    [
      'keys beside a missing text_config',
      { model_type: 'gemma3', num_hidden_layers: 2 },
      ['missing /text_config'],
    ],
  ];
  for (const [title, config, expected] of rows) {
    it(title, () => {
      assert.deepEqual(issues(config), expected);
      const model = buildModel(config);
      assert.notEqual(estimateBlocker(model), undefined);
      assert.ok(model.architecture.layers.every(({ mixer }) => mixer !== undefined));
    });
  }

  const built: readonly Row<readonly string[]>[] = [
    [
      'heads that key/value heads do not divide, which load',
      { model_type: 'llama', num_key_value_heads: 3 },
      [],
    ],
    [
      'an interval of 0 that a list makes idle',
      { model_type: 'qwen3_next', num_hidden_layers: 1, full_attention_interval: 0, layer_types: [full] },
      [],
    ],
    [
      'a number of layers that Nemotron-H ignores',
      { model_type: 'nemotron_h', num_hidden_layers: 'many', hybrid_override_pattern: 'M' },
      [],
    ],
    ['an idle window of 0', { model_type: 'qwen2', num_hidden_layers: 1, sliding_window: 0 }, []],
    ['a wrapper with nothing in it, which is all class defaults', { model_type: 'gemma3' }, []],
  ];
  for (const [title, config, expected] of built) {
    it(`not refused: ${title}`, () => assert.deepEqual(issues(config), expected));
  }
});

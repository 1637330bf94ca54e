/** Which mixer stands in which layer, where defaults and precedence set traps. */
import assert from 'node:assert/strict';
import { describePattern } from '../../../src/core/pattern';
import { buildModel } from '../../models';
import { glyphs, issues, pointers, type Row } from './support';

const full = 'full_attention';
const sliding = 'sliding_attention';

describe('layer patterns', () => {
  const rows: readonly Row<string>[] = [
    [
      'mistral: an omitted window is 4,096 tokens everywhere',
      { model_type: 'mistral', num_hidden_layers: 3 },
      'SSS',
    ],
    [
      'mistral: a null window is none',
      { model_type: 'mistral', num_hidden_layers: 3, sliding_window: null },
      'FFF',
    ],
    ['mixtral: an omitted window is none', { model_type: 'mixtral', num_hidden_layers: 2 }, 'FF'],
    ['mixtral: a window is one', { model_type: 'mixtral', num_hidden_layers: 2, sliding_window: 8 }, 'SS'],
    ['llama: full', { model_type: 'llama', num_hidden_layers: 2 }, 'FF'],
    [
      'llama: the cache takes a window that the class does not know',
      { model_type: 'llama', num_hidden_layers: 2, sliding_window: 8 },
      'SS',
    ],
    [
      'llama: and a list',
      { model_type: 'llama', num_hidden_layers: 2, sliding_window: 8, layer_types: [full, sliding] },
      'FS',
    ],
    ['llama: and chunks', { model_type: 'llama', num_hidden_layers: 2, attention_chunk_size: 8 }, 'CC'],
    [
      'qwen2: a window without use_sliding_window is inert',
      { model_type: 'qwen2', num_hidden_layers: 4, sliding_window: 8, max_window_layers: 1 },
      'FFFF',
    ],
    [
      'qwen2: layers from max_window_layers on slide',
      { model_type: 'qwen2', num_hidden_layers: 4, use_sliding_window: true, max_window_layers: 1 },
      'FSSS',
    ],
    [
      'qwen2: max_window_layers is 28 where omitted',
      { model_type: 'qwen2', num_hidden_layers: 30, use_sliding_window: true },
      `${'F'.repeat(28)}SS`,
    ],
    [
      'qwen2: a null window is none',
      {
        model_type: 'qwen2',
        num_hidden_layers: 2,
        use_sliding_window: true,
        sliding_window: null,
        max_window_layers: 0,
      },
      'FF',
    ],
    [
      'qwen3: inert too',
      { model_type: 'qwen3', num_hidden_layers: 2, sliding_window: 8, max_window_layers: 0 },
      'FF',
    ],
    [
      'qwen3: a list wins',
      {
        model_type: 'qwen3',
        num_hidden_layers: 2,
        use_sliding_window: true,
        max_window_layers: 0,
        layer_types: [full, sliding],
      },
      'FS',
    ],
    [
      'qwen3_moe: all slide, whatever max_window_layers says',
      { model_type: 'qwen3_moe', num_hidden_layers: 3, use_sliding_window: true, max_window_layers: 2 },
      'SSS',
    ],
    ['gemma2: sliding first', { model_type: 'gemma2', num_hidden_layers: 4 }, 'SFSF'],
    ['gpt_oss: sliding first', { model_type: 'gpt_oss', num_hidden_layers: 4 }, 'SFSF'],
    ['gemma3: every sixth', { model_type: 'gemma3_text', num_hidden_layers: 7 }, 'SSSSSFS'],
    [
      'gemma3: every sliding_window_pattern-th',
      { model_type: 'gemma3_text', num_hidden_layers: 4, sliding_window_pattern: 2 },
      'SFSF',
    ],
    [
      'gemma3: a list beats the pattern, which is then not read',
      {
        model_type: 'gemma3_text',
        num_hidden_layers: 2,
        sliding_window_pattern: 0,
        layer_types: [full, full],
      },
      'FF',
    ],
    ['olmo2: full', { model_type: 'olmo2', num_hidden_layers: 2 }, 'FF'],
    ['olmo3: every fourth', { model_type: 'olmo3', num_hidden_layers: 5 }, 'SSSFS'],
    [
      'smollm3: layers without rotary positions are no other mixer',
      { model_type: 'smollm3', num_hidden_layers: 4 },
      'FFFF',
    ],
    [
      'smollm3: a window without use_sliding_window is inert',
      { model_type: 'smollm3', num_hidden_layers: 4, sliding_window: 8 },
      'FFFF',
    ],
    [
      'smollm3: with it the layers without positions slide',
      { model_type: 'smollm3', num_hidden_layers: 4, sliding_window: 8, use_sliding_window: true },
      'FFFS',
    ],
    [
      'llama4: an empty list counts as left out',
      { model_type: 'llama4_text', num_hidden_layers: 5, no_rope_layers: [] },
      'CCCFC',
    ],
    [
      'llama4: 1 has positions and attends in chunks',
      { model_type: 'llama4_text', num_hidden_layers: 2, no_rope_layers: [0, 1] },
      'FC',
    ],
    [
      'llama4: an interval',
      { model_type: 'llama4_text', num_hidden_layers: 4, no_rope_layer_interval: 2 },
      'CFCF',
    ],
    ['qwen3_next: every fourth', { model_type: 'qwen3_next', num_hidden_layers: 5 }, 'GGGFG'],
    [
      'qwen3_next: a list beats the interval',
      {
        model_type: 'qwen3_next',
        num_hidden_layers: 2,
        full_attention_interval: 1,
        layer_types: ['linear_attention', full],
      },
      'GF',
    ],
    [
      'qwen3_5: an interval',
      { model_type: 'qwen3_5_text', num_hidden_layers: 4, full_attention_interval: 2 },
      'GFGF',
    ],
    [
      'kimi_linear: lists count from 1',
      {
        model_type: 'kimi_linear',
        num_hidden_layers: 4,
        linear_attn_config: { kda_layers: [1, 2, 4], full_attn_layers: [3] },
      },
      'KKAK',
    ],
    [
      'kimi_linear: the linear list wins where both name a layer',
      {
        model_type: 'kimi_linear',
        num_hidden_layers: 2,
        linear_attn_config: { kda_layers: [1], full_attn_layers: [1, 2] },
      },
      'KA',
    ],
    [
      'kimi_linear: with one list alone the class has a rule of its own',
      { model_type: 'kimi_linear', num_hidden_layers: 6, linear_attn_config: { kda_layers: [1, 2, 3] } },
      'KKKKAK',
    ],
    [
      'minimax: attn_type_list is not read',
      { model_type: 'minimax', num_hidden_layers: 4, attn_type_list: [0, 0, 0, 1] },
      'FlFl',
    ],
    [
      'minimax: layer_types is',
      { model_type: 'minimax', num_hidden_layers: 2, layer_types: ['linear_attention', full] },
      'lF',
    ],
    [
      'minimax_m1: 0 is lightning, 1 softmax',
      { model_type: 'minimax_m1', num_hidden_layers: 3, attn_type_list: [0, 1, 0] },
      'lFl',
    ],
    ['minimax_m2: full', { model_type: 'minimax_m2', num_hidden_layers: 2 }, 'FF'],
    [
      'granitemoehybrid: without a list all Mamba-2',
      { model_type: 'granitemoehybrid', num_hidden_layers: 3 },
      'MMM',
    ],
    [
      'granitemoehybrid: old names',
      { model_type: 'granitemoehybrid', num_hidden_layers: 2, layers_block_type: ['mamba', 'attention'] },
      'MF',
    ],
    [
      'nemotron_h: the pattern says how many layers',
      { model_type: 'nemotron_h', num_hidden_layers: 99, hybrid_override_pattern: 'M*-E' },
      'MF--',
    ],
    [
      'nemotron_h: a list beats the pattern',
      {
        model_type: 'nemotron_h',
        layers_block_type: ['attention', 'mamba'],
        hybrid_override_pattern: 'M*-E',
      },
      'FM',
    ],
    [
      'nemotron_h: without either one layer of each kind',
      { model_type: 'nemotron_h', num_hidden_layers: 52 },
      'M-F-',
    ],
    [
      'jamba: attention once a period',
      { model_type: 'jamba', num_hidden_layers: 6, attn_layer_period: 3, attn_layer_offset: 1 },
      'mFmmFm',
    ],
    ['mamba', { model_type: 'mamba', num_hidden_layers: 2 }, 'mm'],
    ['mamba2', { model_type: 'mamba2', num_hidden_layers: 2 }, 'MM'],
    ['deepseek_v3', { model_type: 'deepseek_v3', num_hidden_layers: 2 }, 'AA'],
    ['deepseek_v32', { model_type: 'deepseek_v32', num_hidden_layers: 2 }, 'II'],
    [
      'deepseek_v32: the old name',
      { model_type: 'deepseek_v32', num_hidden_layers: 1, layer_types: ['deepseek_sparse_attention'] },
      'I',
    ],
    [
      'linear_transformer',
      {
        model_type: 'linear_transformer',
        num_hidden_layers: 2,
        hidden_size: 8,
        num_attention_heads: 2,
        intermediate_size: 8,
        vocab_size: 4,
      },
      'LL',
    ],
  ];
  for (const [title, config, expected] of rows) {
    it(title, () => {
      assert.equal(glyphs(config), expected);
      assert.deepEqual(issues(config), []);
    });
  }

  it('a ratio is taken over mixers only', () => {
    const { architecture } = buildModel({
      model_type: 'nemotron_h',
      hybrid_override_pattern: 'M-M-M-*-'.repeat(2),
    });
    assert.equal(describePattern(architecture.layers).ratio, '3:1');
  });
});

describe('the key that decided a layer', () => {
  const rows: readonly Row<readonly string[]>[] = [
    [
      'an entry of layer_types',
      { model_type: 'gemma2', num_hidden_layers: 2, layer_types: [full, sliding] },
      ['/layer_types/0', '/layer_types/1'],
    ],
    [
      'an entry under another name',
      { model_type: 'granitemoehybrid', num_hidden_layers: 1, layers_block_type: ['mamba'] },
      ['/layers_block_type/0'],
    ],
    [
      'the interval',
      { model_type: 'qwen3_next', num_hidden_layers: 1, full_attention_interval: 4 },
      ['/full_attention_interval'],
    ],
    [
      'the number of layers where nothing else is written',
      { model_type: 'qwen3_next', num_hidden_layers: 1 },
      ['/num_hidden_layers'],
    ],
    ['the window', { model_type: 'mistral', num_hidden_layers: 1, sliding_window: 8 }, ['/sliding_window']],
    [
      'the first layer with a window',
      { model_type: 'qwen2', num_hidden_layers: 1, use_sliding_window: true, max_window_layers: 0 },
      ['/max_window_layers'],
    ],
    [
      'an entry of no_rope_layers',
      { model_type: 'llama4_text', num_hidden_layers: 2, no_rope_layers: [1, 0] },
      ['/no_rope_layers/0', '/no_rope_layers/1'],
    ],
    [
      'an entry of either list',
      {
        model_type: 'kimi_linear',
        num_hidden_layers: 3,
        linear_attn_config: { kda_layers: [1, 3], full_attn_layers: [2] },
      },
      [
        '/linear_attn_config/kda_layers/0',
        '/linear_attn_config/full_attn_layers/0',
        '/linear_attn_config/kda_layers/1',
      ],
    ],
    [
      'an entry of attn_type_list',
      { model_type: 'minimax_m1', num_hidden_layers: 2, attn_type_list: [0, 1] },
      ['/attn_type_list/0', '/attn_type_list/1'],
    ],
    [
      'the pattern',
      { model_type: 'nemotron_h', hybrid_override_pattern: 'M*' },
      ['/hybrid_override_pattern', '/hybrid_override_pattern'],
    ],
    [
      'the period',
      { model_type: 'jamba', num_hidden_layers: 1, attn_layer_period: 8 },
      ['/attn_layer_period'],
    ],
    [
      'a key inside the text config',
      {
        model_type: 'gemma3',
        text_config: { model_type: 'gemma3_text', num_hidden_layers: 1, layer_types: [full] },
      },
      ['/text_config/layer_types/0'],
    ],
  ];
  for (const [title, config, expected] of rows) {
    it(title, () => assert.deepEqual(pointers(config), expected));
  }
});

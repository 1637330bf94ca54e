/**
 * Mistakes and traps that people have reported against models, engines and trainers, numbered as in the collection that
 * this table was made of. A row is the smallest config that has it. Findings are those of the whole check: what the
 * row names, between « and », and no other error or warning. A trap that is no mistake has no finding on purpose, and
 * says instead which layers or which bytes the config comes to.
 */
import assert from 'node:assert/strict';
import { analyse, estimateBlocker } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { applyEdits } from '../../../src/core/document/edit';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { estimate } from '../../../src/core/memory/estimate';
import type { ScenarioSettings } from '../../../src/core/memory/scenario';
import { describePattern } from '../../../src/core/pattern';
import { documentFindings } from '../../../src/core/report/problems';
import type { Finding } from '../../../src/core/rules/rule';

interface Row {
  readonly number: number;
  /** What is wrong, or what is read in two ways. */
  readonly what: string;
  /** The config, every wanted finding's place between « and ». */
  readonly text: string;
  /** Rule and message of the wanted findings, in the order of the text. */
  readonly finds?: readonly (readonly [rule: string, message: RegExp])[];
  /** The text after the first finding's first fix, or the one whose title matches `fix`. */
  readonly fixed?: string;
  readonly fix?: RegExp;
  readonly layers?: string;
  /** Another spelling that comes to the same layers and the same bytes. */
  readonly sameAs?: string;
  readonly scenario?: ScenarioSettings;
  readonly language?: DocumentLanguage;
}

const width = '"hidden_size":512,"num_attention_heads":8';
const grouped = `${width},"num_key_value_heads":2,"head_dim":64`;
const two = '"num_hidden_layers":2';
const llama = `"model_type":"llama",${width},${two}`;
const qwen2 = `"model_type":"qwen2",${width},"num_key_value_heads":2`;
const qwen3 = `"model_type":"qwen3",${grouped}`;
const nemotron = `"model_type":"nemotron_h",${grouped}`;
const gemma3 = `"model_type":"gemma3_text",${grouped}`;
const yarn = '"rope_type":"yarn","factor":4.0';
const [full, sliding] = ['"full_attention"', '"sliding_attention"'];

const mistakes: readonly Row[] = [
  {
    number: 1,
    what: 'Llama: 24 heads for a width of 1,792, and a head dim does not help',
    text: '{"model_type":"llama","hidden_size":1792,"num_attention_heads":«24»,"num_key_value_heads":8,"head_dim":128,"num_hidden_layers":32}',
    finds: [
      ['hidden-not-multiple-of-heads', /^24 attention heads do not divide .* 1,792.*even with head_dim/],
    ],
    fixed:
      '{"model_type":"llama","hidden_size":1792,"num_attention_heads":16,"num_key_value_heads":8,"head_dim":128,"num_hidden_layers":32}',
    fix: /to 16$/,
  },
  {
    number: 1,
    what: 'a family that does not insist on it takes a head dim',
    text: '{"model_type":"qwen3","hidden_size":1792,"num_attention_heads":24,"num_key_value_heads":8,"head_dim":128,"num_hidden_layers":2}',
    layers: '2 full',
  },
  {
    number: 2,
    what: 'GPT-NeoX: heads that do not divide the width',
    text: '{"model_type":"gpt_neox","hidden_size":512,"num_attention_heads":«12»,"num_hidden_layers":2}',
    finds: [['hidden-not-multiple-of-heads', /^12 attention heads do not divide .* 512/]],
    fixed: '{"model_type":"gpt_neox","hidden_size":512,"num_attention_heads":8,"num_hidden_layers":2}',
  },
  {
    number: 3,
    what: 'GPT-2 XL with layers and heads swapped',
    text: '{"model_type":"gpt2","n_embd":1600,"n_layer":25,"n_head":«48»}',
    finds: [['hidden-not-multiple-of-heads', /are the two swapped\?$/]],
    fixed: '{"model_type":"gpt2","n_embd":1600,"n_layer":48,"n_head":25}',
  },
  {
    number: 4,
    what: 'Llama: 7 query heads over 2 key/value heads pass the config, not the forward',
    text: '{"model_type":"llama","hidden_size":448,"num_attention_heads":7,"num_key_value_heads":«2»,"num_hidden_layers":2}',
    finds: [['heads-not-multiple-of-kv', /^7 query heads can't share 2/]],
    fixed:
      '{"model_type":"llama","hidden_size":448,"num_attention_heads":7,"num_key_value_heads":1,"num_hidden_layers":2}',
  },
  {
    number: 4,
    what: 'and the same in GLM',
    text: '{"model_type":"glm","hidden_size":896,"num_attention_heads":7,"num_key_value_heads":«2»,"head_dim":128,"num_hidden_layers":2}',
    finds: [['heads-not-multiple-of-kv', /^7 query heads can't share 2/]],
  },
  {
    number: 5,
    what: 'Megatron: 5 query groups for 32 heads',
    language: 'yaml',
    text: 'num_layers: 2\nhidden_size: 4096\nffn_hidden_size: 14336\nnum_attention_heads: 32\ngroup_query_attention: true\nnum_query_groups: «5»\n',
    finds: [['heads-not-multiple-of-kv', /^32 query heads can't share 5/]],
    fixed:
      'num_layers: 2\nhidden_size: 4096\nffn_hidden_size: 14336\nnum_attention_heads: 32\ngroup_query_attention: true\nnum_query_groups: 4\n',
  },
  {
    number: 5,
    what: 'and none at all',
    language: 'yaml',
    text: 'num_layers: 2\nhidden_size: 4096\nffn_hidden_size: 14336\nnum_attention_heads: 32\ngroup_query_attention: true\nnum_query_groups: «0»\n',
    finds: [['non-positive-dimension', /num_query_groups/]],
  },
  {
    number: 6,
    what: 'flash-linear-attention: 33 query heads over 2, which kernels round down',
    text: '{"model_type":"transformer","hidden_size":2112,"num_heads":33,"num_kv_heads":«2»,"num_hidden_layers":2}',
    finds: [['heads-not-multiple-of-kv', /^33 query heads can't share 2/]],
    fixed:
      '{"model_type":"transformer","hidden_size":2112,"num_heads":33,"num_kv_heads":3,"num_hidden_layers":2}',
    fix: /to 3$/,
  },
  {
    number: 7,
    what: 'torchtitan: a width that its heads do not divide',
    text: '{"dim":4096,"n_layers":2,"n_heads":«24»,"n_kv_heads":8,"vocab_size":1000}',
    finds: [['hidden-heads-floor', /^4,096 ÷ 24 heads is no whole number: readers refuse it/]],
    fixed: '{"dim":4096,"n_layers":2,"n_heads":16,"n_kv_heads":8,"vocab_size":1000}',
  },
  {
    number: 8,
    what: 'Jamba: an offset as large as its period',
    text: `{"model_type":"jamba",${grouped},"num_hidden_layers":8,"attn_layer_period":4,"attn_layer_offset":2,"expert_layer_period":2,"expert_layer_offset":«2»}`,
    finds: [
      ['period-offset', /`expert_layer_offset` \(2\) must be smaller than `expert_layer_period` \(2\)/],
    ],
    fixed: `{"model_type":"jamba",${grouped},"num_hidden_layers":8,"attn_layer_period":4,"attn_layer_offset":2,"expert_layer_period":2,"expert_layer_offset":0}`,
  },
  {
    number: 9,
    what: 'layer types for fewer layers than there are',
    text: `{${qwen3},"num_hidden_layers":4,«"layer_types"»:[${full},${full},${full}]}`,
    finds: [['layer-types-length', /^3 layer types for 4 layers/]],
    fixed: `{${qwen3},"num_hidden_layers":4,"layer_types":[${full},${full},${full}, ${full}]}`,
  },
  {
    number: 9,
    what: 'a layer type that there is not',
    text: `{${qwen3},"num_hidden_layers":2,"layer_types":[${full},«"global"»]}`,
    finds: [['layer-types-unknown', /^"global" is no layer type/]],
    fixed: `{${qwen3},"num_hidden_layers":2,"layer_types":[${full},${full}]}`,
  },
  {
    number: 9,
    what: 'feed-forward types for fewer layers than there are',
    text: `{"model_type":"glm_moe_dsa","hidden_size":512,"num_attention_heads":8,"num_hidden_layers":4,«"mlp_layer_types"»:["dense","sparse","sparse"]}`,
    finds: [['mlp-layer-types', /has 3 entries for 4 layers/]],
    fixed: `{"model_type":"glm_moe_dsa","hidden_size":512,"num_attention_heads":8,"num_hidden_layers":4,"mlp_layer_types":["dense", "sparse", "sparse", "sparse"]}`,
  },
  {
    number: 10,
    what: 'Nemotron-H: a pattern of another length than the number of layers',
    text: `{${nemotron},"num_hidden_layers":«52»,"hybrid_override_pattern":"M-M-M*-M"}`,
    finds: [['nemotron-layer-count', /52, the pattern has 8 layers: the pattern decides, silently/]],
    fixed: `{${nemotron},"num_hidden_layers":8,"hybrid_override_pattern":"M-M-M*-M"}`,
    layers: '3 mamba2 + 1 full + 1 mamba2',
  },
  {
    number: 11,
    what: 'one layer asked for to make a small model, the pattern left whole',
    text: `{${nemotron},"num_hidden_layers":«1»,"hybrid_override_pattern":"M-M*-M"}`,
    finds: [['nemotron-layer-count', /is 1, the pattern has 6 layers/]],
    layers: '2 mamba2 + 1 full + 1 mamba2',
  },
  {
    number: 12,
    what: 'a pattern shorter than the number of layers: nothing is cut, and nothing is added',
    text: `{${nemotron},"num_hidden_layers":«8»,"hybrid_override_pattern":"M-M*"}`,
    finds: [['nemotron-layer-count', /is 8, the pattern has 4 layers: .* 4 are built/]],
    layers: '2 mamba2 + 1 full',
  },
  {
    number: 13,
    what: 'a window with a list in which no layer slides',
    text: `{"model_type":"gpt_oss",${grouped},${two},"sliding_window":«128»,"layer_types":[${full},${full}]}`,
    finds: [['window-inert', /^No layer slides: a window of 128 has no effect/]],
    fixed: `{"model_type":"gpt_oss",${grouped},${two},"layer_types":[${full},${full}]}`,
    layers: '2 full',
  },
  {
    number: 14,
    what: 'Infinity, which Python writes and strict readers of JSON refuse',
    text: '{"model_type":"mamba2","hidden_size":512,"num_hidden_layers":2,"num_heads":16,"head_dim":64,"time_step_limit":[0.0,«Infinity»]}',
    finds: [['json-infinity-literal', /^Infinity is not JSON: Python reads it/]],
    fixed:
      '{"model_type":"mamba2","hidden_size":512,"num_hidden_layers":2,"num_heads":16,"head_dim":64,"time_step_limit":[0.0,{"__float__": "Infinity"}]}',
    layers: '2 mamba2',
  },
  {
    number: 15,
    what: 'a key of YaRN that transformers does not read',
    text: `{${qwen3},"num_hidden_layers":2,"max_position_embeddings":131072,"rope_theta":1000000,"rope_scaling":{${yarn},"original_max_position_embeddings":32768,«"attn_factor"»:0.8782}}`,
    finds: [['rope-unrecognized-keys', /does not read `attn_factor`.*It has `attention_factor`/]],
    fixed: `{${qwen3},"num_hidden_layers":2,"max_position_embeddings":131072,"rope_theta":1000000,"rope_scaling":{${yarn},"original_max_position_embeddings":32768,"attention_factor":0.8782}}`,
  },
  {
    number: 16,
    what: 'YaRN without the context that was trained',
    text: `{${llama},"max_position_embeddings":262144,"rope_parameters":{"rope_theta":5000000,"rope_type":«"yarn"»,"factor":2.0}}`,
    finds: [['rope-original-omitted', /transformers takes 262,144 .* other readers stop with KeyError/]],
    fixed: `{${llama},"max_position_embeddings":262144,"rope_parameters":{"rope_theta":5000000,"rope_type":"yarn", "original_max_position_embeddings": 131072,"factor":2.0}}`,
  },
  {
    number: 16,
    what: 'and in a class that does not fill it in',
    text: `{"model_type":"laguna",${grouped},${two},"layer_types":[${full},${sliding}],"rope_parameters":{${full}:{"rope_theta":500000,"rope_type":«"yarn"»,"factor":2.0},${sliding}:{"rope_type":"default","rope_theta":10000}}}`,
    finds: [['rope-missing-keys', /needs `original_max_position_embeddings`: transformers refuses/]],
  },
  {
    number: 17,
    what: 'YaRN written over settings that held the base',
    text: `{${qwen3},"num_hidden_layers":2,"max_position_embeddings":131072,«"rope_scaling"»:{${yarn},"original_max_position_embeddings":32768}}`,
    finds: [['rope-theta-omitted', /takes 10,000, .*KeyError: 'rope_theta'/]],
    fixed: `{${qwen3},"num_hidden_layers":2,"max_position_embeddings":131072,"rope_scaling":{"rope_type":"yarn", "rope_theta": 10000,"factor":4.0,"original_max_position_embeddings":32768}}`,
  },
  {
    number: 18,
    what: 'LongRoPE with one of its two lists',
    text: `{"model_type":"phi3",${grouped},${two},"rope_theta":10000,"original_max_position_embeddings":4096,"max_position_embeddings":131072,"rope_scaling":{"type":«"longrope"»,"long_factor":[${ones(32)}]}}`,
    finds: [['rope-missing-keys', /^RoPE of type longrope needs `short_factor`/]],
  },
  {
    number: 19,
    what: 'factors for all of the head where three quarters of it turn',
    text: `{"model_type":"phi3","hidden_size":192,"num_attention_heads":2,"num_hidden_layers":2,"partial_rotary_factor":0.75,"rope_theta":10000,"max_position_embeddings":131072,"original_max_position_embeddings":4096,"rope_scaling":{"type":"longrope",«"short_factor"»:[${ones(48)}],"long_factor":[${ones(36)}]}}`,
    finds: [['longrope-factor-length', /^48 factors for 36 pairs/]],
  },
  {
    number: 20,
    what: 'a context that another file of the same model says otherwise: one file does not tell, so nothing is said of it',
    text: '{"model_type":"qwen2_moe","hidden_size":512,"num_attention_heads":8,"num_key_value_heads":2,"num_hidden_layers":2,"max_position_embeddings":131072,"use_sliding_window":false,"sliding_window":131072}',
    layers: '2 full',
  },
  {
    number: 21,
    what: "a draft with a shorter context than the model that it drafts for: one file does not tell, and each file's context is shown",
    text: `{${llama},"max_position_embeddings":2048}`,
    layers: '2 full',
  },
  {
    number: 22,
    what: 'Megatron: YaRN that starts from the context after it was stretched',
    language: 'yaml',
    text: 'num_layers: 2\nhidden_size: 512\nffn_hidden_size: 1024\nnum_attention_heads: 8\nmulti_latent_attention: true\nmax_position_embeddings: «163840»\n',
    finds: [['megatron-yarn-original', /starts YaRN from this number \(163,840\)/]],
    fixed:
      'num_layers: 2\nhidden_size: 512\nffn_hidden_size: 1024\nnum_attention_heads: 8\nmulti_latent_attention: true\nmax_position_embeddings: 163840\noriginal_max_position_embeddings: 4096\n',
  },
  {
    number: 23,
    what: 'a config that does not say which model it is of',
    text: `«{»${width},${two}}`,
    finds: [['missing-model-type', /^No model_type/]],
  },
  {
    number: 24,
    what: "an attribute of the class in an exported file: transformers 5 up to 5.8 can't load it",
    text: `{"model_type":"qwen3_5_text",${grouped},"num_hidden_layers":4,"partial_rotary_factor":0.25,«"ignore_keys_at_rope_validation"»:["mrope_section"]}`,
    finds: [['leaked-class-attribute', /Remove it\.$/]],
    fixed: `{"model_type":"qwen3_5_text",${grouped},"num_hidden_layers":4,"partial_rotary_factor":0.25}`,
  },
  {
    number: 25,
    what: 'Laguna: a trained context beside the settings per layer type',
    text: `{"model_type":"laguna",${grouped},${two},"layer_types":[${full},${sliding}],"rope_parameters":{${full}:{${yarn},"rope_theta":500000,"original_max_position_embeddings":4096},${sliding}:{"rope_type":"default","rope_theta":10000},«"original_max_position_embeddings"»:4096}}`,
    finds: [['rope-parameters-mixed', /'int' object has no attribute 'get'/]],
    fixed: `{"model_type":"laguna",${grouped},${two},"layer_types":[${full},${sliding}],"rope_parameters":{${full}:{${yarn},"rope_theta":500000,"original_max_position_embeddings":4096},${sliding}:{"rope_type":"default","rope_theta":10000}}}`,
  },
];

const traps: readonly Row[] = [
  {
    number: 26,
    what: 'windows from the layer after the last on: none slides',
    text: `{${qwen2},${two},"use_sliding_window":true,"sliding_window":4096,"max_window_layers":«2»}`,
    finds: [['window-no-layers', /^No layer slides: those from `max_window_layers` \(2\) on would/]],
    layers: '2 full',
  },
  {
    number: 27,
    what: 'the layers above max_window_layers slide, not those below',
    text: `{${qwen2},"num_hidden_layers":4,"use_sliding_window":true,"sliding_window":4096,"max_window_layers":3}`,
    layers: '3 full + 1 sliding',
  },
  {
    number: 28,
    what: 'Qwen3: a window alone is dropped, the first gate',
    text: `{${qwen3},"num_hidden_layers":5,"sliding_window":«1024»}`,
    finds: [['window-inert', /has no effect in transformers/]],
    layers: '5 full',
  },
  {
    number: 28,
    what: 'and so it is where the default of max_window_layers is beyond the last layer, the second',
    text: `{${qwen3},"num_hidden_layers":5,"sliding_window":1024,"use_sliding_window":«true»}`,
    finds: [['window-no-layers', /\(28 by default\) on would, and the model has 5/]],
    layers: '5 full',
  },
  {
    number: 29,
    what: 'a window that is switched off, as in official files: sized as full attention',
    text: `{${qwen2},${two},"use_sliding_window":false,"sliding_window":«4096»}`,
    finds: [['window-inert', /as `use_sliding_window` is false/]],
    layers: '2 full',
    sameAs: `{${qwen2},${two}}`,
  },
  {
    number: 30,
    what: 'Gemma 3 with neither a pattern nor a list: every sixth layer is full',
    text: `{${gemma3},"num_hidden_layers":12,"sliding_window":512}`,
    layers: '(5 sliding + 1 full) × 2',
  },
  {
    number: 31,
    what: 'Cohere2: the layers without a window are full, not of the window of the others',
    text: `{"model_type":"cohere2",${grouped},"num_hidden_layers":8,"sliding_window":512}`,
    layers: '(3 sliding + 1 full) × 2',
  },
  {
    number: 32,
    what: 'Qwen3 with sliding entries in its list, which an engine ignored: they slide in transformers',
    text: `{${qwen3},"num_hidden_layers":4,"use_sliding_window":true,"sliding_window":1024,"layer_types":[${full},${sliding},${full},${sliding}]}`,
    layers: '(1 full + 1 sliding) × 2',
  },
  {
    number: 33,
    what: 'settings per layer type where the list has one of the types: told by their shape',
    text: `{${gemma3},${two},"sliding_window":512,"layer_types":[${sliding},${full}],"rope_parameters":{${full}:{"rope_type":"default","rope_theta":1000000},${sliding}:{"rope_type":"default","rope_theta":10000}}}`,
    layers: '1 sliding + 1 full',
  },
  {
    number: 33,
    what: 'and no other RoPE is taken for wrong where no layer is full',
    text: `{${gemma3},${two},"sliding_window":512,«"layer_types"»:[${sliding},${sliding}],"rope_parameters":{${full}:{"rope_type":"default","rope_theta":1000000},${sliding}:{"rope_type":"default","rope_theta":10000}}}`,
    finds: [['no-global-layer', /sees the whole context/]],
    layers: '2 sliding',
  },
  {
    number: 34,
    what: 'llama3 scaling, which readers of 2023 refuse: a valid config, so nothing is said of it',
    text: `{${llama},"max_position_embeddings":131072,"rope_theta":500000,"rope_scaling":{"rope_type":"llama3","factor":16.0,"low_freq_factor":1.0,"high_freq_factor":4.0,"original_max_position_embeddings":8192}}`,
    layers: '2 full',
  },
  {
    number: 35,
    what: 'the older and the newer name of the variant, and they differ',
    text: `{${llama},"rope_theta":10000,"rope_scaling":{"rope_type":"linear","type":«"dynamic"»,"factor":2.0}}`,
    finds: [['rope-type-conflict', /`type` is dynamic and `rope_type` linear/]],
    fixed: `{${llama},"rope_theta":10000,"rope_scaling":{"rope_type":"linear","factor":2.0}}`,
  },
  {
    number: 35,
    what: 'either alone, or both alike, as in official files',
    text: `{${llama},"rope_theta":10000,"rope_scaling":{"rope_type":"linear","type":"linear","factor":2.0}}`,
    layers: '2 full',
  },
  {
    number: 36,
    what: 'settings of type default scale nothing and need no trained context',
    text: `{"model_type":"glm4_moe_lite",${width},${two},"rope_parameters":{"rope_type":"default","rope_theta":1000000}}`,
    layers: '2 mla',
  },
  {
    number: 37,
    what: 'the trained context in the settings, which an engine called unknown',
    text: `{${qwen2},${two},"max_position_embeddings":131072,"rope_theta":1000000,"rope_scaling":{${yarn},"original_max_position_embeddings":32768}}`,
    layers: '2 full',
  },
  {
    number: 38,
    what: 'sections of a multimodal RoPE, under default and under YaRN',
    text: `{"model_type":"qwen2_5_vl_text",${grouped},${two},"max_position_embeddings":131072,"rope_theta":1000000,"rope_scaling":{${yarn},"original_max_position_embeddings":32768,"mrope_section":[16,24,24]}}`,
    layers: '2 full',
    sameAs: `{"model_type":"qwen2_5_vl_text",${grouped},${two},"max_position_embeddings":131072,"rope_theta":1000000,"rope_scaling":{"type":"default","mrope_section":[16,24,24]}}`,
  },
  {
    number: 39,
    what: 'heads that together are wider than the model',
    text: '{"model_type":"qwen3","hidden_size":2560,"num_attention_heads":32,"num_key_value_heads":8,"head_dim":128,"num_hidden_layers":2}',
    layers: '2 full',
  },
  {
    number: 40,
    what: 'SmolLM3: 1 in no_rope_layers is a layer with positions, so that is no pattern of its own',
    text: `{"model_type":"smollm3",${grouped},"num_hidden_layers":4,"no_rope_layers":[1,1,1,0]}`,
    layers: '4 full',
  },
  {
    number: 40,
    what: 'Llama 4: an empty list is the default, not a list that is too short',
    text: `{"model_type":"llama4_text",${grouped},"num_hidden_layers":4,«"no_rope_layers"»:[]}`,
    finds: [['no-rope-empty', /counts as left out: every fourth layer goes without positions/]],
    layers: '3 chunked + 1 full',
  },
  {
    number: 41,
    what: 'the embedding shared with the head at the top, and not in the text config',
    text: `{"model_type":"qwen3_5","tie_word_embeddings":«true»,"text_config":{"model_type":"qwen3_5_text",${grouped},"num_hidden_layers":4,"tie_word_embeddings":false}}`,
    finds: [['tie-embedding-conflict', /^`tie_word_embeddings` is true here and false in text_config/]],
    fixed: `{"model_type":"qwen3_5","tie_word_embeddings":true,"text_config":{"model_type":"qwen3_5_text",${grouped},"num_hidden_layers":4,"tie_word_embeddings":true}}`,
  },
  {
    number: 41,
    what: 'in one of the two places only, as in official files',
    text: `{"model_type":"qwen3_5","tie_word_embeddings":true,"text_config":{"model_type":"qwen3_5_text",${grouped},"num_hidden_layers":4}}`,
    layers: '3 gated-deltanet + 1 full',
  },
  {
    number: 42,
    what: 'heads of the language model, not of the image tower',
    text: `{"model_type":"internvl_chat","llm_config":{${qwen2},${two}},"vision_config":{"model_type":"intern_vit_6b","num_attention_heads":25,"hidden_size":3200,"num_hidden_layers":45}}`,
    layers: '2 full',
    sameAs: `{${qwen2},${two}}`,
  },
  {
    number: 43,
    what: '52 heads on 8 GPUs',
    text: '{"model_type":"llama","hidden_size":6656,"num_attention_heads":«52»,"num_key_value_heads":52,"num_hidden_layers":2}',
    scenario: { tensorParallel: 8 },
    finds: [['tp-divides-heads', /^52 heads can't be shared by 8 GPUs .*by 1, 2, 4, 13, 26 or 52 GPUs/]],
    layers: '2 full',
  },
  {
    number: 44,
    what: 'weights in FP8 leave the cache as it is',
    text: `{${llama},"dtype":"bfloat16","quantization_config":{"quant_method":"fp8","weight_block_size":[128,128]}}`,
    layers: '2 full',
    sameAs: `{${llama},"dtype":"bfloat16"}`,
  },
  {
    number: 45,
    what: 'Kimi Linear: lists that count from 1 to the last layer',
    text: '{"model_type":"kimi_linear","hidden_size":512,"num_attention_heads":8,"num_hidden_layers":5,"linear_attn_config":{"full_attn_layers":[4,5],"kda_layers":[1,2,3],"head_dim":128,"num_heads":4,"short_conv_kernel_size":4}}',
    layers: '3 kda + 2 mla',
  },
  {
    number: 45,
    what: 'and a list that counts from 0',
    text: '{"model_type":"kimi_linear","hidden_size":512,"num_attention_heads":8,"num_hidden_layers":4,"linear_attn_config":{"full_attn_layers":[3],«"kda_layers"»:[«0»,1,2],"head_dim":128,"num_heads":4,"short_conv_kernel_size":4}}',
    finds: [
      ['kimi-layer-unassigned', /^Layer 4 is in neither list/],
      ['kimi-zero-index', /the lists count from 1/],
    ],
  },
];

const rows = [...mistakes, ...traps];

describe('reported mistakes', () => {
  it('are all here, from 1 to 45', () => {
    const numbers = new Set(rows.map(({ number }) => number));
    assert.deepEqual(
      Array.from({ length: 45 }, (_, index) => index + 1).filter((number) => !numbers.has(number)),
      [],
    );
  });

  for (const row of rows) it(`${row.number}: ${row.what}`, () => checkRow(row));
});

function checkRow({
  text: marked,
  finds = [],
  fixed,
  fix,
  layers,
  sameAs,
  scenario,
  language = 'json',
}: Row): void {
  const { text, ranges } = readMarks(marked);
  const wanted = finds.map(([rule], index) => ({ rule, range: ranges[index] }));
  const found = findingsOf(text, language, scenario).filter(
    ({ rule, severity }) =>
      severity === 'error' || severity === 'warning' || finds.some(([name]) => name === rule),
  );
  assert.equal(ranges.length, finds.length, 'a place for every finding');
  assert.deepEqual(
    found.map(({ rule, range }) => ({ rule, range })),
    wanted,
    found.map(({ rule, message }) => `${rule}: ${message}`).join('\n'),
  );
  found.forEach(({ message }, index) => assert.match(message, finds[index]![1]));
  if (fixed !== undefined) assertFixed(text, found[0], { wanted: fixed, title: fix }, language, scenario);
  if (layers !== undefined) assert.equal(patternOf(text), layers);
  if (sameAs !== undefined) assert.deepEqual(bytesOf(text), bytesOf(sameAs));
}

function assertFixed(
  text: string,
  finding: Finding | undefined,
  { wanted, title }: { readonly wanted: string; readonly title: RegExp | undefined },
  language: DocumentLanguage,
  scenario: ScenarioSettings | undefined,
): void {
  const fix = finding?.fixes.find((candidate) => !title || title.test(candidate.title));
  assert.ok(fix, 'there is a fix');
  const after = applyEdits(text, fix.edits);
  assert.equal(after, wanted);
  assert.deepEqual(
    findingsOf(after, language, scenario).filter(
      ({ rule, severity }) => rule === finding?.rule || severity === 'error',
    ),
    [],
    'the fixed text has it no more',
  );
}

function findingsOf(text: string, language: DocumentLanguage, scenario: ScenarioSettings = {}): Finding[] {
  const analysis = analyse(text, language);
  return [...documentFindings(analysis.document), ...check(analysis, {}, scenario)];
}

function modelOf(text: string) {
  const { model } = analyse(text, 'json');
  assert.ok(model, 'a model of a known family');
  assert.equal(estimateBlocker(model), undefined);
  return model;
}

const patternOf = (text: string): string => describePattern(modelOf(text).architecture.layers).text;

function bytesOf(text: string) {
  const scenario = {
    contextTokens: 10_000,
    batch: 2,
    cacheDtype: 'bf16',
    engine: 'transformers',
    tensorParallel: 1,
  };
  return estimate(modelOf(text).architecture, scenario as Parameters<typeof estimate>[1]).bytes;
}

function readMarks(marked: string): { text: string; ranges: { start: number; end: number }[] } {
  const ranges: { start: number; end: number }[] = [];
  const text = marked.replaceAll(/[«»]/g, '');
  let offset = 0;
  for (const part of marked.split(/([«»])/)) {
    if (part === '«') ranges.push({ start: offset, end: offset });
    else if (part === '»') ranges.at(-1)!.end = offset;
    else offset += part.length;
  }
  return { text, ranges };
}

function ones(count: number): string {
  return Array.from({ length: count }, () => '1.0').join(',');
}

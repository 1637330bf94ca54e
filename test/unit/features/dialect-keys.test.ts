/** Keys of other tools' configs are completed, explained and checked as those of Hugging Face are. */
import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { applyEdits } from '../../../src/core/document/edit';
import { completions } from '../../../src/core/features/completions';
import { hover } from '../../../src/core/features/hover';
import { defaultView } from '../../../src/core/features/view';

type Language = 'json' | 'yaml';

/** A text with `|` where the cursor is. */
function complete(marked: string, language: Language = 'json') {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const offered = completions(analyse(text, language), offset);
  const apply = (label: string): string => {
    const found = offered.find((completion) => completion.label === label);
    assert.ok(found, `${label} is not offered among ${offered.map((one) => one.label).join(', ')}`);
    return applyEdits(text, [{ range: found.replace, text: found.insertText }]);
  };
  return { offered, labels: offered.map(({ label }) => label), apply };
}

function hovered(text: string, word: string, language: Language = 'json'): string {
  return hover(analyse(text, language), text.indexOf(word) + 1, defaultView)?.markdown ?? '';
}

const findings = (text: string, language: Language = 'json') =>
  check(analyse(text, language)).map(({ rule, pointer, message }) => [rule, pointer, message]);

const mistral = `{
  "dim": 64, "n_layers": 2, "head_dim": 16, "hidden_dim": 128, "n_heads": 4, "vocab_size": 100, "norm_eps": 1e-05,
  |
}`;
const neox = (more: string) =>
  `num-layers: 2\nhidden-size: 64\nnum-attention-heads: 4\npipe-parallel-size: 0\n${more}\n`;
const litgpt = 'n_embd: 64\nn_head: 4\nn_layer: 2\npadded_vocab_size: 128\n';

describe('keys of other dialects', () => {
  it('are completed by their own names alone', () => {
    const { labels, offered, apply } = complete(mistral);
    assert.ok(labels.includes('n_kv_heads') && labels.includes('sliding_window'), labels.join(', '));
    assert.ok(!labels.includes('num_key_value_heads') && !labels.includes('dim'));
    const heads = offered.find(({ label }) => label === 'n_kv_heads');
    assert.match(
      heads?.documentation ?? '',
      /^Key\/value heads.*\n\n_mistral-inference TransformerArgs\.n\\_kv\\_heads_$/,
    );
    assert.match(apply('tied_embeddings'), /"tied_embeddings": false/);
  });

  it('are completed inside objects', () => {
    const { labels } = complete(mistral.replace('|', '"moe": { "num_experts": 8, | }'));
    assert.ok(labels.includes('num_experts_per_tok'), labels.join(', '));
    assert.ok(!labels.includes('num_experts') && !labels.includes('n_kv_heads'));
  });

  it('are completed where a recipe holds them', () => {
    const recipe = `model_config:\n  n_embd: 64\n  n_layer: 2\n  padded_vocab_size: 128\n  n_q|\n`;
    const { labels, apply } = complete(recipe, 'yaml');
    assert.ok(labels.includes('n_query_groups'), labels.join(', '));
    assert.match(apply('n_query_groups'), /\n {2}n_query_groups: /);
  });

  it('are completed with dashes on a command line, and by their own names in Megatron’s relatives', () => {
    const args =
      'MODEL_ARGS:\n  --num-layers: 2\n  --hidden-size: 64\n  --num-attention-heads: 4\n  --swiglu: true\n  --num|\n';
    const { labels, apply } = complete(args, 'yaml');
    assert.ok(labels.includes('--num-query-groups'), labels.join(', '));
    assert.ok(!labels.includes('--num-layers') && !labels.includes('num_query_groups'));
    assert.match(apply('--num-query-groups'), /\n {2}--num-query-groups: /);
    const nemo =
      'model:\n  mcore_gpt: true\n  num_layers: 2\n  hidden_size: 64\n  num_attention_heads: 4\n  num_q|\n';
    assert.ok(complete(nemo, 'yaml').labels.includes('num_query_groups'));
    const text = args.replace('  --num|\n', '  --lr: 1.0e-4\n');
    assert.match(hovered(text, '--swiglu', 'yaml'), /A SiLU gate in the feed-forward/);
    assert.match(hovered(text, '--lr', 'yaml'), /Megatron's training/);
  });

  it('are completed, explained and checked in training files that hold the model further in', () => {
    const olmo = 'model:\n  d_model: 64\n  n_layers: 2\n  n_heads: 4\n  weight_tying: false\n  |\n';
    const { labels, apply } = complete(olmo, 'yaml');
    assert.ok(labels.includes('mlp_hidden_size') && !labels.includes('d_model'), labels.join(', '));
    assert.match(apply('n_kv_heads'), /\n {2}n_kv_heads: /);
    assert.match(
      hovered(olmo.replace('|', 'rope: true'), 'rope', 'yaml'),
      /Rotary positions; not along with `alibi`/,
    );
    const nanotron =
      'model:\n  model_config:\n    is_qwen2_config: true\n    hidden_size: 64\n    num_attention_heads: 4\n    moe_config:\n      num_experts: 8\n      |\n';
    assert.ok(complete(nanotron, 'yaml').labels.includes('enable_shared_expert'));
    const levanter = 'model:\n  type: llama\n  hidden_dim: 64\n  num_heads: 4\n  ro|\n';
    assert.ok(complete(levanter, 'yaml').labels.includes('rope'));
    const mindformers =
      'run_mode: predict\ncontext: {}\nmodel:\n  model_config:\n    type: LlamaConfig\n    num_heads: 4\n    |\nmoe_config:\n  expert_num: 8\n';
    assert.ok(complete(mindformers, 'yaml').labels.includes('n_kv_heads'));
    assert.match(
      hovered(mindformers.replace('|', ''), 'expert_num', 'yaml'),
      /Experts of a sparse layer; 1 = none/,
    );
    const maxtext = 'base_emb_dim: 64\nbase_num_query_heads: 4\ndecoder_block: mixtral\n|\n';
    assert.ok(complete(maxtext, 'yaml').labels.includes('num_experts_per_tok'));
    const mpt = 'model:\n  name: mpt_causal_lm\n  d_model: 64\n  n_heads: 4\n  attn_config:\n    |\n';
    assert.ok(complete(mpt, 'yaml').labels.includes('kv_n_heads'));
  });

  it('are GPT-NeoX’s with hyphens and underscores, and its types are checked', () => {
    const { labels } = complete(neox('no|'), 'yaml');
    assert.ok(labels.includes('no_weight_tying') && !labels.includes('num_layers'), labels.join(', '));
    assert.match(
      hovered(neox('rotary-pct: 0.25'), 'rotary-pct', 'yaml'),
      /Share of a head that positions turn/,
    );
    assert.match(hovered(neox('train-iters: 10'), 'train-iters', 'yaml'), /training/);
    assert.deepEqual(
      findings(neox('rotary_emb_base: "10000"'), 'yaml').map(([rule, pointer]) => [rule, pointer]),
      [['non-integer-dimension', '/rotary_emb_base']],
    );
  });

  it('are explained in a dump of GGUF metadata, and neither completed nor taken for misspelt', () => {
    const dump =
      '{ "general.architecture": "llama", "llama.block_count": 2, "llama.embedding_length": 64, "llama.feed_forward_length": 128, "llama.attention.head_count": 4, "llama.rope.freq_bas": 1,|}';
    const text = dump.replace('|', ' "llama.vocab_size": 8');
    assert.match(hovered(text, 'llama.embedding_length'), /Width of the model/);
    assert.match(hovered(text, 'general.architecture'), /whose name stands before most other keys/);
    assert.deepEqual(complete(dump).labels, []);
    assert.deepEqual(
      findings(text).filter(([rule]) => rule === 'misspelt-key'),
      [],
    );
  });

  it('are not checked by type where OmegaConf makes of a string what is needed', () => {
    const olmo =
      'model:\n  d_model: 64\n  n_layers: 2\n  n_heads: 4\n  weight_tying: false\n  vocab_size: 100\n  rope_theta: "500000"\n';
    assert.deepEqual(findings(olmo, 'yaml'), []);
  });

  it('are completed with the values that they take', () => {
    const { labels } = complete(`${litgpt}mlp_class_name: |\n`, 'yaml');
    assert.deepEqual(labels.toSorted(), ['GemmaMLP', 'GptNeoxMLP', 'LLaMAMLP', 'LLaMAMoE']);
  });

  it('are explained, with where they are from', () => {
    const params = mistral.replace('|', '"n_kv_heads": 2, "max_batch_size": 8');
    assert.match(
      hovered(params, 'n_kv_heads'),
      /^\*\*`n_kv_heads`\*\* 2 · Key\/value heads, shared by the query heads/,
    );
    assert.match(
      hovered(params, 'max_batch_size'),
      /Sequences that caches are reserved for\n\nChanges neither/,
    );
    assert.match(hovered(`${litgpt}rope_base: 10000\n`, 'rope_base', 'yaml'), /_LitGPT Config\.rope\\_base_/);
    const deepseek =
      '{ "n_layers": 2, "inter_dim": 128, "dim": 64, "n_dense_layers": 1, "kv_lora_rank": 16 }';
    assert.match(hovered(deepseek, 'kv_lora_rank'), /Rank of the latent that stands for keys and values/);
    const llama = '{ "dim": 64, "n_layers": 2, "n_heads": 4, "multiple_of": 32 }';
    assert.match(hovered(llama, 'multiple_of'), /What a derived feed-forward width is rounded up to/);
  });

  it('are checked by type where no layer depends on them, and null and variables are let be', () => {
    assert.deepEqual(
      findings(mistral.replace('|', '"n_kv_heads": 4, "tied_embeddings": false, "rope_theta": "1e6"')),
      [
        [
          'non-integer-dimension',
          '/rope_theta',
          '`rope_theta` is the string "1e6"; a number or null is needed: remove the quotes. No model can be built of it.',
        ],
      ],
    );
    assert.deepEqual(findings(`${litgpt}rope_base: null\nnorm_eps: \${eps}\n`, 'yaml'), []);
  });
});

/** Rules that hold in every dialect speak there of the user's own keys: each real config is broken in the known ways. */
import assert from 'node:assert/strict';
import type { Model } from '../../../src/core/analyse';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { applyEdits, setValue, type Value } from '../../../src/core/document/edit';
import { splitPointer } from '../../../src/core/document/pointer';
import { mixtureOf } from '../../../src/core/rules/moe-support';
import { latentAttention, mixerOf, softmaxAttention } from '../../../src/core/rules/support';
import { fixtureNames, readFixture } from '../../models';

interface Break {
  readonly rule: string;
  /** The stricter rule of classes that refuse what others round. */
  readonly stricter?: string;
  readonly field: string;
  /** The wrong value; undefined where the model has no such thing. */
  readonly value: (model: Model) => Value | undefined;
  /** Dialects in whose fixtures this must have been tried. */
  readonly tried: readonly string[];
}

/** Dialects that say how many heads there are. */
const withHeads = [
  'flagscale',
  'gpt-neox',
  'levanter',
  'litgpt',
  'llama',
  'llm-foundry',
  'maxtext',
  'megatron',
  'mindformers',
  'mistral',
  'nanotron',
  'nemo',
  'olmo',
];

const breaks: readonly Break[] = [
  {
    rule: 'heads-not-multiple-of-kv',
    field: 'num_key_value_heads',
    value: (model) => moreThan(shared(model)?.queryHeads, 3, (heads) => heads - 1),
    tried: ['flagscale', 'levanter', 'litgpt', 'llama', 'maxtext', 'megatron', 'nanotron', 'nemo'],
  },
  {
    rule: 'kv-heads-exceed-heads',
    field: 'num_key_value_heads',
    value: (model) => moreThan(shared(model)?.queryHeads, 0, (heads) => 2 * heads),
    tried: ['flagscale', 'levanter', 'litgpt', 'llama', 'maxtext', 'megatron', 'nanotron', 'nemo'],
  },
  {
    rule: 'hidden-heads-floor',
    stricter: 'hidden-not-multiple-of-heads',
    field: 'num_attention_heads',
    value: (model) =>
      softmaxAttention(model) && !model.fields.isWritten('head_dim') && isDerived(model)
        ? oddDivisor(model.architecture.hiddenSize)
        : undefined,
    tried: ['flagscale', 'gpt-neox', 'litgpt', 'llama', 'megatron', 'nanotron', 'nemo', 'olmo'],
  },
  {
    rule: 'head-dim-unusual',
    field: 'head_dim',
    value: (model) => softmaxAttention(model) && 74,
    tried: ['flagscale', 'litgpt', 'llama', 'maxtext', 'mistral'],
  },
  {
    rule: 'topk-exceeds-experts',
    field: 'num_experts_per_tok',
    value: (model) => moreThan(mixtureOf(model)?.experts, 0, (experts) => experts + 1),
    tried: ['deepseek', 'flagscale', 'litgpt', 'maxtext', 'megatron', 'mindformers', 'mistral'],
  },
  {
    rule: 'group-divides-experts',
    field: 'n_group',
    value: (model) =>
      model.fields.isWritten('topk_group')
        ? moreThan(mixtureOf(model)?.experts, 0, (experts) => experts - 1)
        : undefined,
    tried: ['deepseek', 'litgpt', 'megatron', 'mistral'],
  },
  {
    rule: 'topk-group-range',
    field: 'topk_group',
    value: (model) => (mixtureOf(model) && model.fields.isWritten('n_group') ? 1000 : undefined),
    tried: ['deepseek', 'litgpt', 'megatron', 'mistral'],
  },
  {
    rule: 'first-k-dense-range',
    field: 'first_k_dense_replace',
    value: (model) => mixtureOf(model) && model.architecture.layers.length,
    tried: ['deepseek', 'litgpt', 'mistral'],
  },
  {
    rule: 'gdn-value-key-heads',
    field: 'linear_num_value_heads',
    value: (model) => moreThan(mixerOf(model, 'gated-deltanet')?.keyHeads, 1, (heads) => heads + 1),
    tried: ['llama', 'megatron'],
  },
  {
    rule: 'mamba2-groups-heads',
    field: 'n_groups',
    value: (model) => moreThan(mixerOf(model, 'mamba2')?.heads, 2, (heads) => heads - 1),
    tried: ['gguf', 'megatron'],
  },
  {
    rule: 'dsa-topk-ge-context',
    field: 'index_topk',
    value: (model) => mixerOf(model, 'dsa') && model.architecture.maximumContextTokens,
    tried: ['deepseek', 'maxtext'],
  },
  {
    rule: 'mla-latent-large',
    field: 'kv_lora_rank',
    value: (model) => latentAttention(model) && 1_000_000,
    tried: ['deepseek', 'megatron', 'mistral'],
  },
  {
    rule: 'window-ge-context',
    field: 'sliding_window',
    value: (model) => mixerOf(model, 'sliding') && model.architecture.maximumContextTokens,
    tried: ['litgpt', 'maxtext', 'mistral', 'nanotron'],
  },
  {
    rule: 'non-positive-dimension',
    field: 'num_attention_heads',
    value: (model) => (softmaxAttention(model) ? -8 : undefined),
    tried: withHeads,
  },
  {
    rule: 'non-positive-dimension',
    field: 'num_key_value_heads',
    value: (model) => (shared(model) ? 0 : undefined),
    tried: ['flagscale', 'litgpt', 'llama', 'maxtext', 'megatron', 'mistral', 'nemo'],
  },
  {
    rule: 'non-integer-dimension',
    field: 'hidden_size',
    value: () => 1024.5,
    tried: ['deepseek', 'gguf', ...withHeads],
  },
];

/** Dialects without a published file among the fixtures, in the shape that their tools write. */
const written: readonly (readonly [name: string, language: 'json' | 'yaml', text: string])[] = [
  [
    'mistral/params.json',
    'json',
    `{
  "dim": 1024, "n_layers": 8, "head_dim": 64, "hidden_dim": 2048, "n_heads": 16, "n_kv_heads": 4,
  "norm_eps": 1e-05, "vocab_size": 32000, "sliding_window": [null, 512], "max_position_embeddings": 4096,
  "moe": {
    "num_experts": 8, "num_experts_per_tok": 2, "first_k_dense_replace": 1, "num_expert_groups": 4,
    "num_expert_groups_per_tok": 2
  }
}`,
  ],
  [
    'mistral/latent-params.json',
    'json',
    `{
  "dim": 1024, "n_layers": 4, "head_dim": 64, "hidden_dim": 2048, "n_heads": 16, "n_kv_heads": 16, "vocab_size": 320,
  "q_lora_rank": 128, "kv_lora_rank": 64, "qk_nope_head_dim": 32, "qk_rope_head_dim": 32, "v_head_dim": 64
}`,
  ],
  [
    'mistral/windowed-params.json',
    'json',
    '{ "dim": 1024, "n_layers": 4, "head_dim": 64, "hidden_dim": 2048, "n_heads": 16, "n_kv_heads": 4, "vocab_size": 320, "sliding_window": 512 }',
  ],
  [
    'litgpt/model_config.yaml',
    'yaml',
    `n_layer: 4
n_embd: 1024
n_head: 16
head_size: 64
n_query_groups: 4
block_size: 2048
padded_vocab_size: 1024
sliding_window_size: 512
sliding_window_indices: [1, 0, 1, 0]
mlp_class_name: LLaMAMoE
moe_intermediate_size: 512
n_expert: 8
n_expert_per_token: 2
n_expert_groups: 4
n_topk_groups: 2
n_topk_scores_per_group: 2
first_k_dense_replace: 1
`,
  ],
  [
    'litgpt/plain.yaml',
    'yaml',
    'n_layer: 4\nn_embd: 1024\nn_head: 16\nn_query_groups: 4\npadded_vocab_size: 1024\n',
  ],
  [
    'gguf/hybrid.json',
    'json',
    `{
  "general.architecture": "granitehybrid", "granitehybrid.block_count": 4, "granitehybrid.embedding_length": 1536,
  "granitehybrid.feed_forward_length": 512, "granitehybrid.attention.head_count": 12,
  "granitehybrid.attention.head_count_kv": [0, 0, 4, 0], "granitehybrid.ssm.inner_size": 3072,
  "granitehybrid.ssm.time_step_rank": 48, "granitehybrid.ssm.state_size": 128, "granitehybrid.ssm.group_count": 1,
  "granitehybrid.ssm.conv_kernel": 4
}`,
  ],
];

const moreThan = (
  count: number | undefined,
  least: number,
  wrong: (count: number) => number,
): number | undefined => (count === undefined || count <= least ? undefined : wrong(count));

/** Attention whose key/value heads are those that the file writes; DeepSeek-V4 shares one, whatever is written. */
function shared(model: Model): ReturnType<typeof softmaxAttention> {
  const attention = softmaxAttention(model);
  const node = model.fields.node('num_key_value_heads');
  const isShared = node?.type === 'scalar' && node.value === attention?.keyValueHeads;
  return isShared && model.recognition.family.id !== 'deepseek_v4' ? attention : undefined;
}

/** The heads of this model take their width from the model's; MaxText's are 128 wide where nothing is written. */
function isDerived({ architecture, fields, recognition }: Model): boolean {
  if (recognition.config.dialect === 'maxtext') return false;
  const heads = fields.node('num_attention_heads');
  return (
    heads?.type === 'scalar' && typeof heads.value === 'number' && architecture.hiddenSize % heads.value === 0
  );
}

const oddDivisor = (width: number): number | undefined => [7, 11, 13].find((count) => width % count !== 0);

interface Subject {
  readonly name: string;
  readonly text: string;
  readonly language: 'json' | 'yaml';
  readonly model: Model;
}

function subjects(): Subject[] {
  const files = fixtureNames('configs')
    .filter((folder) => !folder.endsWith('.tsv'))
    .flatMap((folder) => fixtureNames(`configs/${folder}`).map((file) => `${folder}/${file}`))
    .filter((file) => /\.(?:json|ya?ml)$/.test(file))
    .map((file) => {
      const language = file.endsWith('.json') ? ('json' as const) : ('yaml' as const);
      return [file, language, readFixture(`configs/${file}`)] as const;
    });
  return [...files, ...written].flatMap(([name, language, text]) => {
    const { model } = analyse(text, language);
    return model && model.recognition.config.dialect !== 'huggingface'
      ? [{ name, text, language, model }]
      : [];
  });
}

/** The key as the file has it; GGUF dumps and lists put the value one level below. */
const keyAt = (pointer: string): string => splitPointer(pointer).at(-1) ?? '';

describe('rules in foreign dialects', () => {
  const all = subjects();

  it('has many real configs to break', () => assert.ok(all.length > 50, `only ${all.length}`));

  for (const { rule, stricter, field, value, tried } of breaks) {
    it(`${rule} speaks of the user's own ${field}`, () => {
      const seen = new Set<string>();
      for (const { name, text, language, model } of all) {
        const wrong = model.fields.isWritten(field) ? value(model) : undefined;
        const pointer = model.fields.pointer(field);
        const edits = wrong === undefined ? [] : setValue(model.recognition.config.document, pointer, wrong);
        // A value that a file takes from elsewhere (`${variable}`) is broken where it is used.
        if (edits.length === 0) continue;
        const findings = check(analyse(applyEdits(text, edits), language));
        const finding = findings.find(
          (candidate) => [rule, stricter].includes(candidate.rule) && candidate.pointer === pointer,
        );
        assert.ok(
          finding,
          `${name}: ${keyAt(pointer)} ${JSON.stringify(wrong)} gives ${findings.map((one) => `${one.rule} ${one.pointer}`).join(', ') || 'nothing'}`,
        );
        const canonical = new RegExp(`\\b${field}\\b`);
        if (keyAt(pointer) !== field) assert.doesNotMatch(finding.message, canonical);
        for (const fix of finding.fixes) {
          if (keyAt(pointer) !== field) assert.doesNotMatch(fix.title, canonical);
          const mended = check(analyse(applyEdits(applyEdits(text, edits), fix.edits), language));
          assert.ok(
            !mended.some((one) => one.rule === rule && one.pointer === pointer),
            `${name}: ${fix.title}`,
          );
        }
        seen.add(model.recognition.config.dialect);
      }
      assert.deepEqual(
        tried.filter((dialect) => !seen.has(dialect)),
        [],
        `tried in ${[...seen].toSorted().join(', ')}`,
      );
    });
  }
});

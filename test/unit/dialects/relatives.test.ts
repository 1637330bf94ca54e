/** Dialects that are Megatron's keys in another place, or Hugging Face's. */
import { checkFields, checkFixtures, modelOf } from './support';

const isNemo = (name: string): boolean => name.startsWith('nemo-');

const vocabulary = /vocabulary comes from the tokenizer/;

describe('NeMo', () => {
  it('reads switches of its own, and follows interpolations', () => {
    const model = modelOf(`model:
  mcore_gpt: true
  encoder_seq_length: 4096
  max_position_embeddings: \${.encoder_seq_length}
  num_layers: 2
  hidden_size: 512
  num_attention_heads: 8
  num_query_groups: 2
  activation: fast-swiglu
  normalization: rmsnorm
  bias: false
  position_embedding_type: rope
  override_vocab_size: 1000
`);
    checkFields(model, {
      max_position_embeddings: [4096, '/model/max_position_embeddings'],
      num_key_value_heads: [2, '/model/num_query_groups'],
      intermediate_size: [2048, '/model/hidden_size'],
      mlp_gated: [true, '/model/activation'],
      vocab_size: [1000, '/model/override_vocab_size'],
    });
  });

  checkFixtures(
    'nemo-yaml',
    'nemo',
    {
      'nemo-llama2_70b.yaml': {
        family: 'megatron_gpt',
        pattern: '80 full',
        total: 68_976_648_192 - 2 * 32_000 * 8192,
        inexact: vocabulary,
      },
      'nemo-llama3_1_8b.yaml': {
        family: 'megatron_gpt',
        pattern: '32 full',
        total: 8_030_261_248 - 2 * 128_256 * 4096,
        inexact: vocabulary,
      },
      'nemo-mamba-sft.yaml': 'it starts from a model that it leaves to be named',
      'nemo-mistral_7b.yaml': {
        family: 'megatron_gpt',
        pattern: '32 sliding',
        total: 7_241_732_096 - 2 * 32_000 * 4096,
        inexact: vocabulary,
      },
      'nemo-qwen2_7b.yaml': { family: 'megatron_gpt', pattern: '32 full', total: 7_721_324_544 },
      'nemo-starcoder2_15b.yaml': {
        family: 'megatron_gpt',
        pattern: '40 full',
        total: 15_957_889_024 - 2 * 49_152 * 6144,
        inexact: vocabulary,
      },
      'nemo-starcoder2_3b.yaml': {
        family: 'megatron_gpt',
        pattern: '30 full',
        total: 2_926_577_664,
        inexact: vocabulary,
      },
    },
    isNemo,
  );
});

describe('FlagScale', () => {
  checkFixtures('flagscale-yaml', 'flagscale', {
    'flagscale-llama3-8b.yaml': { family: 'megatron_gpt', pattern: '32 full', total: 8_030_261_248 },
    'flagscale-mixtral-8x7b.yaml': {
      family: 'megatron_gpt',
      pattern: '32 full',
      total: 46_702_792_704 - 2 * 32_000 * 4096,
      inexact: vocabulary,
    },
    // Qwen3-30B-A3B with a vocabulary of 151,851 padded to 151,872.
    'flagscale-qwen3-30b_a3b.yaml': {
      family: 'megatron_gpt',
      pattern: '48 full',
      total: 30_532_122_624 - 2 * (151_936 - 151_872) * 2048,
    },
    'flagscale-rwkv-7b.yaml': 'what the training script builds of these sizes is not said',
  });
});

describe('NeMo Automodel', () => {
  checkFixtures(
    'nemo-yaml',
    'huggingface',
    {
      'automodel-moonlight_16b_te_2l.yaml': { family: 'deepseek_v3', pattern: '2 mla', total: 845_704_192 },
      'automodel-qwen3_moe_2layer_proxy_lora.yaml': {
        family: 'qwen3_moe',
        pattern: '2 full',
        total: 697_854_976,
      },
    },
    (name) => /automodel-(?:moon|qwen)/.test(name),
  );

  it('keeps the place of a config inside a recipe', () => {
    const model = modelOf(`model:
  config:
    _target_: transformers.models.llama.configuration_llama.LlamaConfig
    hidden_size: 64
    num_hidden_layers: 1
    num_attention_heads: 4
`);
    checkFields(model, { hidden_size: [64, '/model/config/hidden_size'] });
  });
});

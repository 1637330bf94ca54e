import assert from 'node:assert/strict';
import {
  completionsFor,
  irrelevantReason,
  isKnownKey,
  keyInfo,
  knownKeys,
  schemaNames,
  schemaTitle,
  valueCompletions,
} from '../../../src/core/schema/keys';

describe('keys', () => {
  it("tell a family's own default, and its class as the source", () => {
    assert.deepEqual(keyInfo('qwen3_next', ['head_dim']), {
      key: 'head_dim',
      description: 'Width of one head; null = hidden size ÷ query heads',
      source: 'transformers 5.18 Qwen3NextConfig.head_dim',
      types: ['integer', 'null'],
      minimum: 1,
      default: 256,
    });
    assert.equal(keyInfo('llama', ['head_dim'])?.default, undefined);
    assert.equal(keyInfo('mistral', ['sliding_window'])?.default, 4096);
    assert.equal(keyInfo('mixtral', ['sliding_window'])?.default, undefined);
    assert.equal(keyInfo('gpt_oss', ['sliding_window'])?.default, 128);
  });

  it('know a family by any of its model types', () => {
    assert.deepEqual(keyInfo('gemma3_text', ['sliding_window_pattern'])?.default, 6);
    assert.deepEqual(knownKeys('minimax_m1'), knownKeys('minimax_text_01'));
    assert.equal(schemaTitle('llama4_text'), 'Llama 4');
  });

  it('reach into objects and lists', () => {
    assert.match(keyInfo('kimi_linear', ['linear_attn_config', 'kda_layers'])!.description, /counted from 1/);
    assert.equal(keyInfo('llama', ['rope_scaling', 'type'])?.replacedBy, 'rope_type');
    const entry = keyInfo('qwen3_next', ['layer_types', '3'])!;
    assert.equal(entry.key, 'layer_types');
    assert.deepEqual(entry.allowed, ['linear_attention', 'full_attention']);
    assert.equal(keyInfo('qwen3_next', ['layer_types', 'x']), undefined);
  });

  it('give nothing for what is not known', () => {
    assert.equal(keyInfo('llama', ['frobnication']), undefined);
    assert.equal(keyInfo('llama', []), undefined);
    assert.equal(keyInfo('nobody', ['hidden_size']), undefined);
    assert.equal(keyInfo('toString', ['hidden_size']), undefined);
    assert.deepEqual(knownKeys('nobody'), []);
    assert.deepEqual(completionsFor('nobody', [], []), []);
    assert.deepEqual(valueCompletions('llama', ['frobnication']), []);
  });

  it('say why a key is passed over', () => {
    assert.match(irrelevantReason('temperature')!, /generation/);
    assert.equal(irrelevantReason('hidden_size'), undefined);
    assert.ok(isKnownKey('llama', 'temperature'));
    assert.ok(!isKnownKey('llama', 'kv_lora_rank'));
  });

  it('complete what an object lacks, current keys before old ones', () => {
    const all = completionsFor('qwen3', [], ['hidden_size', 'rope_parameters']);
    const keys = all.map(({ key }) => key);
    assert.ok(keys.includes('num_key_value_heads'));
    for (const absent of ['hidden_size', 'rope_theta', 'rope_scaling'])
      assert.ok(!keys.includes(absent), absent);
    assert.equal(all.at(-1)?.replacedBy, 'dtype');
    assert.equal(all.find(({ key }) => key === 'head_dim')?.valueText, '128');
    assert.equal(all.find(({ key }) => key === 'layer_types')?.valueText, '[]');
    const nested = completionsFor('qwen3', ['rope_parameters'], ['rope_theta']);
    assert.ok(nested.some(({ key }) => key === 'factor'));
    assert.deepEqual(completionsFor('qwen3', ['hidden_size'], []), []);
  });

  it('give value texts that are JSON and that the schema takes', () => {
    for (const name of schemaNames) {
      for (const { key, valueText, types } of completionsFor(name, [], [])) {
        const value = JSON.parse(valueText) as unknown;
        const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
        const accepted = types.map((accept) => (accept === 'integer' ? 'number' : accept));
        assert.ok(
          accepted.some((accept) => accept === type),
          `${name}.${key}: ${valueText}`,
        );
      }
    }
  });

  it('complete values with what they mean, and mark the default', () => {
    assert.deepEqual(valueCompletions('qwen3_next', ['layer_types', '0']), [
      { value: 'linear_attention', isDefault: false, description: 'Gated DeltaNet: constant state' },
      {
        value: 'full_attention',
        isDefault: false,
        description: 'gated full attention; its cache grows with the context',
      },
    ]);
    assert.deepEqual(valueCompletions('mixtral', ['tie_word_embeddings']), [
      { value: true, isDefault: false },
      { value: false, isDefault: true },
    ]);
    assert.deepEqual(
      valueCompletions('llama', ['hidden_act']).map(({ value }) => value),
      ['silu', 'gelu_pytorch_tanh', 'gelu', 'relu2', 'relu'],
    );
    assert.deepEqual(valueCompletions('mistral', ['sliding_window']), [
      { value: 4096, isDefault: true },
      { value: null, isDefault: false },
    ]);
  });
});

import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/document/edit';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { completions } from '../../../src/core/features/completions';
import { marked } from './marked';

function offered(textWithCursor: string, language: DocumentLanguage = 'json'): string[] {
  const { analysis, offset } = marked(textWithCursor, language);
  return completions(analysis, offset).map(({ label }) => label);
}

/** The text after the completion of that label is taken. */
function accepted(textWithCursor: string, label: string, language: DocumentLanguage = 'json'): string {
  const { analysis, text, offset } = marked(textWithCursor, language);
  const found = completions(analysis, offset).find((completion) => completion.label === label);
  assert.ok(found, `${label} is not offered`);
  return applyEdits(text, [{ range: found.replace, text: found.insertText }]);
}

const listing = (entries: string): string => `{"model_type":"qwen3_next","layer_types":[${entries}]}`;

describe('completion of keys', () => {
  it('offers the keys that are not written yet', () => {
    const keys = offered('{"model_type":"qwen3_next","head_dim":256,|}');
    assert.ok(keys.includes('num_key_value_heads'));
    assert.ok(!keys.includes('head_dim'));
    assert.ok(!keys.includes('model_type'));
  });

  it('writes the key with its default and the comma it needs', () => {
    assert.equal(
      accepted('{"model_type":"qwen3_next", |\n"head_dim":256}', 'num_key_value_heads'),
      '{"model_type":"qwen3_next", "num_key_value_heads": 2,\n"head_dim":256}',
    );
    assert.equal(
      accepted('{"model_type":"qwen3_next","num_key|"}', 'num_key_value_heads'),
      '{"model_type":"qwen3_next","num_key_value_heads": 2}',
    );
    assert.equal(
      accepted('{"model_type":"qwen3_next","num_key|', 'num_key_value_heads'),
      '{"model_type":"qwen3_next","num_key_value_heads": 2',
    );
  });

  it('replaces the key alone where a value follows', () => {
    assert.equal(
      accepted('{"model_type":"qwen3_next","num|": 8}', 'num_key_value_heads'),
      '{"model_type":"qwen3_next","num_key_value_heads": 8}',
    );
  });

  it('forgives a forgotten comma', () => {
    assert.ok(offered('{"model_type":"qwen3_next"\n  "num_key|"}').includes('num_key_value_heads'));
  });

  it('works in a nested text config, and not beside it', () => {
    assert.ok(
      offered('{"model_type":"gemma3","text_config":{"model_type":"gemma3_text",|}}').includes('head_dim'),
    );
    assert.deepEqual(offered('{"model_type":"gemma3","text_config":{},"vision_config":{|}}'), []);
  });

  it('works in YAML', () => {
    assert.equal(
      accepted('model_type: qwen3_next\nnum_key|\nhead_dim: 256\n', 'num_key_value_heads', 'yaml'),
      'model_type: qwen3_next\nnum_key_value_heads: 2\nhead_dim: 256\n',
    );
    assert.ok(
      offered('model_type: gemma3\ntext_config:\n  head_dim: 8\n  |\n', 'yaml').includes(
        'num_key_value_heads',
      ),
    );
  });
});

describe('completion of values', () => {
  it('offers the model types that are known, even before anything else is written', () => {
    assert.ok(offered('{"model_type": |}').includes('qwen3_next'));
    assert.equal(accepted('{"model_type": "qwen|"}', 'qwen3_next'), '{"model_type": "qwen3_next"}');
    assert.equal(accepted('model_type: qw|\n', 'llama', 'yaml'), 'model_type: llama\n');
    assert.equal(accepted('model_type: "qw|"\n', 'llama', 'yaml'), 'model_type: llama\n');
  });

  it('offers the layer types that the family allows, the expected one first', () => {
    assert.equal(offered(listing('"|"'))[0], 'linear_attention');
    assert.equal(offered(listing('"a","b","c",|'))[0], 'full_attention');
    assert.equal(accepted(listing('"a", "li|"'), 'linear_attention'), listing('"a", "linear_attention"'));
  });

  it('offers layer types in YAML lists, block and flow', () => {
    const block =
      'model_type: qwen3_next\nlayer_types:\n  - linear_attention\n  - linear_attention\n  - linear_attention\n  - |\n';
    assert.equal(offered(block, 'yaml')[0], 'full_attention');
    assert.equal(offered('model_type: qwen3_next\nlayer_types:\n- |\n', 'yaml')[0], 'linear_attention');
    assert.equal(
      accepted('model_type: qwen3_next\nlayer_types: [linear_attention, fu|]\n', 'full_attention', 'yaml'),
      'model_type: qwen3_next\nlayer_types: [linear_attention, full_attention]\n',
    );
  });

  it('offers dtypes and booleans', () => {
    assert.ok(offered('{"model_type":"llama","torch_dtype":"|"}').includes('bfloat16'));
    assert.equal(
      accepted('{"model_type":"llama","tie_word_embeddings": tr|}', 'true'),
      '{"model_type":"llama","tie_word_embeddings": true}',
    );
  });

  it('offers nothing behind a finished value, in comments and in files of others', () => {
    assert.deepEqual(offered('{"model_type":"llama" |}'), []);
    assert.deepEqual(offered('{"model_type":"llama", // num_|\n}'), []);
    assert.deepEqual(offered('model_type: llama # num_|\n', 'yaml'), []);
    assert.deepEqual(offered('{"name":"left-pad",|}'), []);
    assert.deepEqual(offered('{"model_type":"frobnicator9000","hidden_size":1,|}'), []);
    assert.deepEqual(offered('|'), []);
  });

  it('survives any place of a half-typed text', () => {
    const text = '{"model_type":"qwen3_next","layer_types":["full_attention",],"rope":{"a":[1,{"b":';
    for (let offset = 0; offset <= text.length; offset++) {
      for (const language of ['json', 'yaml'] as const) {
        const { analysis } = marked(`${text}|`, language);
        completions(analysis, offset);
      }
    }
  });
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { engineIds } from '../../../src/core/memory/engines/registry';
import { findingsJson, sizingJson } from '../../../src/core/report/json';
import { sizeText, workspaceConfig } from './size';

describe('estimate as JSON', () => {
  it('has the fields, names and order that scripts depend on', () => {
    const json = sizingJson(sizeText(workspaceConfig('qwen3-next'), { contexts: [64] }));
    const { layers, estimates, ...head } = json;
    assert.deepEqual(head, {
      file: 'config.json',
      dialect: 'huggingface',
      family: 'qwen3_next',
      modelType: 'qwen3_next',
      recognised: true,
      pattern: '(3 gated-deltanet + 1 full) × 12',
      ratio: '3:1',
      parameters: {
        total: 79_674_391_296,
        active: json.parameters?.active,
        embedding: 151_936 * 2048,
        exact: true,
      },
      weights: { bytes: 159_348_782_592, basis: 'bf16', exact: true },
      notes: [],
    });
    assert.equal(layers.length, 48);
    assert.deepEqual(layers[3], {
      index: 3,
      mixer: 'full',
      feedForward: 'moe',
      pointer: '/full_attention_interval',
    });
    const [estimate] = estimates;
    const names = 'engine engineVersion context batch kvDtype bytes perToken fixed layers assumptions';
    assert.deepEqual(Object.keys(estimate!), names.split(' '));
    assert.deepEqual(
      { ...estimate, layers: undefined },
      {
        engine: 'transformers',
        engineVersion: '5.18',
        context: 64,
        batch: 1,
        kvDtype: 'bf16',
        bytes: {
          kv: 64 * 24_576,
          latent: 0,
          index: 0,
          conv: 36 * 65_536,
          recurrent: 36 * 2_097_152,
          padding: 0,
          total: 64 * 24_576 + 77_856_768,
        },
        perToken: 24_576,
        fixed: 77_856_768,
        layers: undefined,
        assumptions: [],
      },
    );
    assert.deepEqual(estimate?.layers[0], {
      index: 0,
      tensors: [
        { name: 'conv', kind: 'conv', shape: [1, 8192, 4], dtype: 'bfloat16', bytes: 65_536 },
        {
          name: 'recurrent',
          kind: 'recurrent',
          shape: [1, 32, 128, 128],
          dtype: 'float32',
          bytes: 2_097_152,
        },
      ],
    });
  });

  it('gives no number for what it does not know', () => {
    for (const text of ['{"a": 1}', '{"model_type": "frobnicator9000"}', 'nonsense', '[]']) {
      const json = sizingJson(sizeText(text));
      assert.equal(json.recognised, false);
      assert.equal(json.parameters, null);
      assert.deepEqual([json.layers, json.estimates], [[], []]);
      assert.equal(json.notes.length, 1, text);
    }
  });

  it('gives no number for a file that contradicts itself or is not well formed', () => {
    for (const text of [
      '{"model_type": "llama", "hidden_size": "4096"}',
      '{"model_type": "llama", "hidden_size": -1, "num_hidden_layers": 1e300}',
      '{"model_type": "llama", "hidden_size": ',
    ]) {
      const json = sizingJson(sizeText(text));
      assert.equal(json.recognised, true);
      assert.equal(json.parameters, null);
      assert.deepEqual(json.estimates, []);
      assert.ok(json.notes.length > 0, text);
    }
  });

  it('holds finite numbers only, in every engine', () => {
    const huge = Number.MAX_SAFE_INTEGER;
    const texts = [
      ...readdirSync('test/fixtures/workspace', { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== 'configs')
        .map(({ name }) => workspaceConfig(name)),
      JSON.stringify({
        model_type: 'llama',
        hidden_size: huge,
        vocab_size: huge,
        head_dim: huge,
        num_key_value_heads: huge,
        num_attention_heads: huge,
        intermediate_size: huge,
        num_hidden_layers: 9999,
        max_position_embeddings: huge,
      }),
    ];
    let estimates = 0;
    for (const text of texts) {
      const json = sizingJson(sizeText(text, { engines: engineIds, batch: 1_000_000 }));
      estimates += json.estimates.length;
      assertFinite(json);
    }
    assert.ok(estimates > 0);
  });
});

function assertFinite(value: unknown): void {
  if (typeof value === 'number') assert.ok(Number.isFinite(value));
  else if (value !== null && typeof value === 'object') Object.values(value).forEach(assertFinite);
}

describe('findings as JSON', () => {
  it('gives every finding its 0-based range, pointer and edits', () => {
    const text = '{\n  "model_type": "llama",\n  "num_attention_heads": 33,\n  "num_key_value_heads": 8\n}\n';
    const analysis = analyse(text, 'json');
    const findings = check(analysis).filter(({ rule }) => rule === 'heads-not-multiple-of-kv');
    const json = findingsJson('a.json', analysis.document, findings);
    assert.equal(json.file, 'a.json');
    const [finding] = json.findings;
    assert.deepEqual(Object.keys(finding!), ['rule', 'severity', 'pointer', 'range', 'message', 'fixes']);
    assert.deepEqual(finding?.range.start.line, 3);
    assert.equal(finding?.severity, 'error');
    for (const { edits } of finding?.fixes ?? []) {
      assert.ok(edits.every(({ newText, range }) => newText !== '' && range.start.line === range.end.line));
    }
  });
});

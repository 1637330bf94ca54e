import assert from 'node:assert/strict';
import { huggingface } from '../../../src/core/dialects/huggingface';
import type { ConfigNode, ObjectNode } from '../../../src/core/document/node';
import { parseDocument } from '../../../src/core/document/parse';
import { isKnownKey } from '../../../src/core/schema/keys';
import { schemaOf } from '../../../src/core/schema/catalogue';
import { validate } from '../../../src/core/schema/validate';
import { locate } from '../../../src/core/document/pointer';
import { broken } from './broken';
import { configOf, realConfigs } from './configs';

describe('validate', () => {
  for (const { what, text, violations, allowed = {} } of broken) {
    it(`reports ${what}`, () => {
      const config = configOf(text)!;
      const found = validate(config, config.modelTypes[0]!);
      assert.deepEqual(
        found.map(({ pointer, keyword }) => [pointer, keyword]),
        Object.entries(violations).map(([pointer, [keyword]]) => [pointer, keyword]),
      );
      for (const { pointer, range, message, allowed: values } of found) {
        const expected = violations[pointer]![1];
        if (typeof expected === 'string') assert.equal(message, expected);
        else assert.match(message, expected);
        assert.deepEqual(range, locate(config.document.root, pointer)!.node.range);
        assert.deepEqual(values, allowed[pointer]);
      }
    });
  }

  it('says the same of YAML', () => {
    const config = huggingface.read(parseDocument('model_type: llama\nhidden_size: 4096.0\n', 'yaml'))!;
    assert.deepEqual(
      validate(config, 'llama').map(({ pointer, message }) => [pointer, message]),
      [['/hidden_size', '`hidden_size` is 4096.0; a whole number is needed: write 4096.']],
    );
  });

  it('says nothing of unknown keys, unknown families and what has no schema', () => {
    assert.deepEqual(validate(configOf('{ "model_type": "llama", "hiden_size": "x" }')!, 'llama'), []);
    assert.deepEqual(validate(configOf('{ "model_type": "nobody", "hidden_size": "x" }')!, 'nobody'), []);
    assert.deepEqual(validate(configOf('{ "model_type": "llama", "__proto__": 1 }')!, 'constructor'), []);
  });

  it("takes the family's schema where the config's own model type has none", () => {
    const config = configOf('{ "model_type": "my_llama", "hidden_size": "4096" }')!;
    assert.equal(validate(config, 'llama').length, 1);
  });

  it('does not look into what quantization ignores, however large', () => {
    const config = configOf('{ "model_type": "llama", "quantization_config": {}, "vocab_size": 0 }')!;
    const sealed: ConfigNode = {
      type: 'object',
      range: { start: 0, end: 0 },
      get members(): never {
        throw new Error('looked into');
      },
    };
    const root = config.document.root as ObjectNode;
    const members = new Map(root.members);
    members.set('quantization_config', { ...members.get('quantization_config')!, value: sealed });
    const document = { ...config.document, root: { ...root, members } };
    assert.equal(validate({ ...config, document }, 'llama').length, 1);
  });

  it('stops at a hundred', () => {
    const types = Array.from({ length: 50_000 }, () => '"nothing"');
    const config = configOf(`{ "model_type": "qwen3", "layer_types": [${types.join()}] }`)!;
    assert.equal(validate(config, 'qwen3').length, 100);
  });

  const known = realConfigs().filter(({ config }) => schemaOf(config.modelTypes[0] ?? ''));

  it('has real configs to look at', () => {
    assert.ok(known.length >= 100, `${known.length} configs`);
  });

  for (const { name, config } of known) {
    const family = config.modelTypes[0]!;
    it(`has nothing against ${name}, and knows all of its keys`, () => {
      assert.deepEqual(validate(config, family), []);
      for (const base of new Set(['', config.base])) {
        const node = locate(config.document.root, base)!.node;
        const keys = node.type === 'object' ? [...node.members.keys()] : [];
        assert.deepEqual(
          keys.filter((key) => !isKnownKey(family, key)),
          [],
        );
      }
    });
  }
});

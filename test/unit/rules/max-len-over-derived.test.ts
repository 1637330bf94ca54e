import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { applyEdits } from '../../../src/core/document/edit';
import type { ScenarioSettings } from '../../../src/core/memory/scenario';
import { maxLenOverDerived } from '../../../src/core/rules/max-len-over-derived';
import type { Finding } from '../../../src/core/rules/rule';
import { testRule } from './testRule';

const qwen3 = '{"model_type":"qwen3","max_position_embeddings":40960}';

const scaled = (rope: object): string =>
  JSON.stringify({ model_type: 'llama', max_position_embeddings: 8192, rope_scaling: rope });

function found(text: string, scenario: ScenarioSettings): Finding[] {
  return check(analyse(text, 'json'), {}, scenario).filter(({ rule }) => rule === maxLenOverDerived.name);
}

testRule(maxLenOverDerived, { accept: [qwen3, '{"model_type":"gpt2","n_positions":1024}'], reject: [] });

describe('max-len-over-derived in a scenario', () => {
  it('is silent within the context, at it, and where the whole of it is meant', () => {
    for (const contextTokens of [1, 40_960, 'maximum'] as const)
      assert.deepEqual(found(qwen3, { contextTokens }), []);
    assert.deepEqual(found('{"model_type":"mamba2","num_heads":8}', { contextTokens: 10_000_000 }), []);
  });

  it('names both numbers, at the one in the file, and offers to stretch the positions', () => {
    const [finding, ...others] = found(qwen3, { contextTokens: 131_072 });
    assert.ok(finding);
    assert.deepEqual(others, []);
    assert.equal(qwen3.slice(finding.range.start, finding.range.end), '40960');
    assert.match(finding.message, /^131,072 tokens are asked for, and the model has positions for 40,960: /);
    assert.match(
      finding.message,
      /User-specified max_model_len \(131072\) is greater than the derived max_model_len \(max_position_embeddings=40960\)/,
    );
    const fixed = applyEdits(qwen3, finding.fixes[0]!.edits);
    assert.equal(
      fixed,
      '{"model_type":"qwen3","max_position_embeddings":40960, "rope_scaling": {"rope_type":"yarn","factor":3.2,"original_max_position_embeddings":40960}}',
    );
    assert.deepEqual(found(fixed, { contextTokens: 131_072 }), []);
  });

  it('counts a scaling as vLLM does', () => {
    const linear = scaled({ rope_type: 'linear', factor: 4 });
    assert.equal(found(linear, { contextTokens: 32_768 }).length, 0);
    const [beyond] = found(linear, { contextTokens: 32_769 });
    assert.match(beyond?.message ?? '', /positions for 32,768/);
    assert.deepEqual(beyond?.fixes, []);
    const llama3 = { rope_type: 'llama3', factor: 8, low_freq_factor: 1, high_freq_factor: 4 };
    assert.equal(found(scaled(llama3), { contextTokens: 8193 }).length, 1);
    const yarn = { rope_type: 'yarn', factor: 4, original_max_position_embeddings: 4096 };
    assert.equal(found(scaled(yarn), { contextTokens: 16_384 }).length, 0);
    assert.equal(found(scaled(yarn), { contextTokens: 16_385 }).length, 1);
  });

  it('offers no scaling to a class without rotary positions', () => {
    const [finding] = found('{"model_type":"gpt2","n_positions":1024}', { contextTokens: 2048 });
    assert.match(finding?.message ?? '', /n_positions=1024\)\)\. Ask for at most 1,024\.$/);
    assert.deepEqual(finding?.fixes, []);
  });
});

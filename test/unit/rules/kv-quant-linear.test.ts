import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import type { ScenarioSettings } from '../../../src/core/memory/scenario';
import { kvQuantLinear } from '../../../src/core/rules/kv-quant-linear';
import { testRule } from './testRule';

testRule(kvQuantLinear, {
  accept: [
    '{"model_type":"llama","cache_implementation":"quantized"}',
    '{"model_type":"deepseek_v3","cache_implementation":"quantized"}',
    '{"model_type":"gemma3_text","cache_implementation":"hybrid"}',
    '{"model_type":"gemma3_text","cache_implementation":null}',
    '{"model_type":"gemma3_text"}',
  ],
  reject: [
    {
      text: '{"model_type":"gemma3_text","cache_implementation":«"quantized"»}',
      message: /^A quantized cache is for models with full attention only, .* layers of sliding.*generate/i,
      fixed: '{"model_type":"gemma3_text"}',
    },
    {
      text: '{"cache_implementation": «"quantized"», "model_type": "qwen3_5", "text_config": {"model_type": "qwen3_5_text", "num',
      message: /Gated DeltaNet/,
    },
    {
      language: 'yaml',
      text: 'model_type: deepseek_v32\ncache_implementation: «quantized»\nnum_hidden_layers: 2\n',
      message: /full attention only/,
      fixed: 'model_type: deepseek_v32\nnum_hidden_layers: 2\n',
    },
  ],
});

const found = (text: string, scenario: ScenarioSettings): string[] =>
  check(analyse(text, 'json'), {}, scenario)
    .filter(({ rule }) => rule === 'kv-quant-linear')
    .map(({ pointer, message }) => `${pointer} ${message}`);

describe('kv-quant-linear of a scenario', () => {
  const hybrid = '{"model_type":"qwen3_next","full_attention_interval":4}';
  it('objects to a cache in int8 in transformers, where the pattern stands', () => {
    const [finding = ''] = found(hybrid, { engine: 'transformers', cacheDtype: 'int8' });
    assert.match(
      finding,
      /^\/full_attention_interval transformers keeps a cache in int8 for models with full/,
    );
  });

  it('says nothing of other engines, dtypes and models, or of what nobody asked for', () => {
    assert.deepEqual(found(hybrid, { engine: 'theory', cacheDtype: 'int8' }), []);
    assert.deepEqual(found(hybrid, { engine: 'transformers', cacheDtype: 'bf16' }), []);
    assert.deepEqual(found(hybrid, { engine: 'transformers', cacheDtype: 'auto' }), []);
    assert.deepEqual(found(hybrid, { cacheDtype: 'int8' }), []);
    assert.deepEqual(found('{"model_type":"llama"}', { engine: 'transformers', cacheDtype: 'int8' }), []);
  });
});

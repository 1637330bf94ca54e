/** Every value of a config of every dialect replaced by what nobody would write: it answers, with finite numbers. */
import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { applyEdits } from '../../../src/core/document/edit';
import { isArray, isObject, type ConfigNode } from '../../../src/core/document/node';
import { parseDocument } from '../../../src/core/document/parse';
import { lenses } from '../../../src/core/features/lenses';
import { defaultView } from '../../../src/core/features/view';
import { estimate } from '../../../src/core/memory/estimate';
import { countParameters } from '../../../src/core/memory/parameters';
import { readFixture } from '../../models';

const configs = [
  'deepseek-inference/config_671B_v3.2.json',
  'flagscale-yaml/flagscale-mixtral-8x7b.yaml',
  'gpt-neox-yaml/mamba-mamba-1.4B.yaml',
  'levanter-yaml/levanter-llama2_7b.yaml',
  'llama-params-json/executorch-gemma3-1b_config.json',
  'llama-params-json/executorch-lfm2-lfm2_350m_config.json',
  'llm-foundry-yaml/llmfoundry-mpt-7b.yaml',
  'maxtext-yaml/llama4-17b-16e.yaml',
  'maxtext-yaml/qwen3.5-35b-a3b.yaml',
  'megatron-yaml/primus-deepseek_v3.yaml',
  'megatron-yaml/primus-qwen3_5_35B_A3B.yaml',
  'megatron-yaml/primus-zebra_llama_1B.yaml',
  'megatron-yaml/primus-zebra_llama_300M_mamba_hybrid.yaml',
  'nanotron-yaml/nanotron-qwen-moe.yaml',
  'nemo-yaml/nemo-mistral_7b.yaml',
  'olmo-yaml/OLMo2-1B-stage1.yaml',
];

const values = [
  'null',
  '"x"',
  '0',
  '-1',
  '1.5',
  '1e30',
  '.nan',
  '99999999',
  '[]',
  '[[1], 2]',
  '{a: 1}',
  '"M*M-"',
  'true',
];

function scalars(node: ConfigNode | undefined): ConfigNode[] {
  if (isObject(node)) return [...node.members.values()].flatMap(({ value }) => scalars(value));
  if (isArray(node)) return node.items.flatMap(scalars);
  return node ? [node] : [];
}

function exercise(text: string, language: 'json' | 'yaml'): void {
  const analysis = analyse(text, language);
  const { model } = analysis;
  for (const { message, range, fixes } of check(analysis)) {
    assert.doesNotMatch(message, /undefined|\[object/);
    assert.ok(range.start >= 0 && range.end <= text.length);
    for (const fix of fixes) applyEdits(text, fix.edits);
  }
  for (const { title } of lenses(analysis, defaultView)) assert.doesNotMatch(title, /undefined|\[object/);
  if (!model || model.fields.issues.length > 0) return;
  const { bytes } = estimate(model.architecture, {
    contextTokens: 4096,
    batch: 1,
    cacheDtype: 'auto',
    engine: 'theory',
    tensorParallel: 1,
  });
  assert.ok(Number.isFinite(bytes.total) && bytes.total >= 0, `${bytes.total}`);
  const { total, active } = countParameters(model.architecture);
  assert.ok(
    Number.isFinite(total) && total >= active && active >= 0,
    `${total} parameters, ${active} active`,
  );
}

describe('dialects of damaged files', () => {
  for (const config of configs) {
    it(config, () => {
      const language = config.endsWith('.json') ? 'json' : 'yaml';
      // Recipes go on for pages that no dialect reads.
      const text = readFixture(`configs/${config}`).slice(0, 4000);
      scalars(parseDocument(text, language).root).forEach(({ range }, place) => {
        // Each place gets three of the values, its neighbours the others: parsing YAML takes its time.
        for (let turn = 0; turn < 3; turn++) {
          const value = values[(3 * place + turn) % values.length]!;
          exercise(text.slice(0, range.start) + value + text.slice(range.end), language);
        }
      });
      for (let end = 0; end < text.length; end += 397) exercise(text.slice(0, end), language);
    });
  }
});

import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { completions } from '../../../src/core/features/completions';
import { hover } from '../../../src/core/features/hover';
import { inlayHints } from '../../../src/core/features/hints';
import { lenses } from '../../../src/core/features/lenses';
import { status } from '../../../src/core/features/status';
import { defaultView } from '../../../src/core/features/view';
import { workspaceText } from './marked';

const view = { ...defaultView, budgetBytes: 2 ** 30 };

/** All that the features say of a text, at every key and at its end. */
function everything(text: string, language: 'json' | 'yaml'): string {
  const analysis = analyse(text, language);
  const places = [...text.matchAll(/[\w]+"?\s*:/g)].map(({ index }) => index);
  return JSON.stringify([
    lenses(analysis, view),
    inlayHints(analysis, view),
    status(analysis, view),
    places.slice(0, 40).map((offset) => hover(analysis, offset, view)),
    completions(analysis, text.length).length,
  ]);
}

/** A generator of the same numbers at every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const values = [
  '0',
  '-1',
  '1',
  '3',
  '9007199254740991',
  '1e300',
  '4.5',
  'null',
  'true',
  '"x"',
  '[]',
  '{}',
  '[1,"a"]',
];

describe('features over damaged text', function () {
  this.timeout(60_000);

  for (const path of [
    'qwen3-next/config.json',
    'kimi-k3/config.json',
    'gemma-3-27b/config.json',
    'nemotron-3-nano/config.json',
  ]) {
    it(`neither throw nor say what is no number, whatever a value becomes: ${path}`, () => {
      const next = random(path.length);
      const text = workspaceText(path);
      const numbers = [...text.matchAll(/: ([\d.]+|true|false|null)(?=,?\n)/g)];
      for (let round = 0; round < 25; round++) {
        const match = numbers[Math.floor(next() * numbers.length)]!;
        const start = match.index + 2;
        const value = values[Math.floor(next() * values.length)]!;
        const damaged = text.slice(0, start) + value + text.slice(start + match[1]!.length);
        assert.doesNotMatch(everything(damaged, 'json'), /NaN|Infinity|undefined/, match[0] + value);
      }
    });

    it(`survive being cut off anywhere: ${path}`, () => {
      const text = workspaceText(path);
      for (let end = 0; end < text.length; end += Math.ceil(text.length / 20)) {
        everything(text.slice(0, end), 'json');
        everything(text.slice(0, end), 'yaml');
      }
    });
  }

  it('cost little over a list that nothing reads, however long', () => {
    const list = `"quantization_config":{"modules":[${'"m",'.repeat(300_000)}"m"]}`;
    const text = `{"model_type":"qwen3_next",${list},"num_key_value_heads":2,"max_position_embeddings":4096}`;
    const analysis = analyse(text, 'json');
    const start = performance.now();
    for (let round = 0; round < 10; round++) {
      inlayHints(analysis, view);
      hover(analysis, text.indexOf('"num_key_value_heads"') + 1, view);
      hover(analysis, text.length >> 1, view);
      lenses(analysis, view);
    }
    // Ten rounds take some 50 ms; walking the list once would take as long again each time.
    assert.ok(performance.now() - start < 3000);
  });

  it('refuse no depth', () => {
    const text = `{"model_type":"llama","deep":${'['.repeat(10_000)}`;
    everything(text, 'json');
    everything(text, 'yaml');
  });
});

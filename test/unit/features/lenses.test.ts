import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { lenses } from '../../../src/core/features/lenses';
import { defaultView, type View } from '../../../src/core/features/view';
import { workspaceAnalysis } from './marked';

const titles = (path: string, view: Partial<View> = {}): string[] =>
  lenses(workspaceAnalysis(path), { ...defaultView, ...view }).map(({ title }) => title);
const titlesOf = (text: string): string[] =>
  lenses(analyse(text, 'json'), defaultView).map(({ title }) => title);

const actions = (text: string): string[] =>
  lenses(analyse(text, 'json'), defaultView).flatMap(({ action }) => (action ? [action.type] : []));

const list = (...pattern: string[]): string =>
  JSON.stringify({ model_type: 'qwen3_next', num_hidden_layers: 8, layer_types: pattern });
const ratio = (...pattern: string[]): string =>
  titlesOf(list(...pattern)).find((title) => /^\d+ (?:layers|entries) /.test(title))!;
const [G, F] = ['linear_attention', 'full_attention'];

describe('lenses', () => {
  it('say what the model is and what it keeps', () => {
    assert.deepEqual(titles('qwen3-next/config.json'), [
      'Qwen3-Next · (3 Gated DeltaNet + 1 full) × 12 · 79.7 B parameters, 3.87 B active',
      'KV 6.00 GiB + state 74.3 MiB at 262,144 tokens (bf16, transformers 5.18)',
      'Benchmark',
    ]);
    assert.deepEqual(titles('llama-3.1-8b/config.json'), [
      'Llama · 32 full-attention layers · 8.03 B parameters',
      'KV 16.0 GiB at 131,072 tokens (bf16, transformers 5.18)',
      'Benchmark',
    ]);
  });

  it('follow the view', () => {
    const view = {
      contextTokens: 4096,
      batch: 8,
      cacheDtype: 'fp8',
      engine: 'theory',
      tensorParallel: 2,
    } as const;
    assert.equal(
      titles('llama-3.1-8b/config.json', view)[1],
      'KV 1.00 GiB at 8 × 4,096 tokens, per GPU of 2 (fp8, theory)',
    );
    assert.match(
      titles('llama-3.1-8b/config.json', { budgetBytes: 2 ** 30 })[1]!,
      / · over the budget of 1\.00 GiB$/,
    );
  });

  it('count the layers of a list and compare its ratio with the published one', () => {
    assert.equal(ratio(G, G, G, F, G, G, G, F), '8 layers · 6 Gated DeltaNet, 2 full · 3:1 as published');
    assert.equal(
      ratio(G, F, G, F, G, F, G, F),
      '8 layers · 4 Gated DeltaNet, 4 full · 1:1; published is 3:1',
    );
    assert.equal(ratio(G, G, G, F, G, G, G), '7 entries for 8 layers · 6 Gated DeltaNet, 1 full');
    assert.equal(ratio(G, G, G, G, G, G, G, G), '8 layers · 8 Gated DeltaNet · published is 3:1');
  });

  it('stand over each list of layers', () => {
    const analysis = workspaceAnalysis('kimi-k3/config.json');
    const shown = lenses(analysis, defaultView).map(({ range, title }) => [
      analysis.document.text.slice(range.start, range.end),
      title,
    ]);
    assert.deepEqual(shown.slice(3), [
      ['"full_attn_layers"', '24 of 93 layers · 24 MLA'],
      ['"full_attn_layers"', 'Benchmark a layer of each kind'],
      ['"kda_layers"', '69 of 93 layers · 69 KDA'],
    ]);
    assert.match(titles('nemotron-3-nano/config.json')[3]!, /^52 layers · 23 Mamba-2, 6 full/);
    assert.equal(titles('minimax-m1/config.json')[3], '80 layers · 70 lightning, 10 full · 7:1 as published');
  });

  it('offer a benchmark of what can be run, and a comparison where there are two kinds of it', () => {
    assert.deepEqual(actions(list(G, G, G, F, G, G, G, F)), ['pick-scenario', 'benchmark', 'compare-kinds']);
    assert.deepEqual(actions(list(G, G, G, G, G, G, G, G)), ['pick-scenario', 'benchmark']);
    assert.deepEqual(actions('{"model_type":"llama","hidden_size":"big"}'), []);
  });

  it('say why there is no number', () => {
    assert.deepEqual(titlesOf('{"model_type":"llama","hidden_size":"big"}'), [
      'Llama',
      'Nothing is estimated: hidden_size is the string "big"; a whole number is needed.',
    ]);
  });

  it('say plainly what is unknown', () => {
    assert.deepEqual(titlesOf('{"model_type":"frobnicator9000","hidden_size":64}'), [
      'frobnicator9000 is not known to Layerwise; nothing is estimated.',
    ]);
    assert.match(titlesOf('{"model_type":"lama","hidden_size":64}')[0]!, /Nearest known: .*llama/);
    assert.deepEqual(titlesOf('{"hidden_size":64,"num_hidden_layers":2}'), [
      'This config names no model type; nothing is estimated.',
    ]);
    assert.deepEqual(titlesOf('{"name":"left-pad"}'), []);
    assert.deepEqual(titlesOf(''), []);
  });

  it('survive text that is being typed', () => {
    assert.match(
      titlesOf('{"model_type":"llama","hidden_size":64,"num_hid')[0]!,
      /^Llama · 32 full-attention/,
    );
  });
});

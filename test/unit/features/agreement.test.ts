import assert from 'node:assert/strict';
import { hover } from '../../../src/core/features/hover';
import { inlayHints } from '../../../src/core/features/hints';
import { lenses } from '../../../src/core/features/lenses';
import { status } from '../../../src/core/features/status';
import { defaultView, scenarioOf, type View } from '../../../src/core/features/view';
import { cacheWords } from '../../../src/core/features/words';
import { formatBytes } from '../../../src/core/format';
import { estimate } from '../../../src/core/memory/estimate';
import { workspaceAnalysis } from './marked';

const views: readonly View[] = [
  defaultView,
  { ...defaultView, contextTokens: 5000, batch: 3, cacheDtype: 'fp8' },
  { ...defaultView, engine: 'theory', tensorParallel: 4 },
];

describe('hover, hint, lens and status', () => {
  for (const name of [
    'qwen3-next',
    'llama-3.1-8b',
    'gemma-3-27b',
    'gpt-oss-120b',
    'deepseek-v3.2',
    'kimi-k3',
  ]) {
    it(`say the same numbers: ${name}`, () => {
      const analysis = workspaceAnalysis(`${name}/config.json`);
      const model = analysis.model!;
      const offset = analysis.document.text.indexOf('"max_position_embeddings"');
      for (const view of views) {
        const { bytes } = estimate(model.architecture, scenarioOf(model, view));
        const total = formatBytes(bytes.total);
        const lens = lenses(analysis, view)[1]!.title;
        assert.ok(lens.startsWith(`${cacheWords(bytes)} at`), lens);
        assert.ok(status(analysis, view)?.text.includes(`${total} @`));
        assert.ok(hover(analysis, offset, view)?.markdown.includes(`**${total}** |`));
        const hint = inlayHints(analysis, view).find(({ label }) => label.startsWith(total));
        assert.ok(hint?.tooltip.startsWith(cacheWords(bytes)), hint?.tooltip);
      }
    });
  }
});

describe('status', () => {
  it('is the total at the context, with what it is made of', () => {
    const shown = status(workspaceAnalysis('qwen3-next/config.json'), defaultView)!;
    assert.equal(shown.text, '$(layers) 6.07 GiB @ 262k');
    assert.equal(shown.accessibleLabel, 'Layerwise: 6.07 GiB of cache at 262,144 tokens');
    assert.match(shown.tooltip, /24\.0 KiB per token \+ 74\.3 MiB fixed, per sequence/);
    assert.equal(shown.overBudget, false);
  });

  it('tells the largest context that fits when over budget', () => {
    const analysis = workspaceAnalysis('qwen3-next/config.json');
    const shown = status(analysis, { ...defaultView, budgetBytes: 4 * 2 ** 30 })!;
    assert.equal(shown.text, '$(layers) 6.07 GiB @ 262k · fits 172k');
    assert.equal(shown.overBudget, true);
    assert.equal(status(analysis, { ...defaultView, budgetBytes: 8 * 2 ** 30 })!.overBudget, false);
    assert.match(status(analysis, { ...defaultView, budgetBytes: 5 })!.text, /nothing fits$/);
  });

  it('is absent in files of others, and wordy where there is no number', async () => {
    const { analyse } = await import('../../../src/core/analyse');
    assert.equal(status(analyse('{"name":"left-pad"}', 'json'), defaultView), undefined);
    assert.equal(status(analyse('', 'yaml'), defaultView), undefined);
    assert.equal(
      status(analyse('{"model_type":"frob","vocab_size":3}', 'json'), defaultView)?.text,
      '$(layers) unknown model',
    );
    assert.equal(
      status(analyse('{"model_type":"llama","vocab_size":"3"}', 'json'), defaultView)?.text,
      '$(layers) no estimate',
    );
  });
});

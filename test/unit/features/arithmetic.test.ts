import assert from 'node:assert/strict';
import { scenarioOf, defaultView } from '../../../src/core/features/view';
import { arithmetic } from '../../../src/core/memory/arithmetic';
import { estimate } from '../../../src/core/memory/estimate';
import { largestContext } from '../../../src/core/memory/fit';
import { workspaceAnalysis } from './marked';

const names = [
  'qwen3-next',
  'llama-3.1-8b',
  'gemma-3-27b',
  'gpt-oss-120b',
  'deepseek-v3.2',
  'kimi-k3',
  'minimax-m1',
  'granite-4-h',
  'nemotron-3-nano',
];

/** `12 × (512 + 64) × 2 B` reckoned by its own text. */
function evaluate(factors: string): number {
  return factors
    .replaceAll(',', '')
    .split(' × ')
    .reduce((product, factor) => {
      const sum = /^\(([\d. +]+)\)$/.exec(factor)?.[1];
      const value = sum
        ? sum.split('+').reduce((total, part) => total + Number(part), 0)
        : Number.parseFloat(factor);
      return product * value;
    }, 1);
}

describe('arithmetic as text', () => {
  for (const name of names) {
    it(`is the estimate, term by term: ${name}`, () => {
      const model = workspaceAnalysis(`${name}/config.json`).model!;
      for (const view of [defaultView, { ...defaultView, contextTokens: 300, batch: 3, tensorParallel: 2 }]) {
        const result = estimate(model.architecture, scenarioOf(model, view));
        const terms = arithmetic(model.architecture, result);
        const sum = (of: (term: (typeof terms)[number]) => number): number =>
          terms.reduce((total, term) => total + of(term), 0);
        assert.equal(
          sum(({ bytes }) => bytes),
          result.bytes.total,
        );
        assert.equal(
          sum(({ bytesPerToken }) => bytesPerToken),
          result.bytesPerToken,
        );
        for (const { factors, factorsPerToken, layers, bytes, bytesPerToken } of terms) {
          assert.equal(evaluate(factors) * layers.length, bytes, factors);
          if (bytesPerToken > 0) assert.equal(evaluate(factorsPerToken) * layers.length, bytesPerToken);
        }
      }
    });
  }
});

describe('largest context', () => {
  for (const name of names) {
    it(`fits to the token: ${name}`, () => {
      const { architecture } = workspaceAnalysis(`${name}/config.json`).model!;
      const scenario = {
        ...scenarioOf(workspaceAnalysis(`${name}/config.json`).model!, defaultView),
        batch: 2,
      };
      const budget = 2 ** 31;
      const tokens = largestContext(architecture, scenario, budget)!;
      assert.ok(estimate(architecture, { ...scenario, contextTokens: tokens }).bytes.total <= budget);
      assert.ok(estimate(architecture, { ...scenario, contextTokens: tokens + 1 }).bytes.total > budget);
    });
  }

  it('is unbounded where nothing grows, and absent where nothing fits', () => {
    const { architecture } = workspaceAnalysis('qwen3-next/config.json').model!;
    const states = architecture.layers.filter(({ mixer }) => mixer.kind === 'gated-deltanet');
    const scenario = { ...defaultView, batch: 1 };
    assert.equal(
      largestContext({ ...architecture, layers: states }, scenario, 2 ** 30),
      Number.POSITIVE_INFINITY,
    );
    assert.equal(largestContext(architecture, scenario, 2 ** 20), undefined);
  });
});

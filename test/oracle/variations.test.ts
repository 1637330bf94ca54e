/**
 * Configs of a few fields over class defaults, one of them changed at random, as the classes of transformers 5.18 take
 * them: caches of two sequences measured (without xLSTM's 8-byte counter of tokens), weights counted, or refused. What
 * only a router or a kernel would refuse is not among them: the measurement runs neither.
 * test/fixtures/variations/make.py makes such rows.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyse } from '../../src/core/analyse';
import { check } from '../../src/core/check';
import { estimate } from '../../src/core/memory/estimate';
import { countParameters } from '../../src/core/memory/parameters';

interface Variation {
  readonly config: { readonly model_type: string };
  /** By tokens in the cache. */
  readonly bytes?: Readonly<Record<string, number>>;
  readonly parameters?: number;
  /** What the class says. */
  readonly refused?: string;
}

const variations = JSON.parse(
  readFileSync('test/fixtures/variations/rows.json', 'utf8'),
) as readonly Variation[];

describe('variations of class defaults', () => {
  for (const { config, bytes, parameters, refused } of variations) {
    const text = JSON.stringify(config);
    it(`${refused === undefined ? 'measured' : 'refused'}: ${text}`, () => {
      const analysis = analyse(text, 'json');
      const errors = check(analysis).filter(({ severity }) => severity === 'error');
      if (refused !== undefined) {
        assert.ok(errors.length > 0, refused);
        return;
      }
      assert.deepEqual(
        errors.map(({ message }) => message),
        [],
      );
      const { architecture } = analysis.model!;
      for (const [contextTokens, measured] of Object.entries(bytes ?? {})) {
        const scenario = {
          contextTokens: Number(contextTokens),
          batch: 2,
          cacheDtype: 'bf16',
          engine: 'transformers',
          tensorParallel: 1,
        } as const;
        assert.equal(estimate(architecture, scenario).bytes.total, measured, `${contextTokens} tokens`);
      }
      if (parameters !== undefined) {
        const { total, exact } = countParameters(architecture);
        assert.deepEqual({ total, exact }, { total: parameters, exact: true });
      }
    });
  }
});

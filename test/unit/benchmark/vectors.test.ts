import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Mixer } from '../../../src/core/mixers/registry';
import { buildBlock, TestWeights } from './support/check';
import { referenceOf } from './reference/references';
import { Sessions } from './support/sessions';
import { relativeError, tensor, type Tensor } from './support/tensor';

/** A layer of the real implementation, run in double precision (test/fixtures/vectors/make.py). */
interface Vectors {
  readonly source: string;
  readonly mixer: Mixer;
  readonly hiddenSize: number;
  readonly weights: Readonly<Record<string, { readonly shape: number[]; readonly data: number[] }>>;
  readonly x: number[][];
  readonly y: number[][];
}

const folder = resolve('test/fixtures/vectors');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('vectors of the real implementations', () => {
  let sessions: Sessions;
  before(() => {
    sessions = new Sessions('cpu');
  });
  after(() => sessions.close());

  for (const file of files) {
    const given = JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Vectors;
    const weights = new Map<string, Tensor>(
      Object.entries(given.weights).map(([name, { shape, data }]) => [name, tensor(shape, data)]),
    );
    const expected = tensor([1, given.y.length, given.hiddenSize], given.y.flat());

    it(`${file}: the reference computes what ${given.source} does`, () => {
      const rows = given.x.map((row) => Float64Array.from(row));
      const { outputs } = referenceOf(given.mixer)(given.mixer, (name) => weights.get(name)!, rows);
      const actual = tensor(
        expected.shape,
        outputs.flatMap((row) => [...row]),
      );
      const error = relativeError(actual, expected);
      assert.ok(error <= 1e-5, `relative error ${error}`);
    });

    for (const path of ['fused', 'decomposed'] as const) {
      it(`${file}: so does the ${path} graph`, async () => {
        const { mixer, hiddenSize, x } = given;
        const spec = {
          mixer,
          hiddenSize,
          dtype: 'fp32',
          path,
          phase: 'prefill',
          contextTokens: x.length,
        } as const;
        const block = buildBlock(spec, new TestWeights(1, 'fp32', weights), 'mixer');
        const { y } = await block.run(sessions, tensor([1, x.length, hiddenSize], x.flat()), {});
        const error = relativeError(y, expected);
        assert.ok(error <= 1e-5, `relative error ${error}`);
      });
    }
  }
});

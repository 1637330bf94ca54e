import assert from 'node:assert/strict';
import type { Path } from '../../../src/benchmark/graphs/layer';
import type { FloatType } from '../../../src/benchmark/onnx/graph';
import { referenceOf } from './reference/references';
import { checkMixer } from './support/check';
import { smallMixers } from './support/mixers';
import { Sessions } from './support/sessions';

/** Fresh in every run; LAYERWISE_SEED repeats one. */
const seed = Number(process.env['LAYERWISE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const tolerance: Readonly<Record<FloatType, number>> = { fp32: 1e-5, fp16: 1e-2 };
const paths: readonly Path[] = ['fused', 'decomposed'];
const dtypes: readonly FloatType[] = ['fp32', 'fp16'];

describe(`benchmark graphs on the CPU against references in double precision (LAYERWISE_SEED=${seed})`, () => {
  let sessions: Sessions;
  before(() => {
    sessions = new Sessions('cpu');
  });
  after(() => sessions.close());

  for (const { name, ...small } of smallMixers) {
    for (const path of paths) {
      for (const dtype of dtypes) {
        it(`${name}, ${path}, ${dtype}`, async () => {
          const errors = await checkMixer(sessions, referenceOf(small.mixer), {
            ...small,
            path,
            dtype,
            seed,
          });
          for (const [what, error] of Object.entries(errors)) {
            assert.ok(error <= tolerance[dtype], `${what}: relative error ${error} (seed ${seed})`);
          }
        });
      }
    }
  }
});

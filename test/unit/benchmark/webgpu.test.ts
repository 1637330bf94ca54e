import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { Path } from '../../../src/benchmark/graphs/layer';
import type { FloatType } from '../../../src/benchmark/onnx/graph';
import { Graph } from '../../../src/benchmark/onnx/graph';
import { referenceOf } from './reference/references';
import { checkMixer } from './support/check';
import { smallMixers } from './support/mixers';
import { Sessions } from './support/sessions';
import { tensor } from './support/tensor';

const seed = Number(process.env['LAYERWISE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const tolerance: Readonly<Record<FloatType, number>> = { fp32: 1e-5, fp16: 1e-2 };
const paths: readonly Path[] = ['fused', 'decomposed'];

/** A Vulkan driver: the caller's choice, a GPU's, or Chromium's software device. */
const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const environment: Record<string, string> =
  process.env['VK_ICD_FILENAMES'] === undefined && existsSync(softwareDriver)
    ? { VK_ICD_FILENAMES: softwareDriver }
    : {};

describe(`benchmark graphs on WebGPU against references in double precision (LAYERWISE_SEED=${seed})`, () => {
  let sessions: Sessions;
  /** Why a dtype can't run here. */
  const missing: Partial<Record<FloatType, string>> = {};

  before(async function () {
    this.timeout(120_000);
    sessions = new Sessions('webgpu', environment);
    for (const dtype of ['fp32', 'fp16'] as const) {
      const graph = new Graph();
      const x = graph.input('x', dtype, [4]);
      graph.output('y', graph.add(x, x));
      const feeds = { x: { dtype, tensor: tensor([4], [1, 2, 3, 4]) } };
      await sessions.run(graph.encode(), feeds).catch((error: Error) => {
        missing[dtype] = error.message;
        console.warn(`SKIPPED: WebGPU ${dtype} does not run on this machine: ${error.message}`);
      });
    }
  });
  after(() => sessions.close());

  for (const { name, ...small } of smallMixers) {
    for (const path of paths) {
      for (const dtype of ['fp32', 'fp16'] as const) {
        it(`${name}, ${path}, ${dtype}`, async function () {
          if (missing[dtype] !== undefined) this.skip();
          const errors = await checkMixer(sessions, referenceOf(small.mixer), {
            ...small,
            path,
            dtype,
            seed,
          });
          for (const [what, error] of Object.entries(errors)) {
            assert.ok(error <= tolerance[dtype], `${what}: relative error ${error} (seed ${seed})`);
          }
        }).timeout(120_000);
      }
    }
  }
});

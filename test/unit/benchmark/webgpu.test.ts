import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import type { Path } from '../../../src/benchmark/graphs/layer';
import { Graph, type FloatType } from '../../../src/benchmark/onnx/graph';
import { referenceOf } from './reference/references';
import { checkMixer } from './support/check';
import { smallMixers } from './support/mixers';
import { Sessions } from './support/sessions';
import { tensor } from './support/tensor';

const seed = Number(process.env['LAYERWISE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const tolerance: Readonly<Record<FloatType, number>> = { fp32: 1e-5, fp16: 1e-2 };

/** Chromium's Vulkan device on the CPU, where the machine offers no other and none was chosen. */
const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const ownDriver =
  process.env['VK_ICD_FILENAMES'] !== undefined ||
  process.env['VK_DRIVER_FILES'] !== undefined ||
  ['/usr/share/vulkan/icd.d/nvidia_icd.json', '/etc/vulkan/icd.d/nvidia_icd.json'].some((file) =>
    existsSync(file),
  );
const software = !ownDriver && existsSync(softwareDriver);

/**
 * A software device takes seconds to compile a layer's shaders: there the four mixers that models of today are made of
 * run, and all of them with LAYERWISE_WEBGPU=all. On a GPU all run.
 */
const thorough = !software || process.env['LAYERWISE_WEBGPU'] === 'all';
const brief = new Set<string>(['full', 'mla', 'gated-deltanet', 'mamba2']);
const firstOfKind = new Map(
  smallMixers.map((small) => [small.mixer.kind, small]).toReversed() as [
    string,
    (typeof smallMixers)[number],
  ][],
);
const cases = [...firstOfKind.values()]
  .toReversed()
  .filter(({ mixer }) => thorough || brief.has(mixer.kind))
  .flatMap((small) => {
    const paths: readonly Path[] = thorough ? ['fused', 'decomposed'] : ['fused'];
    return paths.map((path) => ({ ...small, path }));
  });

describe(`benchmark graphs on WebGPU against references in double precision (LAYERWISE_SEED=${seed})`, () => {
  let sessions: Sessions;
  /** Why a dtype can't run here. */
  const missing: Partial<Record<FloatType, string>> = {};

  before(async function () {
    this.timeout(120_000);
    sessions = new Sessions('webgpu', software ? { VK_ICD_FILENAMES: softwareDriver } : {});
    for (const dtype of ['fp32', 'fp16'] as const) {
      const graph = new Graph();
      const x = graph.input('x', dtype, [4]);
      graph.output('y', graph.add(x, x));
      const feeds = { x: { dtype, tensor: tensor([4], [1, 2, 3, 4]) } };
      await sessions.run(graph.encode(), feeds).catch((error: Error) => {
        missing[dtype] = error.message;
        console.warn(`SKIPPED: WebGPU in ${dtype} does not run on this machine: ${error.message}`);
      });
    }
    if (!thorough) {
      console.warn(
        'WebGPU runs on a software device: 4 of the mixers. LAYERWISE_WEBGPU=all runs all of them.',
      );
    }
  });
  after(() => sessions.close());

  for (const { name, ...small } of cases) {
    for (const dtype of ['fp32', 'fp16'] as const) {
      it(`${name}, ${small.path}, ${dtype}`, async function () {
        if (missing[dtype] !== undefined) this.skip();
        const given = { ...small, dtype, seed, chained: thorough && !software };
        const errors = await checkMixer(sessions, referenceOf(small.mixer), given);
        for (const [what, error] of Object.entries(errors)) {
          assert.ok(error <= tolerance[dtype], `${what}: relative error ${error} (seed ${seed})`);
        }
      }).timeout(180_000);
    }
  }
});

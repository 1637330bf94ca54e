import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type * as Onnxruntime from 'onnxruntime-node';
import { randomValues, type Placement, type RandomInput } from './graphs/random';
import { toHalf } from './onnx/float16';
import { Graph, type FloatType } from './onnx/graph';
import { countOperators } from './profile';
import type { OperatorCount, Provider } from './result';

/** onnxruntime, as the child sees it. Nothing outside the child may import this. */

type Ort = typeof Onnxruntime;
type SessionOptions = Onnxruntime.InferenceSession.SessionOptions;

export class NotInstalledError extends Error {}

/** One provider of one loaded runtime, with the dtype that it computes best in. */
export interface Device {
  readonly ort: Ort;
  readonly provider: Provider;
  readonly dtype: FloatType;
  readonly version: string;
  /** The CPU reads what it is fed where it lies; to a GPU it would be copied in every call. */
  readonly placement: Placement;
  readonly tensors: FedTensors;
}

/** What a session is made of. */
export interface Model {
  readonly bytes: Uint8Array;
  /** Besides the seed. */
  readonly inputs: readonly RandomInput[];
}

/** Tensors that are fed. What two stacks or two cases have in common is made once. */
export class FedTensors {
  private readonly made = new Map<string, Onnxruntime.Tensor>();

  constructor(private readonly ort: Ort) {}

  /** Lets go of everything that `inputs` doesn't need. */
  keepOnly(inputs: readonly RandomInput[]): void {
    const needed = new Set(inputs.map(keyOf));
    for (const key of this.made.keys()) if (!needed.has(key)) this.made.delete(key);
  }

  get(input: RandomInput): Onnxruntime.Tensor {
    const key = keyOf(input);
    let tensor = this.made.get(key);
    if (!tensor) {
      tensor = new this.ort.Tensor('float32', randomValues(input), input.shape);
      this.made.set(key, tensor);
    }
    return tensor;
  }
}

const keyOf = ({ name, shape, scale, centre }: RandomInput): string =>
  JSON.stringify([name, shape, scale, centre]);

/** Loads the package and starts a provider. Rejects where that is refused. */
export async function openDevice(provider: Provider, runtimePath?: string): Promise<Device> {
  const ort = load(runtimePath);
  const version = ort.env.versions.node ?? ort.env.versions.common;
  // 16 bits is what GPUs run language models in; the CPU only imitates it.
  const dtypes: readonly FloatType[] = provider === 'cpu' ? ['fp32'] : ['fp16', 'fp32'];
  let refusal: unknown;
  for (const dtype of dtypes) {
    const placement = provider === 'cpu' ? 'inputs' : 'constants';
    const device: Device = { ort, provider, dtype, version, placement, tensors: new FedTensors(ort) };
    try {
      await tryOut(device);
      return device;
    } catch (error) {
      refusal = error;
    }
  }
  throw refusal;
}

function load(runtimePath: string | undefined): Ort {
  const name = runtimePath === undefined ? 'onnxruntime-node' : resolve(runtimePath);
  try {
    return createRequire(__filename)(name) as Ort;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      throw new NotInstalledError(
        runtimePath === undefined
          ? 'The package onnxruntime-node is not installed.'
          : `There is no onnxruntime-node in ${runtimePath}.`,
      );
    }
    throw error;
  }
}

/** A small product: shows that the provider has a device and that the device has the dtype. */
async function tryOut(device: Device): Promise<void> {
  const graph = new Graph();
  const seed = graph.input('seed', device.dtype, [1]);
  const x = graph.multiply(graph.constant(device.dtype, [2, 2], [1, 2, 3, 4]), seed);
  const sum = graph.cast(graph.reshape(graph.matmul(x, x), [4]), 'fp32');
  graph.output('mean', graph.mean(sum, 0, true));
  await withSession(device, { bytes: graph.encode(), inputs: [] }, async (session) => {
    const mean = await session.run();
    if (Math.abs(mean - 13.5) > 0.1) throw new Error(`A test product came out as ${mean} instead of 13.5.`);
  });
}

export interface Session {
  /** Runs once; the result is on the CPU when this resolves. */
  run(): Promise<number>;
}

/** A session for the time of `use`. The provider has to take every node itself, or creating the session rejects. */
export async function withSession<T>(
  device: Device,
  model: Model,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await create(device, model, {});
  try {
    return await use(session);
  } finally {
    await session.release();
  }
}

type OpenSession = Session & { release(): Promise<void>; endProfiling(): void };

async function create(device: Device, model: Model, more: SessionOptions): Promise<OpenSession> {
  const { ort, provider, dtype, tensors } = device;
  const session = await ort.InferenceSession.create(model.bytes, {
    executionProviders: [provider],
    logSeverityLevel: 4,
    extra: {
      session: {
        // Threads of a session go on spinning after its call, and would take the cores from the session that runs next:
        // times of two stacks in turn then scattered by 10 to 85 % of their median, where now nearly all keep below 10 %.
        force_spinning_stop: '1',
        ...(provider !== 'cpu' && { disable_cpu_ep_fallback: '1' }),
      },
    },
    ...more,
  });
  const seed =
    dtype === 'fp32'
      ? new ort.Tensor('float32', Float32Array.of(1), [1])
      : new ort.Tensor('float16', Uint16Array.of(toHalf(1)), [1]);
  const feeds = Object.fromEntries(model.inputs.map((input) => [input.name, tensors.get(input)]));
  return {
    run: async () => {
      const { mean } = await session.run({ seed, ...feeds });
      return Number(mean!.data[0]);
    },
    release: () => session.release(),
    endProfiling: () => session.endProfiling(),
  };
}

/** Which provider ran which operator, from one run of a session of its own: profiling costs time. */
export async function profile(device: Device, model: Model): Promise<OperatorCount[]> {
  const folder = mkdtempSync(join(tmpdir(), 'layerwise-profile-'));
  try {
    const session = await create(device, model, {
      enableProfiling: true,
      profileFilePrefix: join(folder, 'profile'),
    });
    try {
      await session.run();
      session.endProfiling();
    } finally {
      await session.release();
    }
    const [file] = readdirSync(folder);
    return file === undefined ? [] : countOperators(readFileSync(join(folder, file), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

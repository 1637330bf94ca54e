import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { fromHalf, toHalf } from '../../../../src/benchmark/onnx/float16';
import type { FloatType } from '../../../../src/benchmark/onnx/graph';
import { tensor, type Tensor } from './tensor';

export interface Feed {
  readonly dtype: FloatType;
  readonly tensor: Tensor;
}

interface WireTensor {
  readonly type: 'float32' | 'float16';
  readonly shape: readonly number[];
  readonly data: Float32Array | Uint16Array;
}

interface Reply {
  readonly id: number;
  readonly outputs?: Record<string, WireTensor>;
  readonly error?: string;
}

/** onnxruntime in a child of its own. A provider that refuses a model makes `run` reject. */
export class Sessions {
  private readonly child: ChildProcess;
  private readonly pending = new Map<number, (reply: Reply) => void>();
  private next = 0;

  constructor(
    private readonly provider: 'cpu' | 'webgpu',
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.child = fork(resolve('test/unit/benchmark/support/runner.cjs'), {
      serialization: 'advanced',
      env: { ...process.env, ...environment, ORT_DISABLE_TELEMETRY: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (reply: Reply) => {
      this.pending.get(reply.id)?.(reply);
      this.pending.delete(reply.id);
    });
    this.child.on('exit', (code, signal) => {
      for (const [id, settle] of this.pending) settle({ id, error: `onnxruntime ended: ${signal ?? code}` });
      this.pending.clear();
    });
  }

  async run(model: Uint8Array, feeds: Readonly<Record<string, Feed>>): Promise<Record<string, Tensor>> {
    const id = this.next++;
    const reply = await new Promise<Reply>((settle) => {
      this.pending.set(id, settle);
      this.child.send({
        id,
        model,
        provider: this.provider,
        feeds: Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, encode(feed)])),
      });
    });
    if (reply.error !== undefined) throw new Error(reply.error);
    return Object.fromEntries(
      Object.entries(reply.outputs ?? {}).map(([name, value]) => [name, decode(value)]),
    );
  }

  close(): void {
    this.child.disconnect();
  }
}

function encode({ dtype, tensor: { shape, data } }: Feed): WireTensor {
  return dtype === 'fp32'
    ? { type: 'float32', shape, data: Float32Array.from(data) }
    : { type: 'float16', shape, data: Uint16Array.from(data, toHalf) };
}

function decode({ type, shape, data }: WireTensor): Tensor {
  return tensor(shape, type === 'float16' ? Array.from(data, fromHalf) : data);
}

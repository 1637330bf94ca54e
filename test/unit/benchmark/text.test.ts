import assert from 'node:assert/strict';
import { lastWords } from '../../../src/benchmark/client';
import { parseLspci, parseMac, parseNvidia, softwareVulkan } from '../../../src/benchmark/device';
import { countOperators } from '../../../src/benchmark/profile';
import { candidates } from '../../../src/benchmark/providers';
import type { BenchmarkResult } from '../../../src/benchmark/result';
import { formatBenchmark } from '../../../src/benchmark/text';
import { duration } from '../../../src/benchmark/units';

const result: BenchmarkResult = {
  file: 'config.json',
  family: 'qwen3_next',
  device: { provider: 'webgpu', name: 'NVIDIA H200', probable: true },
  dtype: 'fp16',
  runtime: { node: '20.20.2', onnxruntime: '1.30.0' },
  ceilings: { bytesPerSecond: 4.1e12, flopsPerSecond: 6.5e14 },
  results: [
    {
      layer: 0,
      mixer: 'gated-deltanet',
      phase: 'decode',
      contextTokens: 8192,
      batch: 1,
      milliseconds: { median: 0.0312, q1: 0.0308, q3: 0.0321 },
      repetitions: 40,
      bytesMoved: 68_000_000,
      flops: 68e6,
      bytesPerSecond: 2.18e12,
      flopsPerSecond: 2.18e12,
      shareOfCeiling: 0.532,
      accepted: true,
      reason: null,
      ops: [{ op: 'LinearAttention', provider: 'WebGpuExecutionProvider', count: 1 }],
      leftOut: [],
      path: 'fused',
      feedForward: false,
    },
    {
      layer: 3,
      mixer: 'full',
      phase: 'prefill',
      contextTokens: 1_048_576,
      batch: 1,
      milliseconds: null,
      repetitions: 0,
      bytesMoved: 1,
      flops: 1,
      bytesPerSecond: null,
      flopsPerSecond: null,
      shareOfCeiling: null,
      accepted: false,
      reason: 'does not fit',
      ops: [],
      leftOut: [],
      path: null,
      feedForward: false,
    },
  ],
  notes: ['A note.'],
};

describe('benchmark table', () => {
  it('shows what ran where, the numbers, and what stands behind them', () => {
    assert.equal(
      formatBenchmark(result),
      [
        'qwen3_next · WebGPU · NVIDIA H200 (probable) · fp16 · onnxruntime 1.30.0',
        'This device reaches 4.10 TB/s reading weights and 650 TFLOP/s multiplying matrices.',
        '',
        'layer  mixer           phase       tokens     time            q1 – q3     B/s  FLOP/s  ceiling      read',
        '    0  gated-deltanet  decode       8,192  31.2 µs  30.8 µs – 32.1 µs  2.18 T  2.18 T     53 %  64.8 MiB',
        '    3  full            prefill  1,048,576        –                  –       –       –        –       1 B  not measured',
        '',
        'Not accepted:',
        '  layer 3 (full), prefill, 1,048,576 tokens: does not fit',
        '',
        'Operators:',
        '  layer 0 (gated-deltanet), decode, fused: 1 × LinearAttention (WebGpu)',
        '',
        'Notes:',
        '  A note.',
        '',
      ].join('\n'),
    );
  });

  it('has times in three digits', () => {
    assert.deepEqual([0.0005, 0.03124, 4.5678, 27.84, 1234].map(duration), [
      '0.500 µs',
      '31.2 µs',
      '4.57 ms',
      '27.8 ms',
      '1.23 s',
    ]);
  });
});

const on = (platform: NodeJS.Platform, arch: string, ownRuntime = false) =>
  candidates('auto', { platform, arch, ownRuntime });

describe('benchmark device', () => {
  it('is named by the system’s tools', () => {
    assert.deepEqual(parseNvidia('NVIDIA H100 80GB HBM3, 80994\nother, 1\n'), {
      name: 'NVIDIA H100 80GB HBM3',
      freeBytes: 80994 * 2 ** 20,
    });
    assert.equal(parseNvidia('No devices were found\n'), undefined);
    assert.equal(parseMac('    Apple M3:\n      Chipset Model: Apple M3 Max\n'), 'Apple M3 Max');
    assert.equal(parseLspci('00:01.0 VGA compatible controller: Intel UHD 770\n'), 'Intel UHD 770');
    assert.equal(
      softwareVulkan({ VK_ICD_FILENAMES: '/x/vk_swiftshader_icd.json' }),
      'SwiftShader, Vulkan on the CPU',
    );
    assert.equal(softwareVulkan({}), undefined);
  });

  it('is tried in an order that suits the platform', () => {
    assert.deepEqual(on('linux', 'x64'), ['webgpu', 'cpu']);
    assert.deepEqual(on('linux', 'x64', true), ['cuda', 'webgpu', 'cpu']);
    assert.deepEqual(on('linux', 'arm64'), ['cpu']);
    assert.deepEqual(on('win32', 'arm64'), ['webgpu', 'dml', 'cpu']);
    assert.deepEqual(on('darwin', 'arm64'), ['webgpu', 'coreml', 'cpu']);
    assert.deepEqual(on('darwin', 'x64'), ['cpu']);
    assert.deepEqual(candidates('dml', { platform: 'linux', arch: 'x64', ownRuntime: false }), ['dml']);
  });
});

const kernel = (op: string, provider: string) => ({
  cat: 'Node',
  name: `${op}_kernel_time`,
  args: { op_name: op, provider },
});

describe('benchmark profile', () => {
  it('counts kernels by provider', () => {
    const events = [
      { cat: 'Session', name: 'model_run' },
      { cat: 'Node', name: 'a_fence_before', args: { op_name: 'MatMul' } },
      kernel('MatMul', 'WebGpuExecutionProvider'),
      kernel('MatMul', 'WebGpuExecutionProvider'),
      kernel('MatMul', 'CPUExecutionProvider'),
      kernel('Add', 'CPUExecutionProvider'),
    ];
    assert.deepEqual(countOperators(JSON.stringify(events)), [
      { op: 'MatMul', provider: 'WebGpuExecutionProvider', count: 2 },
      { op: 'Add', provider: 'CPUExecutionProvider', count: 1 },
      { op: 'MatMul', provider: 'CPUExecutionProvider', count: 1 },
    ]);
  });

  it('survives a file that was cut off', () => {
    assert.deepEqual(countOperators('[{"cat":"No'), []);
  });
});

describe('last words of a process', () => {
  it('are what it said before Node’s stack, without chatter', () => {
    const stderr =
      'error: XDG_RUNTIME_DIR is invalid or not set in the environment.\nterminate called\n\n----- Native stack trace -----\n\n 1: 0xc2 node::Abort';
    assert.equal(lastWords(stderr), 'terminate called');
  });
});

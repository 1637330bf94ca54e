import type { BenchmarkResult, LayerResult } from '../../../src/benchmark/result';

/** A measured layer, as much of it as a test does not say itself. */
export function measured(change: Partial<LayerResult> = {}): LayerResult {
  return {
    layer: 0,
    mixer: 'gated-deltanet',
    phase: 'decode',
    contextTokens: 1024,
    batch: 1,
    milliseconds: { median: 0.2, q1: 0.19, q3: 0.21 },
    repetitions: 20,
    bytesMoved: 2 ** 20,
    flops: 1_000_000,
    bytesPerSecond: 5.24e9,
    flopsPerSecond: 5e9,
    shareOfCeiling: 0.524,
    accepted: true,
    reason: null,
    ops: [{ op: 'LinearAttention', provider: 'CPUExecutionProvider', count: 1 }],
    leftOut: [],
    path: 'fused',
    feedForward: false,
    ...change,
  };
}

/** A time with quartiles 2 % to each side. */
export function time(median: number): LayerResult['milliseconds'] {
  return { median, q1: median * 0.98, q3: median * 1.02 };
}

export function resultOf(results: readonly LayerResult[], notes: readonly string[] = []): BenchmarkResult {
  return {
    file: 'config.json',
    family: 'qwen3_next',
    device: { provider: 'cpu', name: 'A Processor (2 threads)', probable: false },
    dtype: 'fp32',
    runtime: { node: '20.20.2', onnxruntime: '1.30.0' },
    ceilings: { bytesPerSecond: 1e10, flopsPerSecond: 1e11 },
    results,
    notes,
  };
}

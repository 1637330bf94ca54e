import { resolve } from 'node:path';
import { build } from 'esbuild';

let built: Promise<string> | undefined;

/** The worker as the product ships it, built once for all tests. */
export function buildWorker(): Promise<string> {
  const outfile = resolve('out/benchmark-test/benchmarkWorker.js');
  built ??= build({
    entryPoints: [resolve('src/benchmark/worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['onnxruntime-node'],
    logLevel: 'silent',
    outfile,
  }).then(() => outfile);
  return built;
}

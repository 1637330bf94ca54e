import type { Provider } from './result';

/** How providers, times and rates are written, the same in the terminal, the panel and what is exported. */

export const providerNames: Readonly<Record<Provider, string>> = {
  webgpu: 'WebGPU',
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'CoreML',
  cpu: 'CPU',
};

/** Milliseconds as µs, ms or s, three digits. */
export function duration(milliseconds: number): string {
  const [value, unit] =
    Math.abs(milliseconds) < 1
      ? [milliseconds * 1000, 'µs']
      : Math.abs(milliseconds) < 1000
        ? [milliseconds, 'ms']
        : [milliseconds / 1000, 's'];
  return `${significant(value)} ${unit}`;
}

/** Bytes or operations per second, decimal: `12.3 GB/s`. */
export function rate(perSecond: number, unit: string): string {
  for (const [prefix, size] of [
    ['T', 1e12],
    ['G', 1e9],
    ['M', 1e6],
  ] as const) {
    if (Math.abs(perSecond) >= size) return `${significant(perSecond / size)} ${prefix}${unit}`;
  }
  return `${significant(perSecond)} ${unit}`;
}

function significant(value: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
  return value.toFixed(Math.min(3, digits));
}

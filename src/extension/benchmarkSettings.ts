/** What a benchmark is run with, from the user's settings. */
import type { ProviderChoice } from '../benchmark';
import { usualContexts, usualPrompts } from '../benchmark/usual';
import { isArray, read, type Is } from './configuration';

export interface BenchmarkSettings {
  readonly provider: ProviderChoice;
  /** A folder that holds another onnxruntime-node. */
  readonly runtimePath: string | undefined;
  /** The Node that runs the benchmark's process. */
  readonly nodePath: string | undefined;
  readonly contexts: readonly number[];
  readonly prompts: readonly number[];
  readonly includeFeedForward: boolean;
}

const providers: readonly ProviderChoice[] = ['auto', 'webgpu', 'cuda', 'dml', 'coreml', 'cpu'];

export function benchmarkSettings(): BenchmarkSettings {
  return {
    provider: read('benchmark.provider', undefined, isProvider) ?? 'auto',
    runtimePath: read('benchmark.runtimePath', undefined, isPath),
    nodePath: read('benchmark.nodePath', undefined, isPath),
    contexts: lengths('benchmark.contexts', usualContexts),
    prompts: lengths('benchmark.prompts', usualPrompts),
    includeFeedForward: read('benchmark.includeFeedForward', undefined, isBoolean) ?? false,
  };
}

/** Whole numbers of a list, each once; an empty list means what is usual, since nothing would be measured. */
function lengths(key: string, usual: readonly number[]): readonly number[] {
  const own = (read(key, undefined, isArray) ?? []).filter(isLength);
  return own.length > 0 ? [...new Set(own)].slice(0, maximumLengths) : usual;
}

/** Each length takes seconds. */
const maximumLengths = 16;

const isProvider: Is<ProviderChoice> = (value): value is ProviderChoice =>
  (providers as readonly unknown[]).includes(value);
const isPath: Is<string> = (value): value is string => typeof value === 'string' && value.trim() !== '';
const isBoolean: Is<boolean> = (value) => typeof value === 'boolean';
const isLength: Is<number> = (value): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= 16_777_216;

/** Memory at several contexts. */
import type { Model } from '../analyse';
import { formatBytes, formatCount } from '../format';
import type { TensorFilter } from '../memory/arithmetic';
import { estimate, type Estimate } from '../memory/estimate';
import type { Scenario } from '../memory/scenario';
import { table } from './markdown';

/** A few contexts up to the model's own maximum, the chosen one among them, ascending. */
export function fewContexts(model: Model, { contextTokens }: Scenario): number[] {
  return contextsUpTo(model, contextTokens, [4096, 32_768]);
}

/** Powers of two (of four for very long contexts) up to the model's own maximum, and the chosen context. */
export function manyContexts(model: Model, { contextTokens }: Scenario): number[] {
  const largest = Math.max(model.architecture.maximumContextTokens ?? 0, contextTokens);
  const step = largest > 1_048_576 ? 4 : 2;
  const powers = Array.from({ length: 9 }, (_, index) => 4096 * step ** index);
  return contextsUpTo(model, contextTokens, powers);
}

function contextsUpTo({ architecture }: Model, chosen: number, candidates: readonly number[]): number[] {
  const maximum = architecture.maximumContextTokens ?? candidates.at(-1)!;
  const largest = Math.max(maximum, chosen);
  return [...new Set([...candidates.filter((tokens) => tokens < largest), maximum, chosen])].sort(
    (a, b) => a - b,
  );
}

/** Bytes of the tensors that a filter lets through. */
export function bytesOf({ layers }: Estimate, filter: TensorFilter): number {
  let bytes = 0;
  for (const layer of layers) {
    for (const tensor of layer.tensors) if (filter(layer.index, tensor.name)) bytes += tensor.bytes;
  }
  return bytes;
}

export interface Column {
  readonly head: string;
  readonly bytes: (result: Estimate) => number;
}

/** One row per context; the chosen one in bold. */
export function contextTable(
  { architecture }: Model,
  scenario: Scenario,
  contexts: readonly number[],
  columns: readonly Column[],
): string {
  const rows = contexts.map((contextTokens) => {
    const result = estimate(architecture, { ...scenario, contextTokens });
    const cells = [formatCount(contextTokens), ...columns.map(({ bytes }) => formatBytes(bytes(result)))];
    return contextTokens === scenario.contextTokens ? cells.map((cell) => `**${cell}**`) : cells;
  });
  return table(['context', ...columns.map(({ head }) => head)], rows);
}

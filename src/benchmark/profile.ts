import type { OperatorCount } from './result';

/** Counts operators by provider in a profile that onnxruntime wrote (Chrome's trace format). */
export function countOperators(profile: string): OperatorCount[] {
  const counts = new Map<string, OperatorCount>();
  for (const event of parseEvents(profile)) {
    const { op_name: op, provider } = event.args ?? {};
    if (event.cat !== 'Node' || !event.name?.endsWith('_kernel_time') || !op) continue;
    const key = `${op} ${provider}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { op, provider: provider ?? 'unknown', count });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.op.localeCompare(b.op));
}

interface TraceEvent {
  readonly cat?: string;
  readonly name?: string;
  readonly args?: { readonly op_name?: string; readonly provider?: string };
}

/** A profile that was cut off is no list. */
function parseEvents(profile: string): readonly TraceEvent[] {
  try {
    const parsed: unknown = JSON.parse(profile);
    return Array.isArray(parsed) ? (parsed as TraceEvent[]) : [];
  } catch {
    return [];
  }
}

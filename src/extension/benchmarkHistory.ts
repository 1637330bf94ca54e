/** Earlier runs, by config, in the workspace's memory: the newest of each, and no more than a memory should hold. */
import type { LayerChoice } from '../benchmark';
import type { RunView } from '../webview/protocol';

export interface KeptRun {
  readonly run: RunView;
  /** To run the same again. */
  readonly choice: LayerChoice;
}

export interface History {
  /** Newest first. */
  runsOf(file: string): readonly KeptRun[];
  add(file: string, run: KeptRun): void;
  forget(file: string): void;
}

/** What VS Code's `Memento` offers, as much of it as is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const memoryKey = 'layerwise.benchmark.runs';
export const runsPerFile = 20;
export const filesKept = 30;

/** Files in the order of their last run. */
type Kept = readonly (readonly [file: string, runs: readonly KeptRun[]])[];

export function createHistory(memory: Memory): History {
  const read = (): Kept => {
    const kept = memory.get(memoryKey);
    return Array.isArray(kept) ? kept : [];
  };
  const runsOf = (file: string): readonly KeptRun[] => read().find(([name]) => name === file)?.[1] ?? [];
  const others = (file: string): Kept => read().filter(([name]) => name !== file);
  return {
    runsOf,
    add: (file, run) => {
      const runs = [run, ...runsOf(file)].slice(0, runsPerFile);
      void memory.update(memoryKey, [[file, runs], ...others(file)].slice(0, filesKept));
    },
    forget: (file) => void memory.update(memoryKey, others(file)),
  };
}

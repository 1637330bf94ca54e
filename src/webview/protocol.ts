/** What the benchmark panel's host and its page tell each other. Both sides import these types; the page trusts no other text. */
import type { BenchmarkResult } from '../benchmark/result';

/** A run with the words for it: what the engine calls `gated-deltanet` is Gated DeltaNet to a person. */
export interface RunView {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly when: number;
  /** `Layer 2 · Gated DeltaNet · Qwen3-Next`. */
  readonly title: string;
  /** The kinds of the result by name. */
  readonly names: Readonly<Record<string, string>>;
  readonly result: BenchmarkResult;
}

/** A run that was kept, as a line to choose. */
export interface EarlierRun {
  readonly id: string;
  readonly when: number;
  readonly what: string;
  readonly where: string;
}

export type PanelView =
  | { readonly status: 'empty' }
  | {
      readonly status: 'running';
      readonly title: string;
      readonly doing: string;
      readonly done: number;
      readonly total: number;
      /** What is known so far: the device first, then layer by layer. */
      readonly partial?: RunView;
    }
  | {
      readonly status: 'failed';
      readonly title: string;
      readonly message: string;
      readonly advice?: string;
    }
  | { readonly status: 'cancelled'; readonly title: string }
  | { readonly status: 'done'; readonly run: RunView };

export type ToPage = {
  readonly type: 'show';
  /** The config, as a uri: with it a reloaded window finds its runs again. */
  readonly file: string;
  readonly view: PanelView;
  /** Newest first. */
  readonly earlier: readonly EarlierRun[];
};

export const exportFormats = ['json', 'csv', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'run-again' }
  | { readonly type: 'choose-layer' }
  | { readonly type: 'cancel' }
  | { readonly type: 'export'; readonly format: ExportFormat; readonly to: 'file' | 'clipboard' }
  | { readonly type: 'show-run'; readonly id: string }
  | { readonly type: 'forget-runs' };

/** What the page keeps for a reloaded window, whose host gets it back. */
export interface PageState {
  readonly file: string;
  readonly runId?: string;
  /** The context that the large number is for. */
  readonly contextTokens?: number;
}

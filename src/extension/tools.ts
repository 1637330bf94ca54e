import type * as vscode from 'vscode';
import type { Benchmark } from './benchmark';
import type { Safely } from './log';
import type { ScenarioStore } from './scenario';
import type { Service } from './service';

/** What every feature is registered with. */
export interface Tools {
  readonly log: vscode.LogOutputChannel;
  readonly safely: Safely;
  readonly service: Service;
  readonly scenario: ScenarioStore;
  readonly benchmark: Benchmark;
  /** The page that explains a rule; none for what a parser says. */
  readonly rulePage: (rule: string) => vscode.Uri | undefined;
}

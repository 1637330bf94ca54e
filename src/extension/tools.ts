import type * as vscode from 'vscode';
import type { Benchmark } from './benchmark';
import type { Safely } from './log';
import type { ProjectStore } from './projects';
import type { ScenarioStore } from './scenario';
import type { Service } from './service';
import type { WorkspaceCheck } from './workspaceCheck';

/** What every feature is registered with. */
export interface Tools {
  readonly log: vscode.LogOutputChannel;
  readonly safely: Safely;
  readonly projects: ProjectStore;
  readonly service: Service;
  readonly scenario: ScenarioStore;
  readonly benchmark: Benchmark;
  readonly workspaceCheck: WorkspaceCheck;
  /** Where the extension's own files are. */
  readonly extensionUri: vscode.Uri;
  /** The page that explains a rule; none for what a parser says. */
  readonly rulePage: (rule: string) => vscode.Uri | undefined;
}

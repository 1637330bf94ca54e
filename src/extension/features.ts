import type * as vscode from 'vscode';
import { createBenchmark, type Benchmark } from './benchmark';
import { registerCodeLens } from './codeLens';
import { commandsOf, type Commands } from './commands';
import { registerCompletion } from './completion';
import { registerContextKey } from './contextKey';
import { registerDiagnostics } from './diagnostics';
import { registerHover } from './hover';
import { registerInlayHints } from './inlayHints';
import type { Safely } from './log';
import { registerQuickFixes } from './quickFixes';
import { rulePages } from './rulePage';
import { createScenario } from './scenario';
import { createService } from './service';
import { registerStatusBar } from './statusBar';
import type { Tools } from './tools';

/** All that the extension does for a model config, one line each. */
const features = [
  registerDiagnostics,
  registerQuickFixes,
  registerHover,
  registerInlayHints,
  registerCodeLens,
  registerCompletion,
  registerStatusBar,
  registerContextKey,
];

/** What the gate needs of them. */
export type Started = Commands & { readonly restoreBenchmark: Benchmark['restore'] };

/** Registers every feature, and gives what the commands do. */
export function start(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  safely: Safely,
): Started {
  const { subscriptions, workspaceState, extension } = context;
  const service = createService(log);
  const scenario = createScenario(workspaceState);
  const manifest = extension.packageJSON as Parameters<typeof rulePages>[0];
  const benchmark = createBenchmark(context, { log, service });
  const tools: Tools = { log, safely, service, scenario, benchmark, rulePage: rulePages(manifest) };
  subscriptions.push(service, scenario, benchmark, ...features.map((register) => register(tools)));
  return { ...commandsOf(tools), restoreBenchmark: (panel, state) => benchmark.restore(panel, state) };
}

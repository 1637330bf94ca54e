import type * as vscode from 'vscode';
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

/** Registers every feature, and gives what the commands do. */
export function start(
  { subscriptions, workspaceState, extension }: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  safely: Safely,
): Commands {
  const service = createService(log);
  const scenario = createScenario(workspaceState);
  const manifest = extension.packageJSON as Parameters<typeof rulePages>[0];
  const tools: Tools = { log, safely, service, scenario, rulePage: rulePages(manifest) };
  subscriptions.push(service, scenario, ...features.map((register) => register(tools)));
  return commandsOf(tools);
}

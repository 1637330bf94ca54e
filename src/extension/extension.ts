import type { ExtensionContext } from 'vscode';
import { registerCodeLens } from './codeLens';
import { registerCommands } from './commands';
import { registerCompletion } from './completion';
import { registerContextKey } from './contextKey';
import { registerDiagnostics } from './diagnostics';
import { registerHover } from './hover';
import { registerInlayHints } from './inlayHints';
import { catchingBugs, createLog } from './log';
import { registerQuickFixes } from './quickFixes';
import { rulePages } from './rulePage';
import { createScenario } from './scenario';
import { registerScenarioPicker } from './scenarioPicker';
import { createService } from './service';
import { registerStatusBar } from './statusBar';
import type { Tools } from './tools';

/** All that the extension does, one line each. */
const features = [
  registerDiagnostics,
  registerQuickFixes,
  registerHover,
  registerInlayHints,
  registerCodeLens,
  registerCompletion,
  registerStatusBar,
  registerContextKey,
  registerScenarioPicker,
  registerCommands,
];

export function activate({ subscriptions, workspaceState, extension }: ExtensionContext): void {
  const log = createLog();
  const service = createService(log);
  const scenario = createScenario(workspaceState);
  const tools: Tools = {
    log,
    safely: catchingBugs(log),
    service,
    scenario,
    rulePage: rulePages(extension.packageJSON as Parameters<typeof rulePages>[0]),
  };
  subscriptions.push(log, service, scenario, ...features.map((register) => register(tools)));
}

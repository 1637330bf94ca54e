import type * as vscode from 'vscode';
import { createBenchmark, type Benchmark } from './benchmark';
import { registerCodeLens } from './codeLens';
import { commandsOf, type Commands } from './commands';
import { registerCompletion } from './completion';
import { registerContextKey } from './contextKey';
import { registerDiagnostics } from './diagnostics';
import { registerHover } from './hover';
import { registerInlayHints } from './inlayHints';
import { registerLinks } from './links';
import type { Safely } from './log';
import { registerProjectDiagnostics } from './projectDiagnostics';
import { createProjects } from './projects';
import { registerQuickFixes } from './quickFixes';
import { registerRuleCommands } from './ruleActions';
import { registerRewrites } from './rewrites';
import { rulePages } from './rulePage';
import { createScenario } from './scenario';
import { createService } from './service';
import { registerStatusBar } from './statusBar';
import type { Tools } from './tools';
import { createWorkspaceCheck } from './workspaceCheck';

/** All that the extension does for a model config, one line each. */
const features = [
  registerDiagnostics,
  registerProjectDiagnostics,
  registerQuickFixes,
  registerRewrites,
  registerHover,
  registerInlayHints,
  registerCodeLens,
  registerLinks,
  registerCompletion,
  registerStatusBar,
  registerContextKey,
  registerRuleCommands,
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
  const projects = createProjects();
  const scenario = createScenario(workspaceState, projects);
  const service = createService(log, projects, scenario);
  const manifest = extension.packageJSON as Parameters<typeof rulePages>[0];
  const benchmark = createBenchmark(context, { log, service });
  const rulePage = rulePages(manifest);
  const workspaceCheck = createWorkspaceCheck({ projects, scenario, rulePage, log });
  const tools: Tools = {
    log,
    safely,
    projects,
    service,
    scenario,
    benchmark,
    workspaceCheck,
    rulePage,
    extensionUri: context.extensionUri,
  };
  subscriptions.push(projects, scenario, service, benchmark, workspaceCheck);
  subscriptions.push(...features.map((register) => register(tools)));
  return { ...commandsOf(tools), restoreBenchmark: (panel, state) => benchmark.restore(panel, state) };
}

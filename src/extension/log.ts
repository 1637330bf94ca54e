import * as vscode from 'vscode';

/** Runs one entry point of the extension; a bug inside it is logged, and VS Code gets `undefined`. */
export type Safely = <T>(name: string, run: () => T) => T | undefined;

/** The output channel "Layerwise". It is never opened unasked. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Layerwise', { log: true });
}

/**
 * The rim at which bugs are caught. Whatever VS Code calls goes through it, so that a fault in one feature neither
 * takes the others along nor pops up at the reader; nothing further inside catches what it doesn't expect.
 */
export function catchingBugs(log: vscode.LogOutputChannel): Safely {
  const said = new Set<string>();
  return (name, run) => {
    try {
      return run();
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      // Providers run at every keystroke: the same fault again is worth a trace only.
      if (said.has(name + text)) log.trace(`${name}: ${text}`);
      else log.error(`${name}: ${text}`);
      said.add(name + text);
      return undefined;
    }
  };
}

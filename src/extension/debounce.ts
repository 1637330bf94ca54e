import type * as vscode from 'vscode';

/** One timer per document, so that typing in one file never cancels or delays the work on another. */
export interface Debounce extends vscode.Disposable {
  /** Runs after `milliseconds`, unless it is scheduled again or cancelled before. */
  schedule(document: vscode.TextDocument, milliseconds: number, run: () => void): void;
  cancel(document: vscode.TextDocument): void;
}

export function createDebounce(): Debounce {
  const timers = new Map<string, NodeJS.Timeout>();
  const cancel = (key: string): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  return {
    schedule(document, milliseconds, run) {
      const key = document.uri.toString();
      cancel(key);
      const timer = setTimeout(() => {
        timers.delete(key);
        run();
      }, milliseconds);
      timers.set(key, timer);
    },
    cancel: (document) => cancel(document.uri.toString()),
    dispose: () => [...timers.keys()].forEach(cancel),
  };
}

/** Reads a setting of ours. A settings file may hold anything: a value that can't be used counts as not set. */
import * as vscode from 'vscode';

export const section = 'layerwise';

export type Is<T> = (value: unknown) => value is T;

export function read<T>(key: string, scope: vscode.Uri | undefined, is: Is<T>): T | undefined {
  const value: unknown = vscode.workspace.getConfiguration(section, scope).get(key);
  return is(value) ? value : undefined;
}

export const isArray: Is<unknown[]> = (value) => Array.isArray(value);

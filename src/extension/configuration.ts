/** Reads a setting of ours. A settings file may hold anything: a value that can't be used counts as not set. */
import * as vscode from 'vscode';

export const section = 'layerwise';

export type Is<T> = (value: unknown) => value is T;

export function read<T>(key: string, scope: vscode.Uri | undefined, is: Is<T>): T | undefined {
  const value: unknown = vscode.workspace.getConfiguration(section, scope).get(key);
  return is(value) ? value : undefined;
}

/** The value that somebody set, in whatever scope; undefined where only the default holds. */
export function readExplicit<T>(key: string, scope: vscode.Uri | undefined, is: Is<T>): T | undefined {
  const found = vscode.workspace.getConfiguration(section, scope).inspect<unknown>(key);
  const value = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
  return is(value) ? value : undefined;
}

export const isArray: Is<unknown[]> = (value) => Array.isArray(value);

import * as vscode from 'vscode';
import { rules } from '../core/rules/registry';

/** Where the page of each rule is to be read: beside its source, in the repository that the manifest names. */
export function rulePages(manifest: {
  repository: { url: string };
}): (rule: string) => vscode.Uri | undefined {
  const names = new Set(rules.map(({ name }) => name));
  const folder = `${manifest.repository.url}/blob/main/src/core/rules`;
  return (rule) => (names.has(rule) ? vscode.Uri.parse(`${folder}/${rule}/README.md`) : undefined);
}

/**
 * Which files may be model configs. Most JSON is none, and must cost next to nothing: this stands apart from all that
 * is loaded for those that are.
 */
import * as vscode from 'vscode';
import { mayBeModelConfig } from '../core/glance';
import { isArray, read } from './configuration';

/** The languages of VS Code in which model configs are written. */
export const languages = ['json', 'jsonc', 'yaml'] as const;

/** Scheme, then globs, then language, then a look at the start of the text; only then is anything loaded and parsed. */
export function mayBeConfig(document: vscode.TextDocument): boolean {
  if (!isEditable(document.uri.scheme)) return false;
  const { include, exclude } = fileGlobs(document.uri);
  if (matches(exclude, document)) return false;
  if (matches(include, document)) return true;
  return isOurLanguage(document) && mayBeModelConfig(startOf(document));
}

/** The project file of Layerwise itself, whose problems are shown. */
export const isProjectFile = (uri: vscode.Uri): boolean => /\/\.layerwise\.(?:json|ya?ml)$/.test(uri.path);

/** Globs of files to look at whatever their language, and of files to leave alone. */
export function fileGlobs(scope?: vscode.Uri): { include: readonly string[]; exclude: readonly string[] } {
  return {
    include: read('files.include', scope, isArray)?.filter(isGlob) ?? [],
    exclude: read('files.exclude', scope, isArray)?.filter(isGlob) ?? [],
  };
}

export const isOurLanguage = ({ languageId }: vscode.TextDocument): boolean =>
  (languages as readonly string[]).includes(languageId);

/** Only texts that a person edits: the other side of a diff, an output or a preview shows no hints of ours. */
function isEditable(scheme: string): boolean {
  return (
    scheme === 'file' || scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true
  );
}

function matches(globs: readonly string[], document: vscode.TextDocument): boolean {
  return globs.some((pattern) => vscode.languages.match({ pattern }, document) > 0);
}

/** Enough lines for the look that `mayBeModelConfig` takes, without copying a large file to take it. */
function startOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, 4096, 0));
}

const isGlob = (value: unknown): value is string => typeof value === 'string' && value !== '';

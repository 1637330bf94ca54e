/**
 * The project files of the workspace, each read when a config below it is looked at. As on the command line the nearest
 * one upwards holds, here up to the workspace folder.
 */
import * as vscode from 'vscode';
import type { RuleSettings } from '../core/check';
import { languageOf } from '../core/document/parse';
import { readBaseline, type AcceptedFinding, type Baseline } from '../core/project/baseline';
import { controlOf, noControl, type Control } from '../core/project/control';
import type { ScenarioSettings } from '../core/memory/scenario';
import { projectFileNames, type Project, type ProjectProblem } from '../core/project/project';
import { readProject } from '../core/project/read';
import { isProjectFile } from './gate';
import { readTextFile } from './readText';

/** A project file as it is now, saved or not. */
export interface EditorProject {
  readonly uri: vscode.Uri;
  readonly folder: vscode.Uri;
  readonly project: Project;
  readonly problems: readonly ProjectProblem[];
  readonly baseline: { readonly folder: vscode.Uri; readonly entries: Baseline } | undefined;
}

export interface ProjectStore extends vscode.Disposable {
  /** The project of a file, once it was read; nothing of it is waited for. */
  of(uri: vscode.Uri): EditorProject | undefined;
  /** Reads the project of a file, unless it was read before. */
  load(uri: vscode.Uri): Promise<EditorProject | undefined>;
  /** Reads the project of a file again, for whoever does not want to wait for the file watcher. */
  reload(uri: vscode.Uri): Promise<EditorProject | undefined>;
  /** Fires when the project of some file has become another. */
  readonly onDidChange: vscode.Event<void>;
}

const filePattern = '**/{.layerwise.json,.layerwise.yaml,.layerwise.yml}';

export function createProjects(): ProjectStore {
  const changed = new vscode.EventEmitter<void>();
  /** What stands in each folder that was looked into. */
  const known = new Map<string, EditorProject | undefined>();
  const reading = new Map<string, Promise<EditorProject | undefined>>();
  const baselines = new Map<string, vscode.Disposable>();

  const read = async (folder: vscode.Uri): Promise<EditorProject | undefined> => {
    const key = folder.toString();
    const found = await readFolder(folder);
    known.set(key, found);
    reading.delete(key);
    watchBaseline(folder, found);
    return found;
  };

  const readOnce = (folder: vscode.Uri): Promise<EditorProject | undefined> => {
    const key = folder.toString();
    if (known.has(key)) return Promise.resolve(known.get(key));
    const running = reading.get(key) ?? read(folder);
    reading.set(key, running);
    return running;
  };

  /** What was read before holds until the new is there: nothing flickers. */
  const refresh = async (folder: vscode.Uri): Promise<void> => {
    if (!known.has(folder.toString())) return;
    await read(folder);
    changed.fire();
  };

  const watchBaseline = (folder: vscode.Uri, found: EditorProject | undefined): void => {
    const key = folder.toString();
    baselines.get(key)?.dispose();
    baselines.delete(key);
    const path = found?.project.baseline?.path;
    if (path === undefined) return;
    const uri = uriFrom(folder, path);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const pattern = new vscode.RelativePattern(parentOf(uri), name);
    baselines.set(
      key,
      watch(pattern, () => void refresh(folder)),
    );
  };

  const load = async (uri: vscode.Uri): Promise<EditorProject | undefined> => {
    for (const folder of foldersOf(uri)) {
      const found = await readOnce(folder);
      if (found) return found;
    }
    return undefined;
  };

  const refreshAt = (uri: vscode.Uri): void => void refresh(parentOf(uri));

  /** Of a folder that is deleted only the folder is told. */
  const refreshBelow = (uri: vscode.Uri): void => {
    for (const [key, found] of known) {
      if (found && isInside(uri, found.uri)) void refresh(vscode.Uri.parse(key));
    }
  };
  const deletions = vscode.workspace.createFileSystemWatcher('**', true, true, false);

  const watching = vscode.Disposable.from(
    changed,
    watch(filePattern, refreshAt),
    deletions,
    deletions.onDidDelete(refreshBelow),
    // What is being written holds at once, like everything else that is.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isProjectFile(document.uri)) refreshAt(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (isProjectFile(uri)) refreshAt(uri);
    }),
  );

  return {
    of(uri) {
      for (const folder of foldersOf(uri)) {
        const key = folder.toString();
        if (!known.has(key)) {
          void load(uri).then((found) => found && changed.fire());
          return undefined;
        }
        const found = known.get(key);
        if (found) return found;
      }
      return undefined;
    },
    load,
    async reload(uri) {
      await Promise.all(foldersOf(uri).map(read));
      changed.fire();
      return load(uri);
    },
    onDidChange: changed.event,
    dispose: () => vscode.Disposable.from(watching, ...baselines.values()).dispose(),
  };
}

/** Whether a project lets a file be checked. */
export function covers(found: EditorProject | undefined, uri: vscode.Uri): boolean {
  return !found || found.project.covers(pathIn(found.folder, uri));
}

/** What holds for a file: explicit settings first, then its project. */
export function controlFor(
  found: EditorProject | undefined,
  uri: vscode.Uri,
  explicit: { readonly rules: RuleSettings; readonly scenario: ScenarioSettings },
): Control {
  if (!found) return { ...noControl, ...explicit };
  return controlOf(found.project, pathIn(found.folder, uri), explicit, acceptedIn(found, uri));
}

function acceptedIn({ baseline }: EditorProject, uri: vscode.Uri): readonly AcceptedFinding[] {
  return baseline?.entries.get(pathIn(baseline.folder, uri)) ?? [];
}

/** A file's path from a folder, as globs and baselines have it. */
export function pathIn(folder: vscode.Uri, uri: vscode.Uri): string {
  const start = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  if (uri.path.startsWith(start)) return uri.path.slice(start.length);
  // A baseline may stand beside the configs that it is about.
  const up = parentOf(folder);
  return up.path === folder.path ? uri.path : `../${pathIn(up, uri)}`;
}

export const isInside = (folder: vscode.Uri, uri: vscode.Uri): boolean =>
  uri.path.startsWith(`${folder.path}/`);

/** From a file's own folder up to the workspace folder; none for files outside. */
function foldersOf(uri: vscode.Uri): vscode.Uri[] {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!root) return [];
  const folders: vscode.Uri[] = [];
  for (let folder = parentOf(uri); ; folder = parentOf(folder)) {
    folders.push(folder);
    if (folder.path === root.path || folder.path.length <= root.path.length) return folders;
  }
}

const parentOf = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, '..');

const uriFrom = (folder: vscode.Uri, path: string): vscode.Uri =>
  path.startsWith('/') ? folder.with({ path }) : vscode.Uri.joinPath(folder, path);

async function readFolder(folder: vscode.Uri): Promise<EditorProject | undefined> {
  for (const name of projectFileNames) {
    const uri = vscode.Uri.joinPath(folder, name);
    const text = await readTextFile(uri);
    if (text === undefined) continue;
    const { project, problems } = readProject(text, languageOf(name) ?? 'json');
    const { baseline, problem } = await readBaselineOf(folder, project);
    return { uri, folder, project, baseline, problems: problem ? [...problems, problem] : problems };
  }
  return undefined;
}

async function readBaselineOf(
  folder: vscode.Uri,
  project: Project,
): Promise<{ baseline: EditorProject['baseline']; problem?: ProjectProblem }> {
  if (!project.baseline) return { baseline: undefined };
  const { path, range } = project.baseline;
  const uri = uriFrom(folder, path);
  const text = await readTextFile(uri);
  const entries =
    text === undefined
      ? `There is no ${path}: layerwise check --write-baseline ${path} writes it.`
      : readBaseline(text);
  if (typeof entries !== 'string') return { baseline: { folder: parentOf(uri), entries } };
  return { baseline: undefined, problem: { code: 'key', severity: 'error', message: entries, range } };
}

function watch(pattern: vscode.GlobPattern, changed: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(changed),
    watcher.onDidChange(changed),
    watcher.onDidDelete(changed),
  );
}

/** Which project file holds for a file: the nearest one from its folder upwards, up to a `.git` folder or the root. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { languageOf } from '../core/document/parse';
import { indexLines, positionAt } from '../core/document/positions';
import { emptyProject, projectFileNames, type Project } from '../core/project/project';
import { readProject } from '../core/project/read';
import { failure } from './files';
import type { Io } from './io';
import { tellOf } from './messages';
import { displayPath, slashPath } from './paths';

/** A project and where it is. */
export interface FoundProject {
  readonly project: Project;
  /** Absolute; paths in the project file are relative to it. The working folder where there is no project file. */
  readonly folder: string;
  /** As it is shown; undefined where there is no project file. */
  readonly file: string | undefined;
}

export interface Projects {
  /** The project that holds for a file, by its path as given; `-` stands for a file in the working folder. */
  of(file: string): FoundProject;
  /** The file's path as the project's globs see it. */
  pathIn(found: FoundProject, file: string): string;
  readonly covers: (file: string) => boolean;
  /** What was wrong with the project files that were read since the last call. */
  takeMessages(): { readonly file: string; readonly message: string }[];
}

/** Tells what was wrong with project files; true where something was. */
export async function tellProblems(source: Pick<Projects, 'takeMessages'>, io: Io): Promise<boolean> {
  const messages = source.takeMessages();
  for (const { file, message } of messages) await tellOf(io, file, message);
  return messages.length > 0;
}

/** Folders that are remembered. Ten thousand folders of one project must not fill memory. */
const maximumRemembered = 1000;

export function findProjects({ cwd }: Pick<Io, 'cwd'>): Projects {
  const byFolder = new Map<string, FoundProject>();
  const byFile = new Map<string, FoundProject>();
  let messages: { file: string; message: string }[] = [];

  const read = (folder: string, name: string): FoundProject => {
    const path = join(folder, name);
    const file = displayPath(path, cwd);
    const known = byFile.get(path);
    if (known) return known;
    const { project, problems } = readProjectFile(path, file);
    messages.push(...problems);
    const found = { project, folder, file };
    byFile.set(path, found);
    return found;
  };

  const search = (folder: string): FoundProject => {
    const name = projectFileNames.find((candidate) => existsSync(join(folder, candidate)));
    if (name !== undefined) return read(folder, name);
    const parent = dirname(folder);
    return parent === folder || existsSync(join(folder, '.git'))
      ? { project: emptyProject, folder: cwd, file: undefined }
      : of(parent);
  };

  const of = (folder: string): FoundProject => {
    const known = byFolder.get(folder);
    if (known) return known;
    const found = search(folder);
    if (byFolder.size >= maximumRemembered) byFolder.clear();
    byFolder.set(folder, found);
    return found;
  };

  const projects: Projects = {
    of: (file) => of(file === '-' ? cwd : dirname(resolve(cwd, file))),
    pathIn: ({ folder }, file) => slashPath(folder, resolve(cwd, file)),
    covers: (file) => {
      const found = projects.of(file);
      return file === '-' || found.project.covers(projects.pathIn(found, file));
    },
    takeMessages: () => {
      const taken = messages;
      messages = [];
      return taken;
    },
  };
  return projects;
}

function readProjectFile(
  path: string,
  file: string,
): { project: Project; problems: { file: string; message: string }[] } {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { message } = failure(file, error);
    return { project: emptyProject, problems: [{ file, message }] };
  }
  const { project, problems } = readProject(text, languageOf(path) ?? 'json');
  const index = indexLines(text);
  return {
    project,
    problems: problems
      // What is merely unwise belongs into an editor.
      .filter(({ severity }) => severity === 'error')
      .map(({ message, range }) => {
        const { line, character } = positionAt(index, range.start);
        return { file: `${file}:${line + 1}:${character + 1}`, message };
      }),
  };
}

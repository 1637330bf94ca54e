import { statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { RuleSettings } from '../core/check';
import type { Project, SuppressedFinding } from '../core/project/project';
import { unusedEntries, type Usage } from '../core/project/unused';
import { formatCount } from '../core/format';
import type { FoundProject } from './projects';

/** How many entries are named one by one. */
const maximumNamed = 5;

/** What entries of project files were good for, over a run. */
export class ProjectUse {
  private readonly projects = new Map<Project, { found: FoundProject; usage: OpenUsage }>();

  constructor(
    private readonly cwd: string,
    private readonly flags: RuleSettings,
  ) {}

  note(found: FoundProject, { entries, rules, undecided }: Usage): void {
    if (found.file === undefined) return;
    const known = this.projects.get(found.project) ?? { found, usage: openUsage() };
    this.projects.set(found.project, known);
    for (const entry of entries) known.usage.entries.add(entry);
    for (const rule of rules) known.usage.rules.add(rule);
    for (const rule of undecided) known.usage.undecided.add(rule);
  }

  /** One line for each project file, all of whose files the run has seen, with entries that suppress nothing. */
  unused(paths: readonly string[]): string[] {
    const folders = paths.map((path) => resolve(this.cwd, path)).filter(isFolder);
    return [...this.projects.values()]
      .filter(({ found }) => folders.some((folder) => isWithin(folder, found.folder)))
      .flatMap(({ found, usage }) => {
        const unused = unusedEntries(found.project, [usage], this.flags);
        if (unused.length === 0) return [];
        const titles = unused.slice(0, maximumNamed).map(({ title }) => title);
        const more = unused.length > maximumNamed ? [`${unused.length - maximumNamed} more`] : [];
        const what =
          unused.length === 1 ? '1 entry suppresses' : `${formatCount(unused.length)} entries suppress`;
        return [`${found.file}: ${what} nothing and can be removed: ${[...titles, ...more].join('; ')}.`];
      })
      .sort();
  }
}

interface OpenUsage extends Usage {
  readonly entries: Set<SuppressedFinding>;
  readonly rules: Set<string>;
  readonly undecided: Set<string>;
}

const openUsage = (): OpenUsage => ({ entries: new Set(), rules: new Set(), undecided: new Set() });

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

const isWithin = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

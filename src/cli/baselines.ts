/** The files of accepted findings that a run reads, and the one that it may write. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  acceptedOf,
  readBaseline,
  writeBaseline,
  type AcceptedFinding,
  type Baseline,
} from '../core/project/baseline';
import { counted } from '../core/report/text/findings';
import type { Finding } from '../core/rules/rule';
import { UsageError } from './arguments';
import { failure } from './files';
import { displayPath, slashPath } from './paths';
import type { FoundProject } from './projects';

interface Loaded {
  readonly path: string;
  readonly baseline: Baseline;
  /** Files of this run. */
  readonly seen: Set<string>;
  readonly gone: { file: string; entry: AcceptedFinding }[];
}

/** How many accepted findings that are gone are named one by one. */
const maximumNamed = 5;

export class Baselines {
  private readonly loaded = new Map<string, Loaded | undefined>();
  private messages: { file: string; message: string }[] = [];

  /** @param flag the baseline that the command line names; else each project file may name one */
  constructor(
    private readonly cwd: string,
    private readonly flag: string | undefined,
  ) {
    if (flag === undefined) return;
    const read = readFile(resolve(cwd, flag), flag);
    if (typeof read === 'string')
      throw new UsageError(`--baseline ${flag}: ${read} --write-baseline ${flag} writes it.`);
    this.loaded.set(resolve(cwd, flag), load(resolve(cwd, flag), read));
  }

  /** What is accepted in a file. */
  acceptedIn(file: string, found: FoundProject): readonly AcceptedFinding[] {
    const loaded = this.baselineFor(found);
    return (loaded && file !== '-' && loaded.baseline.get(this.keyOf(loaded, file))) || [];
  }

  /** Notes what became of a file's accepted findings. */
  note(file: string, found: FoundProject, gone: readonly AcceptedFinding[]): void {
    const loaded = this.baselineFor(found);
    if (!loaded || file === '-') return;
    loaded.seen.add(this.keyOf(loaded, file));
    for (const entry of gone) loaded.gone.push({ file, entry });
  }

  /** Baselines that could not be read. */
  takeMessages(): { readonly file: string; readonly message: string }[] {
    const taken = this.messages;
    this.messages = [];
    return taken;
  }

  /** One line per baseline on what it accepts in vain: it may shrink. */
  removable(): string[] {
    return [...this.loaded.values()].flatMap((loaded) => {
      if (!loaded) return [];
      const gone = [...loaded.gone, ...this.goneWithTheirFiles(loaded)];
      if (gone.length === 0) return [];
      const named = gone
        .slice(0, maximumNamed)
        .map(
          ({ file, entry: { rule, pointer } }) =>
            `${file} ${rule} at ${pointer === '' ? 'the top' : pointer}`,
        );
      const more = gone.length > maximumNamed ? [`${gone.length - maximumNamed} more`] : [];
      const label = displayPath(loaded.path, this.cwd);
      const what = counted(gone.length, 'accepted finding');
      return [
        `${label}: ${what} can be removed, being there no more: ${[...named, ...more].join('; ')}. --write-baseline ${label} does so.`,
      ];
    });
  }

  private goneWithTheirFiles({ path, baseline, seen }: Loaded): Loaded['gone'] {
    return [...baseline]
      .filter(([key]) => !seen.has(key) && !existsSync(resolve(dirname(path), key)))
      .flatMap(([key, entries]) =>
        entries.map((entry) => ({ file: displayPath(resolve(dirname(path), key), this.cwd), entry })),
      );
  }

  private baselineFor({ project, folder, file }: FoundProject): Loaded | undefined {
    if (this.flag !== undefined) return this.loaded.get(resolve(this.cwd, this.flag));
    if (!project.baseline) return undefined;
    const path = resolve(folder, project.baseline.path);
    if (this.loaded.has(path)) return this.loaded.get(path);
    const label = displayPath(path, this.cwd);
    const read = readFile(path, label);
    if (typeof read === 'string') {
      const message = `${read} ${file ?? 'The project file'} names it; layerwise check --write-baseline ${label} writes it.`;
      this.messages.push({ file: label, message });
    }
    const loaded = typeof read === 'string' ? undefined : load(path, read);
    this.loaded.set(path, loaded);
    return loaded;
  }

  private keyOf({ path }: Loaded, file: string): string {
    return slashPath(dirname(path), resolve(this.cwd, file));
  }
}

const load = (path: string, baseline: Baseline): Loaded => ({ path, baseline, seen: new Set(), gone: [] });

/** What a baseline's file holds; a message where that can't be read. */
function readFile(path: string, label: string): Baseline | string {
  try {
    return readBaseline(readFileSync(path, 'utf8'));
  } catch (error) {
    return failure(label, error).message;
  }
}

/** Collects a run's findings, and writes them as accepted. */
export class BaselineWriter {
  private readonly path: string;
  private readonly before: Baseline;
  private readonly files = new Map<string, AcceptedFinding[]>();
  private count = 0;

  constructor(
    private readonly cwd: string,
    private readonly label: string,
  ) {
    this.path = resolve(cwd, label);
    const before = existsSync(this.path) ? readFile(this.path, label) : new Map<string, AcceptedFinding[]>();
    // A slip of the hand must not overwrite a config.
    if (typeof before === 'string')
      throw new UsageError(`--write-baseline ${label}: the file is there, and ${before}`);
    this.before = before;
  }

  add(file: string, findings: readonly Finding[]): void {
    if (file === '-') return;
    const accepted = acceptedOf(findings);
    this.count += accepted.length;
    this.files.set(slashPath(dirname(this.path), resolve(this.cwd, file)), accepted);
  }

  /** Writes it; what it said of files that this run has not seen stays, as long as they are there. */
  write(): string {
    const kept = [...this.before].filter(
      ([file]) => !this.files.has(file) && existsSync(resolve(dirname(this.path), file)),
    );
    writeFileSync(this.path, writeBaseline(new Map([...kept, ...this.files])));
    return `${counted(this.count, 'finding')} accepted in ${this.label}.`;
  }
}

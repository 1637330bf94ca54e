/**
 * The project file `.layerwise.json` (or .yaml, .yml): what holds for the configs below its folder, for the editor and
 * the command line alike. The nearest one upwards from a config is the only one that counts for it.
 *
 * Precedence, here and everywhere: a flag or setting that is explicitly set, then the project file, then defaults; of
 * rules and of the scenario each entry on its own.
 */
import type { RuleSettings } from '../check';
import type { Range } from '../document/node';
import type { Pointer } from '../document/pointer';
import type { EngineId } from '../memory/engines/registry';
import type { ScenarioSettings } from '../memory/scenario';
import { matching, type Matches } from './globs';

/** In the order in which they are looked for in a folder. */
export const projectFileNames = ['.layerwise.json', '.layerwise.yaml', '.layerwise.yml'] as const;

export interface Project {
  readonly rules: RuleSettings;
  /** Where it sets each of them. */
  readonly rulePlaces: ReadonlyMap<string, Range>;
  /** Whether a file is to be checked at all; paths are relative to the project file's folder, with slashes. */
  readonly covers: Matches;
  readonly scenario: ScenarioSettings;
  /** What `estimate` shows side by side. */
  readonly engines: readonly EngineId[] | undefined;
  readonly suppress: readonly SuppressedFinding[];
  /** Path of the baseline, relative to the project file's folder, and where it is written. */
  readonly baseline: { readonly path: string; readonly range: Range } | undefined;
}

/** A finding that is meant to be there. */
export interface SuppressedFinding {
  readonly matches: Matches;
  readonly rule: string;
  /** That place only; undefined means the whole file. */
  readonly pointer: Pointer | undefined;
  /** The glob as it is written. */
  readonly file: string;
  readonly range: Range;
}

/** What is wrong with a project file. Whatever has a problem is left out: it never switches a check off by mistake. */
export interface ProjectProblem {
  readonly code: 'syntax' | 'key' | 'rule' | 'value' | 'glob' | 'reason' | 'effect';
  readonly severity: 'error' | 'hint';
  /** What is wrong, and the way out. */
  readonly message: string;
  readonly range: Range;
}

export const emptyProject: Project = {
  rules: {},
  rulePlaces: new Map(),
  covers: () => true,
  scenario: {},
  engines: undefined,
  suppress: [],
  baseline: undefined,
};

/** `include` without an entry lets everything in; `exclude` has the last word. */
export function covering(include: readonly string[], exclude: readonly string[]): Matches {
  const included = include.length === 0 ? () => true : matching(include);
  const excluded = matching(exclude);
  return (path) => included(path) && !excluded(path);
}

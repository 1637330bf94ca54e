/** What flags, project files and baselines together say about a run of `check`. */
import type { RuleSettings } from '../core/check';
import type { ScenarioSettings } from '../core/memory/scenario';
import { controlOf, type Control } from '../core/project/control';
import { BaselineWriter, Baselines } from './baselines';
import type { Checked } from './check-input';
import type { Io } from './io';
import { findProjects } from './projects';
import { ProjectUse } from './project-use';

export interface CheckFlags {
  readonly rules: RuleSettings;
  /** How the model is to be served. */
  readonly scenario: ScenarioSettings;
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
}

export interface CheckPolicy {
  readonly covers: (file: string) => boolean;
  /** The project file that holds for a file, as it is shown. */
  projectFile(file: string): string;
  readonly controlOf: (file: string) => Control;
  /** Takes note of what came of a file; what is collected for a new baseline is no finding any more. */
  settle(checked: Checked): Checked;
  /** What was wrong with project files and baselines since the last call. */
  takeMessages(): { readonly file: string; readonly message: string }[];
  /**
   * Ends the run: what there is to say of its baselines, and of entries of project files that suppress nothing.
   *
   * @param folders that were looked at as a whole
   */
  end(folders: readonly string[]): string[];
}

export function checkPolicy({ rules, scenario, baseline, writeBaseline }: CheckFlags, io: Io): CheckPolicy {
  const projects = findProjects(io);
  const baselines = new Baselines(io.cwd, baseline);
  const use = new ProjectUse(io.cwd, rules);
  const writer = writeBaseline === undefined ? undefined : new BaselineWriter(io.cwd, writeBaseline);

  return {
    covers: projects.covers,
    projectFile: (file) => projects.of(file).file ?? 'the project file',
    controlOf: (file) => {
      const found = projects.of(file);
      const accepted = writer ? [] : baselines.acceptedIn(file, found);
      return controlOf(found.project, projects.pathIn(found, file), { rules, scenario }, accepted);
    },
    settle: (checked) => {
      const { file, findings, controlled } = checked;
      use.note(projects.of(file), controlled.usage);
      if (!writer) {
        baselines.note(file, projects.of(file), controlled.gone);
        return checked;
      }
      writer.add(file, findings);
      return { ...checked, findings: [], controlled: { ...controlled, accepted: findings.length } };
    },
    takeMessages: () => [...projects.takeMessages(), ...baselines.takeMessages()],
    end: (folders) => [...(writer ? [writer.write()] : baselines.removable()), ...use.unused(folders)],
  };
}

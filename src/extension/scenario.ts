/** The scenario that everything is shown for: what was picked in this workspace, over settings and project files. */
import * as vscode from 'vscode';
import { defaultView, type View } from '../core/features/view';
import type { ScenarioSettings } from '../core/memory/scenario';
import type { ProjectStore } from './projects';
import { scenarioSettings } from './settings';

export interface ScenarioStore extends vscode.Disposable {
  /** The scenario of a file: what was picked, over what the settings and its project file say. */
  at(uri: vscode.Uri | undefined): Scenario;
  /** Fires when the scenario of some file has become another. */
  readonly onDidChange: vscode.Event<void>;
  /** Forgets what was picked, so that settings and project files hold again. */
  reset(): void;
}

export interface Scenario {
  readonly view: View;
  /** The part of it that somebody said, for rules that must not guess. */
  readonly said: ScenarioSettings;
  /** Picks values; they are remembered in the workspace. */
  pick(change: Picked): void;
  reset(): void;
  readonly isPicked: boolean;
}

/** `null` stands for "no budget", since what is remembered as JSON can't be undefined. */
type Picked = Partial<Omit<View, 'budgetBytes'>> & { readonly budgetBytes?: number | null };

const memoryKey = 'layerwise.scenario';

/** The setting behind each part of a scenario. */
const settingOf: Record<keyof View, string> = {
  contextTokens: 'layerwise.estimate.contextTokens',
  batch: 'layerwise.estimate.batch',
  cacheDtype: 'layerwise.estimate.cacheDtype',
  engine: 'layerwise.estimate.engine',
  tensorParallel: 'layerwise.estimate.tensorParallel',
  budgetBytes: 'layerwise.estimate.budgetGiB',
};

export function createScenario(memory: vscode.Memento, projects: ProjectStore): ScenarioStore {
  const changed = new vscode.EventEmitter<void>();
  let picked = memory.get<Picked>(memoryKey, {});

  const update = (next: Picked): void => {
    picked = next;
    void memory.update(memoryKey, picked);
    changed.fire();
  };

  const settingsChanged = vscode.workspace.onDidChangeConfiguration((event) => {
    const parts = (Object.keys(settingOf) as (keyof View)[]).filter((part) =>
      event.affectsConfiguration(settingOf[part]),
    );
    if (parts.length === 0) return;
    // Whoever edits a setting wants to see it at work, whatever was picked before.
    update(
      Object.fromEntries(Object.entries(picked).filter(([part]) => !parts.includes(part as keyof View))),
    );
  });

  const reset = (): void => update({});
  const projectsChanged = projects.onDidChange(() => changed.fire());

  return {
    at: (uri) => ({
      get view() {
        return { ...defaultView, ...this.said };
      },
      get said() {
        const project = uri && projects.of(uri)?.project.scenario;
        return { ...project, ...scenarioSettings(), ...saidBy(picked) };
      },
      get isPicked() {
        return Object.keys(picked).length > 0;
      },
      pick: (change) => update({ ...picked, ...change }),
      reset,
    }),
    onDidChange: changed.event,
    reset,
    dispose: () => vscode.Disposable.from(changed, settingsChanged, projectsChanged).dispose(),
  };
}

function saidBy({ budgetBytes, ...picked }: Picked): ScenarioSettings {
  return budgetBytes === undefined ? picked : { ...picked, budgetBytes: budgetBytes ?? undefined };
}

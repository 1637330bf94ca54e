/** The scenario that everything is shown for: what was picked in this workspace, over the settings. */
import * as vscode from 'vscode';
import type { View } from '../core/features/view';
import { defaultScenarioView } from './settings';

export interface ScenarioStore extends vscode.Disposable {
  readonly view: View;
  /** Fires when `view` has become another. */
  readonly onDidChange: vscode.Event<void>;
  /** Picks values; they are remembered in the workspace. */
  pick(change: Picked): void;
  /** Forgets what was picked, so that the settings hold again. */
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

export function createScenario(memory: vscode.Memento): ScenarioStore {
  const changed = new vscode.EventEmitter<void>();
  let picked = memory.get<Picked>(memoryKey, {});
  let view = combine(picked);

  const update = (next: Picked): void => {
    picked = next;
    view = combine(picked);
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

  return {
    get view() {
      return view;
    },
    get isPicked() {
      return Object.keys(picked).length > 0;
    },
    onDidChange: changed.event,
    pick: (change) => update({ ...picked, ...change }),
    reset: () => update({}),
    dispose: () => vscode.Disposable.from(changed, settingsChanged).dispose(),
  };
}

function combine({ budgetBytes, ...picked }: Picked): View {
  const settings = defaultScenarioView();
  return {
    ...settings,
    ...picked,
    budgetBytes: budgetBytes === undefined ? settings.budgetBytes : (budgetBytes ?? undefined),
  };
}

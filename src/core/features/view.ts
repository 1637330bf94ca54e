import type { Model } from '../analyse';
import type { EngineId } from '../memory/engines/registry';
import { defaultScenario, fallbackContextTokens, type Scenario } from '../memory/scenario';
import type { Dtype } from '../reference/dtypes';

/** What the reader chose to look at: a scenario without a context means the model's own maximum. */
export interface View {
  readonly contextTokens: number | 'maximum';
  readonly batch: number;
  readonly cacheDtype: Dtype | 'auto';
  readonly engine: EngineId;
  readonly tensorParallel: number;
  /** Bytes of one GPU that caches and states may take; undefined where no budget is set. */
  readonly budgetBytes: number | undefined;
}

export const defaultView: View = {
  ...defaultScenario,
  contextTokens: 'maximum',
  budgetBytes: undefined,
};

/** `maximum` is what the config declares, or a modest context where it declares none. */
export function scenarioOf(model: Model, view: View): Scenario {
  const { maximumContextTokens } = model.architecture;
  return {
    contextTokens:
      view.contextTokens === 'maximum' ? (maximumContextTokens ?? fallbackContextTokens) : view.contextTokens,
    batch: view.batch,
    cacheDtype: view.cacheDtype,
    engine: view.engine,
    tensorParallel: view.tensorParallel,
  };
}

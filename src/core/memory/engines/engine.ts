import type { Growth, StateTensor } from '../../mixers/state';
import type { Dtype, StateDtype } from '../../reference/dtypes';
import type { Mixer } from '../../mixers/registry';

/** Dtypes that a scenario fixes for one model. */
export interface ScenarioDtypes {
  /** Of growing caches. */
  readonly cache: Dtype;
  /** Of activations. */
  readonly model: Dtype;
}

/** Who runs the model: the same layer takes other bytes in each. Values only; no behaviour beyond these functions. */
export interface Engine {
  readonly name: string;
  /** Version whose source the rules below were read in. */
  readonly version: string;
  /** One sentence: what this engine's number means. */
  readonly basis: string;
  /** Entries that a tensor holds at a context of `contextTokens`. */
  length(growth: Growth, contextTokens: number): number;
  dtype(rule: StateTensor['dtype'], dtypes: ScenarioDtypes): StateDtype;
  /** Keys and values are kept as the model's own class keeps them, repeated heads among them (Falcon-40B). */
  readonly keepsRepeatedHeads?: boolean;
  /** What a reader must know about these mixers in this engine. */
  assumptions(mixers: readonly Mixer[], dtypes: ScenarioDtypes): string[];
}

import type { Mixer } from '../../mixers/registry';
import type { Growth, StateTensor } from '../../mixers/state';
import type { Dtype, StateDtype } from '../../reference/dtypes';

/** Dtypes that a scenario fixes for one model. */
export interface ScenarioDtypes {
  /** Of growing caches. */
  readonly cache: Dtype;
  /** Of activations. */
  readonly model: Dtype;
  /** Of recurrent states, where the config says it to the engines. */
  readonly state?: Dtype;
}

/** What an engine must know of a scenario to say which tensors it keeps. */
export interface EngineScenario {
  readonly dtypes: ScenarioDtypes;
  readonly tensorParallel: number;
}

/** What the layers with one mixer keep. */
export interface KeptState {
  readonly mixer: Mixer;
  /** Indices of these layers, ascending. */
  readonly layers: readonly number[];
  readonly tensors: readonly KeptTensor[];
}

export interface KeptTensor {
  readonly tensor: StateTensor;
  readonly dtype: StateDtype;
  /** Of one entry along its length, of one sequence and GPU. */
  readonly entryBytes: number;
}

/** Memory that is handed out in pages, which need not be full. */
export interface Pages {
  /** Entries that a tensor has room for at a context. */
  length(tensor: StateTensor, contextTokens: number): number;
  /** All pages of one sequence at a context, in bytes. */
  bytes(contextTokens: number): number;
  /** Bytes that one more token adds in the long run. */
  readonly bytesPerToken: number;
  /** Contexts up to this one at which more pages may be held than at it. */
  peaks(contextTokens: number): number[];
  /** What a reader must know about them. */
  readonly assumptions: readonly string[];
}

/** Who runs the model: the same layer takes other bytes in each. Values only; no behaviour beyond these functions. */
export interface Engine {
  readonly name: string;
  /** Version whose source the rules below were read in. */
  readonly version: string;
  /** One sentence: what this engine's number means. */
  readonly basis: string;
  /** Tensors that it keeps of a mixer; undefined where they are the mixer's own. */
  state?(mixer: Mixer, scenario: EngineScenario): readonly StateTensor[] | undefined;
  /** Entries that a tensor holds at a context of `contextTokens`, where there are no pages. */
  length(growth: Growth, contextTokens: number): number;
  dtype(tensor: StateTensor, mixer: Mixer, dtypes: ScenarioDtypes): StateDtype;
  /** How it cuts what all layers keep into pages; undefined where it keeps each tensor as long as it is. */
  pages?(kept: readonly KeptState[]): Pages | undefined;
  /** Keys and values are kept as the model's own class keeps them, repeated heads among them (Falcon-40B). */
  readonly keepsRepeatedHeads?: boolean;
  /** What a reader must know about these mixers in this engine, and about its pages where it has some. */
  assumptions(mixers: readonly Mixer[], dtypes: ScenarioDtypes, pages: Pages | undefined): string[];
}

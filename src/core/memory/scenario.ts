import type { Dtype } from '../reference/dtypes';
import type { EngineId } from './engines/registry';

/** Under what circumstances memory is estimated. */
export interface Scenario {
  /** Tokens in the cache of each sequence. */
  readonly contextTokens: number;
  /** Sequences at once. */
  readonly batch: number;
  /** `auto`: the model's own 16-bit dtype; bf16 for a config that names none or float32. */
  readonly cacheDtype: Dtype | 'auto';
  readonly engine: EngineId;
  /** GPUs that share the model's heads; bytes are then per GPU. */
  readonly tensorParallel: number;
}

export const defaultScenario: Omit<Scenario, 'contextTokens'> = {
  batch: 1,
  cacheDtype: 'auto',
  engine: 'transformers',
  tensorParallel: 1,
};

/** A scenario as far as a project file, a setting or a flag says it; what is left out is decided by whoever comes next. */
export interface ScenarioSettings {
  readonly contextTokens?: number | 'maximum';
  readonly batch?: number;
  readonly cacheDtype?: Dtype | 'auto';
  readonly engine?: EngineId;
  readonly tensorParallel?: number;
  /** Stages that the layers are cut into, one after the other; the rules' alone, like the next two. */
  readonly pipelineParallel?: number;
  /** GPUs that share out whole experts. */
  readonly expertParallel?: number;
  /** GPUs of a tensor-parallel group that share out the tokens of the cache. */
  readonly decodeContextParallel?: number;
  /** Undefined where somebody said that there is none. */
  readonly budgetBytes?: number | undefined;
}

/** Context to show for a model that declares none. */
export const fallbackContextTokens = 4096;

import { fixtureNames, readFixture } from '../models';

/** What transformers held and counted for one config: a file of test/fixtures/oracle, made by compact.mjs there. */
export interface Measurement {
  /** Name of the measurement's own file, without `.json`. */
  readonly name: string;
  /** Path of the config under test/fixtures/configs. */
  readonly config: string;
  readonly modelType: string;
  readonly textModelType: string;
  readonly measuredClass: string;
  /** The config names a class that is not in transformers; the plain class of its model type was measured. */
  readonly architectureMismatch?: string;
  /** Why the parameter count is no reference. */
  readonly parametersUnreliable?: string;
  readonly parameters: { readonly total: number; readonly byTopModule: Readonly<Record<string, number>> };
  readonly runs: readonly MeasuredRun[];
}

/** A prefill of `context` tokens in bf16, and the cache that it left. */
export interface MeasuredRun {
  readonly context: number;
  readonly batch: number;
  readonly totals: Readonly<Partial<Record<string, number>>> & { readonly total: number };
  /** Only for a batch of 1. Layers that are in no entry hold nothing. */
  readonly layers?: readonly MeasuredLayers[];
}

export interface MeasuredLayers {
  /** First and last index of each run of layers; -1 for a tensor that spans all layers. */
  readonly at: readonly (readonly [first: number, last: number])[];
  readonly tensors: readonly MeasuredTensor[];
}

export type MeasuredTensor = readonly [kind: string, shape: readonly number[], dtype: string, bytes: number];

export function readMeasurements(): Measurement[] {
  return fixtureNames('oracle')
    .filter((name) => name.endsWith('.json'))
    .map((file) => ({
      ...(JSON.parse(readFixture(`oracle/${file}`)) as Omit<Measurement, 'name'>),
      name: file.replace(/\.json$/, ''),
    }));
}

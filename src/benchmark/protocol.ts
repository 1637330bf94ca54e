import type { LayerSpec } from './graphs/build';
import type { Path } from './graphs/layer';
import type { Placement } from './graphs/random';
import type { FloatType } from './onnx/graph';
import type { Ceilings, OperatorCount, Provider } from './result';
import type { Samples } from './statistics';

/** Messages between the parent (client.ts) and the child (worker.ts). A request is answered once, by its id. */

export type Request =
  | {
      readonly type: 'open';
      readonly id: number;
      readonly provider: Provider;
      /** An onnxruntime-node folder to use instead of the installed package. */
      readonly runtimePath?: string;
    }
  | { readonly type: 'ceilings'; readonly id: number }
  | {
      readonly type: 'measure';
      readonly id: number;
      readonly spec: Omit<LayerSpec, 'path' | 'dtype'>;
      /** For the judgement that decides whether more is measured. */
      readonly work: { readonly bytesMoved: number; readonly flops: number };
      readonly ceilings: Ceilings;
      /** Whether three stacked layers fit besides one and two. */
      readonly roomForThree: boolean;
      readonly profile: boolean;
    };

export type RequestType = Request['type'];

/** Replies, one for each request. */
export type Reply =
  | {
      readonly type: 'opened';
      readonly id: number;
      readonly dtype: FloatType;
      /** Where weights and caches will be: what memory is needed depends on it. */
      readonly placement: Placement;
      readonly node: string;
      readonly onnxruntime: string;
    }
  | {
      readonly type: 'refused';
      readonly id: number;
      readonly reason: string;
      /** The package is not there, so no provider will start. */
      readonly notInstalled: boolean;
    }
  | { readonly type: 'ceilings'; readonly id: number; readonly ceilings: Ceilings }
  | { readonly type: 'measured'; readonly id: number; readonly measurement: Measurement }
  | { readonly type: 'failed'; readonly id: number; readonly reason: string };

/** What comes before the reply. */
export type Event =
  | { readonly type: 'doing'; readonly id: number; readonly what: string }
  /** A first idea of the time of one layer. */
  | { readonly type: 'preliminary'; readonly id: number; readonly milliseconds: number };

export type FromChild = Reply | Event;

export interface Measurement {
  readonly path: Path;
  readonly samples: Samples;
  readonly leftOut: readonly string[];
  /** What is in the time that a reader would not expect. */
  readonly remarks: readonly string[];
  readonly ops: readonly OperatorCount[];
}

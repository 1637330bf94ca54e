import type { Architecture } from '../architecture';
import type { Fields } from './fields';

/** One architecture that configs instantiate: how to tell it, and how its fields become layers. */
export interface Family {
  /** Its `model_type` in transformers where it has one: `qwen3_next`. */
  readonly id: string;
  /** As its makers write it: "Qwen3-Next". */
  readonly title: string;
  /** Values of `model_type` that mean this family, the id among them. */
  readonly modelTypes: readonly string[];
  /** Start of the class names in `architectures`, for configs without a known `model_type`: `Qwen3Next`. */
  readonly architectures: readonly string[];
  /**
   * Names that the implementation itself accepts besides the canonical one (transformers' `attribute_map`), as they win
   * where several are written: the canonical one does, unless it stands in the list, after others.
   */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** The hybrid ratio of the published checkpoints, bounded-cost layers to global ones: `3:1`, and where it is said. */
  readonly publishedRatio?: { readonly ratio: string; readonly source: string };
  /** The part of a head that rotary positions turn where the config does not say: 0 where there are none, 1 unless said. */
  readonly rotaryShare?: number;
  /** Fields → layers. Never throws; what can't be read becomes an issue of `fields`. */
  describe(fields: Fields): Architecture;
}

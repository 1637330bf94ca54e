import { headsNotMultipleOfKv } from './heads-not-multiple-of-kv';
import { layerTypesLength } from './layer-types-length';
import { nonIntegerDimension } from './non-integer-dimension';
import type { Rule } from './rule';

/** Every rule, by the sections of the catalogue. */
export const rules: readonly Rule[] = [
  // Structure
  nonIntegerDimension,
  // Heads and dims
  headsNotMultipleOfKv,
  // Layer pattern and hybrid ratio
  layerTypesLength,
];

import { architectureModelTypeMismatch } from './architecture-model-type-mismatch';
import { cannotBeBuilt } from './cannot-be-built';
import { headDimIgnored } from './head-dim-ignored';
import { headDimOmittedFixedDefault } from './head-dim-omitted-fixed-default';
import { headDimOmittedRequired } from './head-dim-omitted-required';
import { headDimUnusual } from './head-dim-unusual';
import { headsNotMultipleOfKv } from './heads-not-multiple-of-kv';
import { hiddenHeadsFloor } from './hidden-heads-floor';
import { hiddenNotMultipleOfHeads } from './hidden-not-multiple-of-heads';
import { jsonInfinityLiteral } from './json-infinity-literal';
import { kimiIndexOutOfRange } from './kimi-index-out-of-range';
import { kimiLayerOverlap } from './kimi-layer-overlap';
import { kimiLayerUnassigned } from './kimi-layer-unassigned';
import { kimiListsIncomplete } from './kimi-lists-incomplete';
import { kimiZeroIndex } from './kimi-zero-index';
import { kvHeadsExceedHeads } from './kv-heads-exceed-heads';
import { kvHeadsOmitted } from './kv-heads-omitted';
import { layerTypesLegacyName } from './layer-types-legacy-name';
import { layerTypesLength } from './layer-types-length';
import { layerTypesUnknown } from './layer-types-unknown';
import { layerTypesUnsupportedByFamily } from './layer-types-unsupported-by-family';
import { missingModelType } from './missing-model-type';
import { missingRequiredDimension } from './missing-required-dimension';
import { misspeltModelType } from './misspelt-model-type';
import { mlaKvHeadsEqual } from './mla-kv-heads-equal';
import { mlaKvHeadsMeaningless } from './mla-kv-heads-meaningless';
import { mlaStrayHeadDim } from './mla-stray-head-dim';
import { nonIntegerDimension } from './non-integer-dimension';
import { nonPositiveDimension } from './non-positive-dimension';
import { oddRotaryDim } from './odd-rotary-dim';
import { padTokenOutOfVocab } from './pad-token-out-of-vocab';
import { patternIntervalIgnored } from './pattern-interval-ignored';
import { patternZero } from './pattern-zero';
import { textConfigShadowed } from './text-config-shadowed';
import { tokenIdOutOfVocab } from './token-id-out-of-vocab';
import { unknownActivation } from './unknown-activation';
import { unknownModelType } from './unknown-model-type';
import type { Rule } from './rule';

/** Every rule, by the sections of the catalogue. */
export const rules: readonly Rule[] = [
  // Structure
  unknownModelType,
  misspeltModelType,
  missingModelType,
  architectureModelTypeMismatch,
  nonIntegerDimension,
  nonPositiveDimension,
  missingRequiredDimension,
  textConfigShadowed,
  unknownActivation,
  tokenIdOutOfVocab,
  padTokenOutOfVocab,
  jsonInfinityLiteral,
  // Heads and dims
  hiddenNotMultipleOfHeads,
  hiddenHeadsFloor,
  headsNotMultipleOfKv,
  kvHeadsExceedHeads,
  kvHeadsOmitted,
  headDimOmittedFixedDefault,
  headDimOmittedRequired,
  headDimIgnored,
  oddRotaryDim,
  headDimUnusual,
  // Layer pattern and hybrid ratio
  layerTypesLength,
  layerTypesUnknown,
  layerTypesLegacyName,
  layerTypesUnsupportedByFamily,
  patternIntervalIgnored,
  patternZero,
  kimiZeroIndex,
  kimiIndexOutOfRange,
  kimiLayerUnassigned,
  kimiLayerOverlap,
  kimiListsIncomplete,
  // Latent attention
  mlaStrayHeadDim,
  mlaKvHeadsEqual,
  mlaKvHeadsMeaningless,
  // What nothing else explains
  cannotBeBuilt,
];

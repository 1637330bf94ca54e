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
import { kvHeadsExceedHeads } from './kv-heads-exceed-heads';
import { kvHeadsOmitted } from './kv-heads-omitted';
import { layerTypesLength } from './layer-types-length';
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
  // Latent attention
  mlaStrayHeadDim,
  mlaKvHeadsEqual,
  mlaKvHeadsMeaningless,
  // What nothing else explains
  cannotBeBuilt,
];

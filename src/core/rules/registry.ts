import { architectureModelTypeMismatch } from './architecture-model-type-mismatch';
import { attnTypeListValue } from './attn-type-list-value';
import { cannotBeBuilt } from './cannot-be-built';
import { headDimIgnored } from './head-dim-ignored';
import { headDimOmittedFixedDefault } from './head-dim-omitted-fixed-default';
import { headDimOmittedRequired } from './head-dim-omitted-required';
import { headDimUnusual } from './head-dim-unusual';
import { headsNotMultipleOfKv } from './heads-not-multiple-of-kv';
import { hiddenHeadsFloor } from './hidden-heads-floor';
import { hiddenNotMultipleOfHeads } from './hidden-not-multiple-of-heads';
import { hybridListOmitted } from './hybrid-list-omitted';
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
import { minimaxAttnTypeListIgnored } from './minimax-attn-type-list-ignored';
import { missingModelType } from './missing-model-type';
import { missingRequiredDimension } from './missing-required-dimension';
import { misspeltModelType } from './misspelt-model-type';
import { mlaKvHeadsEqual } from './mla-kv-heads-equal';
import { mlaKvHeadsMeaningless } from './mla-kv-heads-meaningless';
import { mlaStrayHeadDim } from './mla-stray-head-dim';
import { nemotronLayerCount } from './nemotron-layer-count';
import { nemotronPatternChar } from './nemotron-pattern-char';
import { nemotronPatternMissing } from './nemotron-pattern-missing';
import { nemotronTwoPatterns } from './nemotron-two-patterns';
import { noAttentionLayer } from './no-attention-layer';
import { noGlobalLayer } from './no-global-layer';
import { noRopeEmpty } from './no-rope-empty';
import { noRopeLayersLength } from './no-rope-layers-length';
import { nonIntegerDimension } from './non-integer-dimension';
import { nonPositiveDimension } from './non-positive-dimension';
import { oddRotaryDim } from './odd-rotary-dim';
import { padTokenOutOfVocab } from './pad-token-out-of-vocab';
import { patternIntervalIgnored } from './pattern-interval-ignored';
import { patternIrregular } from './pattern-irregular';
import { patternZero } from './pattern-zero';
import { periodOffset } from './period-offset';
import { ratioUnusual } from './ratio-unusual';
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
  minimaxAttnTypeListIgnored,
  attnTypeListValue,
  nemotronPatternChar,
  nemotronLayerCount,
  nemotronPatternMissing,
  nemotronTwoPatterns,
  periodOffset,
  hybridListOmitted,
  noAttentionLayer,
  noGlobalLayer,
  ratioUnusual,
  patternIrregular,
  // RoPE and context length
  noRopeLayersLength,
  noRopeEmpty,
  // Latent attention
  mlaStrayHeadDim,
  mlaKvHeadsEqual,
  mlaKvHeadsMeaningless,
  // What nothing else explains
  cannotBeBuilt,
];

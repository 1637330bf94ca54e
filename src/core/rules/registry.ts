import { aliasConflict } from './alias-conflict';
import { architectureModelTypeMismatch } from './architecture-model-type-mismatch';
import { attentionHeadDimLegacy } from './attention-head-dim-legacy';
import { attnIndexOutOfRange } from './attn-index-out-of-range';
import { attnTypeListValue } from './attn-type-list-value';
import { bidirectionalNoCache } from './bidirectional-no-cache';
import { bidirectionalWindow } from './bidirectional-window';
import { blockSizeRaised } from './block-size-raised';
import { cannotBeBuilt } from './cannot-be-built';
import { chunkNull } from './chunk-null';
import { claNotDivisor } from './cla-not-divisor';
import { claWithoutFlag } from './cla-without-flag';
import { convKernelUnsupported } from './conv-kernel-unsupported';
import { dbrxUnknownKey } from './dbrx-unknown-key';
import { dcpLimit } from './dcp-limit';
import { declaredSizeMismatch } from './declared-size-mismatch';
import { dsaFirstShared } from './dsa-first-shared';
import { dsaIndexBelowRope } from './dsa-index-below-rope';
import { dsaIndexerTypesLength } from './dsa-indexer-types-length';
import { dsaNeedsQLora } from './dsa-needs-q-lora';
import { dsaPatternConflict } from './dsa-pattern-conflict';
import { dsaTopkGeContext } from './dsa-topk-ge-context';
import { dsaTopkKpool } from './dsa-topk-kpool';
import { dtypeConflict } from './dtype-conflict';
import { exaonePatternType } from './exaone-pattern-type';
import { dtypeUnknown } from './dtype-unknown';
import { exaoneWindowNull } from './exaone-window-null';
import { expertsNull } from './experts-null';
import { falconKvHeadsIgnored } from './falcon-kv-heads-ignored';
import { firstKDenseRange } from './first-k-dense-range';
import { flaAttnLayers } from './fla-attn-layers';
import { flaExpandInteger } from './fla-expand-integer';
import { flaFusedBoth } from './fla-fused-both';
import { floatWrittenAsInteger } from './float-written-as-integer';
import { float16Unstable } from './float16-unstable';
import { foreignDialectKey } from './foreign-dialect-key';
import { gdnValueKeyHeads } from './gdn-value-key-heads';
import { gemma4GlobalKvIgnored } from './gemma4-global-kv-ignored';
import { gemma4LastNotFull } from './gemma4-last-not-full';
import { ggufHeadCountKvArray } from './gguf-head-count-kv-array';
import { groupDividesExperts } from './group-divides-experts';
import { groupPaddingWaste } from './group-padding-waste';
import { headDimIgnored } from './head-dim-ignored';
import { headDimOmittedFixedDefault } from './head-dim-omitted-fixed-default';
import { headDimOmittedRequired } from './head-dim-omitted-required';
import { headDimUnusual } from './head-dim-unusual';
import { headsNotMultipleOfKv } from './heads-not-multiple-of-kv';
import { hiddenHeadsFloor } from './hidden-heads-floor';
import { hiddenNotMultipleOfHeads } from './hidden-not-multiple-of-heads';
import { hybridListOmitted } from './hybrid-list-omitted';
import { jsonInfinityLiteral } from './json-infinity-literal';
import { kdaSafeGate } from './kda-safe-gate';
import { kimiIndexOutOfRange } from './kimi-index-out-of-range';
import { kimiLayerOverlap } from './kimi-layer-overlap';
import { kimiLayerUnassigned } from './kimi-layer-unassigned';
import { kimiListsIncomplete } from './kimi-lists-incomplete';
import { kimiZeroIndex } from './kimi-zero-index';
import { kvDoesNotFit } from './kv-does-not-fit';
import { kvHeadsExceedHeads } from './kv-heads-exceed-heads';
import { kvHeadsOmitted } from './kv-heads-omitted';
import { kvQuantLinear } from './kv-quant-linear';
import { kvSharedDefault } from './kv-shared-default';
import { kvSharedTooMany } from './kv-shared-too-many';
import { layerGroupSize } from './layer-group-size';
import { layerTypesLegacyName } from './layer-types-legacy-name';
import { layerTypesLength } from './layer-types-length';
import { layerTypesUnknown } from './layer-types-unknown';
import { layerTypesUnsupportedByFamily } from './layer-types-unsupported-by-family';
import { leakedClassAttribute } from './leaked-class-attribute';
import { litgptIndicesShort } from './litgpt-indices-short';
import { litgptIntermediateMissing } from './litgpt-intermediate-missing';
import { llama4DenseWidth } from './llama4-dense-width';
import { longropeFactorLength } from './longrope-factor-length';
import { m3SparseFreqLength } from './m3-sparse-freq-length';
import { mambaIntermediateOverwritten } from './mamba-intermediate-overwritten';
import { mamba2GroupsHeads } from './mamba2-groups-heads';
import { mamba2HeadProduct } from './mamba2-head-product';
import { mamba2HeadsDivide } from './mamba2-heads-divide';
import { mamba2Inconsistent } from './mamba2-inconsistent';
import { maxLenOverDerived } from './max-len-over-derived';
import { maxWindowLayersIgnored } from './max-window-layers-ignored';
import { megatronMixedAttention } from './megatron-mixed-attention';
import { megatronMtpDiffer } from './megatron-mtp-differ';
import { megatronRatioDeprecated } from './megatron-ratio-deprecated';
import { megatronRatioSum } from './megatron-ratio-sum';
import { megatronTwoPatterns } from './megatron-two-patterns';
import { megatronYarnOriginal } from './megatron-yarn-original';
import { mimoHybridPatternIgnored } from './mimo-hybrid-pattern-ignored';
import { minimaxAttnTypeListIgnored } from './minimax-attn-type-list-ignored';
import { missingModelType } from './missing-model-type';
import { missingRequiredDimension } from './missing-required-dimension';
import { misspeltKey } from './misspelt-key';
import { misspeltModelType } from './misspelt-model-type';
import { mistralLayerTypes } from './mistral-layer-types';
import { mistralWindowList } from './mistral-window-list';
import { mlaKvHeadsEqual } from './mla-kv-heads-equal';
import { mlaKvHeadsMeaningless } from './mla-kv-heads-meaningless';
import { mlaLatentLarge } from './mla-latent-large';
import { mlaLitgptGqa } from './mla-litgpt-gqa';
import { mlaMissingRank } from './mla-missing-rank';
import { mlaStrayHeadDim } from './mla-stray-head-dim';
import { mlaVersionCache } from './mla-version-cache';
import { mlpLayerTypes } from './mlp-layer-types';
import { moeListOutOfRange } from './moe-list-out-of-range';
import { moeStepConflict } from './moe-step-conflict';
import { mtpNotCounted } from './mtp-not-counted';
import { nemotronLayerCount } from './nemotron-layer-count';
import { nemotronPatternChar } from './nemotron-pattern-char';
import { nemotronPatternMissing } from './nemotron-pattern-missing';
import { nemotronTwoPatterns } from './nemotron-two-patterns';
import { noAttentionLayer } from './no-attention-layer';
import { noGlobalLayer } from './no-global-layer';
import { noRopeEmpty } from './no-rope-empty';
import { noRopeFreqReversed } from './no-rope-freq-reversed';
import { noRopeLayersLength } from './no-rope-layers-length';
import { nonIntegerDimension } from './non-integer-dimension';
import { nonPositiveDimension } from './non-positive-dimension';
import { oddRotaryDim } from './odd-rotary-dim';
import { olmoHybridOneSided } from './olmo-hybrid-one-sided';
import { padTokenOutOfVocab } from './pad-token-out-of-vocab';
import { pageNotDivisible } from './page-not-divisible';
import { patternIntervalIgnored } from './pattern-interval-ignored';
import { patternIrregular } from './pattern-irregular';
import { patternZero } from './pattern-zero';
import { perLayerListLength } from './per-layer-list-length';
import { periodOffset } from './period-offset';
import { phiMscaleType } from './phi-mscale-type';
import { ppUneven } from './pp-uneven';
import { quantGroupDivides } from './quant-group-divides';
import { quantIgnoresMixers } from './quant-ignores-mixers';
import { quantMethodUnknown } from './quant-method-unknown';
import { pleOneBased } from './ple-one-based';
import { qsaIncomplete } from './qsa-incomplete';
import { ratioUnusual } from './ratio-unusual';
import { rglruBlocks } from './rglru-blocks';
import { ropeContextMismatch } from './rope-context-mismatch';
import { ropeFactorBelowOne } from './rope-factor-below-one';
import { ropeMissingKeys } from './rope-missing-keys';
import { ropeOriginalOmitted } from './rope-original-omitted';
import { ropeParametersMixed } from './rope-parameters-mixed';
import { ropePerTypeMissing } from './rope-per-type-missing';
import { ropeScalingLegacy } from './rope-scaling-legacy';
import { ropeThetaOmitted } from './rope-theta-omitted';
import { ropeTypeConflict } from './rope-type-conflict';
import { ropeTypeUnknown } from './rope-type-unknown';
import { ropeThetaPositive } from './rope-theta-positive';
import { ropeUnrecognizedKeys } from './rope-unrecognized-keys';
import { ssmDtypeDiffers } from './ssm-dtype-differs';
import { ssmDtypeInvalid } from './ssm-dtype-invalid';
import { swaKvHeadsNotDouble } from './swa-kv-heads-not-double';
import { textConfigShadowed } from './text-config-shadowed';
import { tieEmbeddingConflict } from './tie-embedding-conflict';
import { tokenIdOutOfVocab } from './token-id-out-of-vocab';
import { topkExceedsExperts } from './topk-exceeds-experts';
import { topkExceedsGroups } from './topk-exceeds-groups';
import { topkGroupRange } from './topk-group-range';
import { torchDtypeDeprecated } from './torch-dtype-deprecated';
import { tpDividesHeads } from './tp-divides-heads';
import { tpExperts } from './tp-experts';
import { tpKvReplicated } from './tp-kv-replicated';
import { tpLinearHeads } from './tp-linear-heads';
import { tpMambaGroupsPad } from './tp-mamba-groups-pad';
import { tpMlaReplicated } from './tp-mla-replicated';
import { unknownActivation } from './unknown-activation';
import { unknownModelType } from './unknown-model-type';
import { v4CompressRatio } from './v4-compress-ratio';
import { windowAndChunk } from './window-and-chunk';
import { windowDirection } from './window-direction';
import { windowGeContext } from './window-ge-context';
import { windowInert } from './window-inert';
import { windowMissingForSliding } from './window-missing-for-sliding';
import { windowNoLayers } from './window-no-layers';
import { windowOmittedMeansOn } from './window-omitted-means-on';
import { zamba2DefaultList } from './zamba2-default-list';
import { zayaTop1 } from './zaya-top1';
import type { Rule } from './rule';

/** Every rule, by the sections of the catalogue. */
export const rules: readonly Rule[] = [
  // Structure
  unknownModelType,
  misspeltModelType,
  missingModelType,
  architectureModelTypeMismatch,
  nonIntegerDimension,
  floatWrittenAsInteger,
  nonPositiveDimension,
  missingRequiredDimension,
  textConfigShadowed,
  unknownActivation,
  tokenIdOutOfVocab,
  padTokenOutOfVocab,
  jsonInfinityLiteral,
  perLayerListLength,
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
  falconKvHeadsIgnored,
  swaKvHeadsNotDouble,
  gemma4GlobalKvIgnored,
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
  zamba2DefaultList,
  exaoneWindowNull,
  exaonePatternType,
  mimoHybridPatternIgnored,
  olmoHybridOneSided,
  kvSharedTooMany,
  kvSharedDefault,
  claWithoutFlag,
  claNotDivisor,
  layerGroupSize,
  flaAttnLayers,
  attnIndexOutOfRange,
  gemma4LastNotFull,
  // RoPE and context length
  noRopeLayersLength,
  noRopeEmpty,
  ropeTypeUnknown,
  ropeThetaPositive,
  ropeMissingKeys,
  ropeThetaOmitted,
  ropeOriginalOmitted,
  ropeUnrecognizedKeys,
  ropeFactorBelowOne,
  longropeFactorLength,
  ropeScalingLegacy,
  ropeContextMismatch,
  ropePerTypeMissing,
  maxLenOverDerived,
  ropeParametersMixed,
  ropeTypeConflict,
  phiMscaleType,
  // Sliding and chunked window
  windowOmittedMeansOn,
  windowInert,
  windowNoLayers,
  maxWindowLayersIgnored,
  windowDirection,
  windowMissingForSliding,
  windowGeContext,
  chunkNull,
  windowAndChunk,
  mistralLayerTypes,
  bidirectionalWindow,
  // Latent attention
  mlaStrayHeadDim,
  mlaKvHeadsEqual,
  mlaKvHeadsMeaningless,
  mlaMissingRank,
  mlaLatentLarge,
  mlaLitgptGqa,
  mlaVersionCache,
  // Sparse attention
  dsaIndexBelowRope,
  dsaTopkGeContext,
  dsaNeedsQLora,
  dsaTopkKpool,
  dsaFirstShared,
  dsaIndexerTypesLength,
  dsaPatternConflict,
  v4CompressRatio,
  m3SparseFreqLength,
  qsaIncomplete,
  // Linear and state-space layers
  gdnValueKeyHeads,
  mamba2HeadsDivide,
  mamba2HeadProduct,
  mamba2Inconsistent,
  mamba2GroupsHeads,
  convKernelUnsupported,
  mambaIntermediateOverwritten,
  ssmDtypeDiffers,
  ssmDtypeInvalid,
  kdaSafeGate,
  flaExpandInteger,
  flaFusedBoth,
  rglruBlocks,
  pleOneBased,
  // Mixture of experts
  topkExceedsExperts,
  zayaTop1,
  groupDividesExperts,
  topkGroupRange,
  topkExceedsGroups,
  expertsNull,
  dbrxUnknownKey,
  llama4DenseWidth,
  firstKDenseRange,
  mlpLayerTypes,
  moeListOutOfRange,
  moeStepConflict,
  // Quantization and dtype
  torchDtypeDeprecated,
  dtypeUnknown,
  dtypeConflict,
  aliasConflict,
  float16Unstable,
  quantMethodUnknown,
  quantGroupDivides,
  kvQuantLinear,
  quantIgnoresMixers,
  // Dialect and deprecated keys
  attentionHeadDimLegacy,
  misspeltKey,
  foreignDialectKey,
  megatronTwoPatterns,
  megatronMixedAttention,
  megatronMtpDiffer,
  megatronRatioSum,
  megatronRatioDeprecated,
  megatronYarnOriginal,
  noRopeFreqReversed,
  mistralWindowList,
  litgptIndicesShort,
  litgptIntermediateMissing,
  ggufHeadCountKvArray,
  leakedClassAttribute,
  // Serving
  tpDividesHeads,
  tpKvReplicated,
  tpMlaReplicated,
  tpLinearHeads,
  tpMambaGroupsPad,
  tpExperts,
  dcpLimit,
  ppUneven,
  pageNotDivisible,
  blockSizeRaised,
  groupPaddingWaste,
  kvDoesNotFit,
  // Size and weights
  tieEmbeddingConflict,
  declaredSizeMismatch,
  mtpNotCounted,
  bidirectionalNoCache,
  // What nothing else explains
  cannotBeBuilt,
];

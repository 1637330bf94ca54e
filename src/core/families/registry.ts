import { afmoe } from './afmoe';
import { apertus } from './apertus';
import { arcee } from './arcee';
import { aria } from './aria';
import { axk1, axk2 } from './axk1';
import { bailingHybrid, bailingMoeLinear } from './bailing';
import { bamba } from './bamba';
import { biogpt } from './biogpt';
import { bitnet } from './bitnet';
import { bloom } from './bloom';
import { cohere, cohere2, cohere2Moe } from './cohere';
import { ctrl } from './ctrl';
import { cwm } from './cwm';
import { dbrx } from './dbrx';
import { deepseekV2, deepseekV3, deepseekV32, kimiK2 } from './deepseek';
import { deepseekV4 } from './deepseek-v4';
import { diffllama } from './diffllama';
import { doge } from './doge';
import { dots1 } from './dots1';
import { ernie45, ernie45Moe } from './ernie4-5';
import { exaone4, exaoneMoe } from './exaone';
import { falcon } from './falcon';
import { falconH1 } from './falcon-h1';
import { deltaNet, flaTransformer, gatedDeltanetFla, gla, hgrn2, samba } from './fla';
import { rwkv6, rwkv7 } from './fla-rwkv';
import { gsa, kda } from './fla-slots';
import { nemotronNas } from './nemotron-nas';
import { baichuan, chatglm, qwen, yuan } from './remote-llamas';
import { retnet } from './retnet';
import { dream, llada, sdar } from './text-diffusion';
import type { Family } from './family';
import { gemma } from './gemma';
import { gemma2, vaultgemma } from './gemma2';
import { gemma3 } from './gemma3';
import { gemma3n } from './gemma3n';
import { gemma4, gemma4Unified } from './gemma4';
import { glm5Next, glmMoeDsa } from './glm-moe-dsa';
import { glm, glm4 } from './glm4';
import { glm4Moe, glm4MoeLite } from './glm4-moe';
import { gptOss } from './gpt-oss';
import { codegen, gpt2, gptBigcode, gptj, gptNeo, gptNeox } from './gpt2';
import { granite, graniteMoe, graniteMoeShared, graniteMoeSwa, graniteSwa } from './granite';
import { graniteHybrid } from './granite-hybrid';
import { helium } from './helium';
import { hrmText } from './hrm';
import { hunyuan, hunyuanDense, hunyuanMoe } from './hunyuan';
import { hyV3, hyV4 } from './hy';
import { hyperclovax } from './hyperclovax';
import { jais2 } from './jais2';
import { jamba } from './jamba';
import { jetmoe } from './jetmoe';
import { kimiLinear } from './kimi-linear';
import { laguna } from './laguna';
import { lfm2, lfm2Moe } from './lfm2';
import { linearTransformer } from './linear-transformer';
import { llama } from './llama';
import { llama4 } from './llama4';
import { longcatFlash } from './longcat';
import { falconMamba, mamba, mamba2 } from './mamba';
import { mellum } from './mellum';
import { mimoV2Flash } from './mimo';
import { minimax, minimaxOriginal } from './minimax';
import { minimaxM2 } from './minimax-m2';
import { minimaxM3 } from './minimax-m3';
import { minicpm3 } from './minicpm3';
import { ministral, ministral3, mistral, mistral4 } from './mistral';
import { mixtral } from './mixtral';
import { mllama } from './mllama';
import { modernbertDecoder } from './modernbert-decoder';
import { mpt } from './mpt';
import { nanochat } from './nanochat';
import { nemotron } from './nemotron';
import { nemotronH } from './nemotron-h';
import { olmoHybrid } from './olmo-hybrid';
import { flexOlmo, olmo, olmo2, olmoe } from './olmo2';
import { olmo3 } from './olmo3';
import { opt } from './opt';
import { persimmon } from './persimmon';
import { phi, phi3, phi4mm, phi4Multimodal, phimoe } from './phi';
import { phi4flash } from './phi4flash';
import { qwen2 } from './qwen2';
import { qwen2Moe } from './qwen2-moe';
import { qwen25Vl, qwen2Vl } from './qwen2-vl';
import { qwen3 } from './qwen3';
import { qwen35, qwen35Moe } from './qwen3-5';
import { qwen3Moe } from './qwen3-moe';
import { qwen3Next } from './qwen3-next';
import { qwen3Vl, qwen3VlMoe } from './qwen3-vl';
import { qwen4Exp } from './qwen4-exp';
import { recurrentGemma } from './recurrent-gemma';
import { rwkv4 } from './rwkv';
import { seedOss } from './seed-oss';
import { smollm3 } from './smollm3';
import { solarOpen } from './solar-open';
import { stablelm } from './stablelm';
import { starcoder2 } from './starcoder2';
import { step3p5 } from './step3p5';
import { xglm } from './xglm';
import { xlstm } from './xlstm';
import { youtu } from './youtu';
import { zamba, zamba2 } from './zamba';
import { zaya } from './zaya';

export const families: readonly Family[] = [
  afmoe,
  apertus,
  arcee,
  aria,
  axk1,
  axk2,
  bamba,
  biogpt,
  bitnet,
  bloom,
  codegen,
  cohere,
  cohere2,
  cohere2Moe,
  ctrl,
  cwm,
  dbrx,
  deepseekV2,
  deepseekV3,
  deepseekV32,
  deepseekV4,
  diffllama,
  doge,
  dots1,
  ernie45,
  ernie45Moe,
  exaone4,
  exaoneMoe,
  falcon,
  falconH1,
  falconMamba,
  flexOlmo,
  gemma,
  gemma2,
  gemma3,
  gemma3n,
  gemma4,
  gemma4Unified,
  glm,
  glm4,
  glm4Moe,
  glm4MoeLite,
  glm5Next,
  glmMoeDsa,
  gpt2,
  gptBigcode,
  gptj,
  gptNeo,
  gptNeox,
  gptOss,
  granite,
  graniteHybrid,
  graniteMoe,
  graniteMoeShared,
  graniteMoeSwa,
  graniteSwa,
  helium,
  hrmText,
  hunyuanDense,
  hunyuanMoe,
  hyperclovax,
  hyV3,
  hyV4,
  jais2,
  jamba,
  jetmoe,
  kimiK2,
  kimiLinear,
  laguna,
  lfm2,
  lfm2Moe,
  linearTransformer,
  llama,
  llama4,
  longcatFlash,
  mamba,
  mamba2,
  mellum,
  mimoV2Flash,
  minicpm3,
  minimax,
  minimaxM2,
  minimaxM3,
  minimaxOriginal,
  ministral,
  ministral3,
  mistral,
  mistral4,
  mixtral,
  mllama,
  modernbertDecoder,
  mpt,
  nanochat,
  nemotron,
  nemotronH,
  olmo,
  olmo2,
  olmo3,
  olmoe,
  olmoHybrid,
  opt,
  persimmon,
  phi,
  phi3,
  phi4Multimodal,
  phimoe,
  qwen2,
  qwen25Vl,
  qwen2Moe,
  qwen2Vl,
  qwen3,
  qwen35,
  qwen35Moe,
  qwen3Moe,
  qwen3Next,
  qwen3Vl,
  qwen3VlMoe,
  qwen4Exp,
  recurrentGemma,
  rwkv4,
  seedOss,
  smollm3,
  solarOpen,
  stablelm,
  starcoder2,
  step3p5,
  vaultgemma,
  xglm,
  xlstm,
  youtu,
  zamba,
  zamba2,
  zaya,
  // Remote code and flash-linear-attention, which transformers has no class for.
  baichuan,
  bailingHybrid,
  bailingMoeLinear,
  chatglm,
  deltaNet,
  dream,
  flaTransformer,
  gatedDeltanetFla,
  gla,
  gsa,
  hgrn2,
  hunyuan,
  kda,
  llada,
  nemotronNas,
  phi4flash,
  phi4mm,
  qwen,
  retnet,
  rwkv6,
  rwkv7,
  samba,
  sdar,
  yuan,
];

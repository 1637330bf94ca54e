import { deepseekV2, deepseekV3, deepseekV32, kimiK2 } from './deepseek';
import type { Family } from './family';
import { gemma2 } from './gemma2';
import { gemma3 } from './gemma3';
import { glm4Moe } from './glm4-moe';
import { gptOss } from './gpt-oss';
import { granite } from './granite';
import { graniteHybrid } from './granite-hybrid';
import { jamba } from './jamba';
import { kimiLinear } from './kimi-linear';
import { linearTransformer } from './linear-transformer';
import { llama } from './llama';
import { llama4 } from './llama4';
import { mamba, mamba2 } from './mamba';
import { minimax, minimaxOriginal } from './minimax';
import { minimaxM2 } from './minimax-m2';
import { mistral } from './mistral';
import { mixtral } from './mixtral';
import { nemotronH } from './nemotron-h';
import { olmo2 } from './olmo2';
import { olmo3 } from './olmo3';
import { qwen2 } from './qwen2';
import { qwen3 } from './qwen3';
import { qwen35, qwen35Moe } from './qwen3-5';
import { qwen3Moe } from './qwen3-moe';
import { qwen3Next } from './qwen3-next';
import { smollm3 } from './smollm3';

export const families: readonly Family[] = [
  deepseekV2,
  deepseekV3,
  deepseekV32,
  gemma2,
  gemma3,
  glm4Moe,
  gptOss,
  granite,
  graniteHybrid,
  jamba,
  kimiK2,
  kimiLinear,
  linearTransformer,
  llama,
  llama4,
  mamba,
  mamba2,
  minimax,
  minimaxOriginal,
  minimaxM2,
  mistral,
  mixtral,
  nemotronH,
  olmo2,
  olmo3,
  qwen2,
  qwen3,
  qwen35,
  qwen35Moe,
  qwen3Moe,
  qwen3Next,
  smollm3,
];

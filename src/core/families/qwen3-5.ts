import { parseDtype } from '../reference/dtypes';
import { decoderFamily, gatedMlp, type DecoderFacts } from './decoder-family';
import { everyNthFull, readGatedAttention, readGatedDeltanet, readQwenMoe } from './qwen3-next';

const shared = {
  publishedRatio: { ratio: '3:1', source: 'config.json of every Qwen3.5 model' },
  rotaryShare: 0.25,
  mixers: { linear_attention: readGatedDeltanet },
  pattern: everyNthFull,
  // vLLM takes it for its states (`Qwen3_5ForConditionalGenerationConfig`), and without it the model's dtype.
  extras: (fields) => ({ stateDtype: parseDtype(fields.text('mamba_ssm_dtype') ?? '') }),
} satisfies Partial<DecoderFacts>;

/** Qwen3.5 and Qwen3.6, dense (transformers, `Qwen3_5TextConfig` inside `Qwen3_5Config`). */
export const qwen35 = decoderFamily({
  ...shared,
  id: 'qwen3_5',
  title: 'Qwen3.5',
  modelTypes: ['qwen3_5_text', 'qwen3_5'],
  architectures: ['Qwen3_5'],
  sizes: { hidden: 4096, vocabulary: 248_320, layers: 32 },
  attention: { queryHeads: 16, keyValueHeads: 4, headDim: 256, more: readGatedAttention },
  feedForward: gatedMlp(12_288),
});

/** Qwen3.5 with experts in every layer (transformers, `Qwen3_5MoeTextConfig`). */
export const qwen35Moe = decoderFamily({
  ...shared,
  id: 'qwen3_5_moe',
  title: 'Qwen3.5-MoE',
  modelTypes: ['qwen3_5_moe_text', 'qwen3_5_moe'],
  architectures: ['Qwen3_5Moe'],
  sizes: { hidden: 2048, vocabulary: 248_320, layers: 40 },
  attention: { queryHeads: 16, keyValueHeads: 2, headDim: 256, more: readGatedAttention },
  feedForward: (fields) => readQwenMoe(fields, { experts: 256, expertsPerToken: 8 }),
});

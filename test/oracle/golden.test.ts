/** Weights and layer orders of published models, as their makers give them or as transformers 5.18 counts them. */
import assert from 'node:assert/strict';
import type { Model } from '../../src/core/analyse';
import { activeShare } from '../../src/core/feedforward/feedforward';
import { countParameters } from '../../src/core/memory/parameters';
import { mixers } from '../../src/core/mixers/registry';
import { buildModel, readModel } from '../models';

/** A config under test/fixtures/configs, or fields over class defaults. */
type Source = string | Readonly<Record<string, unknown>>;

function modelOf(source: Source): Model {
  const model = typeof source === 'string' ? readModel(source) : buildModel(source);
  assert.ok(model, 'the family is known');
  assert.deepEqual(model.fields.issues, []);
  return model;
}

const title = (source: Source): string => (typeof source === 'string' ? source : JSON.stringify(source));

/** Without the parts around the text model. */
function textParameters(model: Model): { total: number; active: number } {
  const { total, active } = countParameters(model.architecture);
  const around = model.architecture.parts
    .filter(({ name }) => name === 'vision tower' || name === 'projector')
    .reduce((sum, { parameters }) => sum + parameters, 0);
  return { total: total - around, active: active - around };
}

describe('weights of the text model', () => {
  const rows: readonly (readonly [source: Source, total: number, active?: number])[] = [
    ['llama3/llama-3.1-8b-instruct.json', 8_030_261_248],
    ['llama3/meta-llama--Meta-Llama-3.1-70B.json', 70_553_706_496],
    ['llama3/meta-llama--Meta-Llama-3.1-405B.json', 405_853_388_800],
    ['qwen3/Qwen--Qwen3-8B.json', 8_190_735_360],
    ['qwen3/Qwen--Qwen3-32B-FP8.json', 32_762_123_264],
    ['qwen3-moe/Qwen--Qwen3-30B-A3B.json', 30_532_122_624, 3_353_032_704],
    ['qwen3-moe/Qwen--Qwen3-235B-A22B-FP8.json', 235_093_634_560, 22_190_763_520],
    ['qwen3-moe/Qwen--Qwen3-Coder-480B-A35B-Instruct.json', 480_154_875_392, 35_474_765_312],
    [{ model_type: 'qwen3_next' }, 79_674_391_296],
    ['qwen3-next/Qwen3-Next-80B-A3B.json', 79_674_391_296],
    ['qwen3.6/nvidia--Qwen3.6-27B-NVFP4.json', 26_895_998_464],
    ['qwen3.5/Qwen--Qwen3.5-35B-A3B.json', 34_660_610_688, 3_454_988_928],
    ['qwen3.5/Qwen--Qwen3.5-122B-A10B.json', 122_111_526_912, 9_771_288_576],
    ['qwen3.5/nvidia--Qwen3.5-397B-A17B-NVFP4.json', 396_346_350_336, 17_349_040_896],
    ['mixtral/mistralai--Mixtral-8x7B-v0.1.json', 46_702_792_704, 12_879_925_248],
    ['mixtral/mistralai--Mixtral-8x22B-v0.1.json', 140_620_634_112, 39_152_031_744],
    ['deepseek-v2/deepseek-v2-lite.json', 15_706_484_224, 2_661_150_208],
    ['deepseek-v3/deepseek-ai--DeepSeek-R1.json', 671_026_404_352, 37_552_282_624],
    [{ model_type: 'deepseek_v3' }, 671_026_404_352, 37_552_282_624],
    ['deepseek-v3.2/deepseek-ai--DeepSeek-V3.2.json', 671_877_929_216, 38_403_807_488],
    ['kimi-k2/rtp-llm-kimi_k2.json', 1_026_408_209_408, 32_861_477_888],
    ['kimi-k2/nvidia--Kimi-K2.5-NVFP4.json', 1_026_408_209_408, 32_861_477_888],
    [{ model_type: 'gpt_oss', num_hidden_layers: 24, num_local_experts: 32 }, 20_914_757_184, 4_187_440_704],
    ['gpt-oss/openai--gpt-oss-120b.json', 116_829_156_672, 5_711_982_912],
    ['llama4/meta-llama--Llama-4-Scout-17B-16E-Instruct.json', 107_769_861_120, 17_172_894_720],
    ['llama4/meta-llama--Llama-4-Maverick-17B-128E-Instruct.json', 400_711_848_960, 17_184_691_200],
    ['minimax/MiniMaxAI--MiniMax-M2.7.json', 228_689_748_992, 11_030_537_216],
    ['nemotron-h/nvidia--NVIDIA-Nemotron-3-Nano-30B-A3B-BF16.json', 31_577_937_344, 3_580_073_408],
    ['nemotron-h/nvidia--NVIDIA-Nemotron-3-Super-120B-A12B-FP8.json', 120_668_687_360, 12_770_216_960],
    ['nemotron-h/nvidia--NVIDIA-Nemotron-3-Ultra-550B-A55B-FP8.json', 549_308_968_960, 56_058_818_560],
    [{ model_type: 'jamba' }, 51_570_323_328],
    // The original code of MiniMax-M1 and -Text-01 weighs what the port of the latter does.
    ['minimax/MiniMax-M1.json', 456_089_655_296],
  ];
  for (const [source, total, active] of rows) {
    it(title(source), () => {
      const model = modelOf(source);
      const text = textParameters(model);
      assert.equal(text.total, total);
      const dense = model.architecture.layers.every(({ feedForward }) => activeShare(feedForward) === 1);
      if (active !== undefined) assert.equal(text.active, active);
      else if (dense) assert.equal(text.active, total);
    });
  }

  it('Kimi K3: 2.8 T, of which 104 B are active beside the embedding', () => {
    const model = modelOf('kimi-k3/moonshotai--Kimi-K3.json');
    const { total, active } = textParameters(model);
    assert.equal((total / 1e12).toFixed(1), '2.8');
    assert.equal(Math.floor((active - model.architecture.embeddingParameters) / 1e9), 104);
    assert.equal(countParameters(model.architecture).exact, false);
  });
});

describe('the order of layers', () => {
  const nano9b = 'M-M-M-MM-M-M-M*-M-M-M*-M-M-M-M*-M-M-M-M*-M-MM-M-M-M-M-M-';
  const rows: readonly (readonly [source: Source, pattern: string])[] = [
    ['qwen3.5/Qwen--Qwen3.5-35B-A3B.json', 'GGGF'.repeat(10)],
    ['qwen3-next/Qwen3-Next-80B-A3B.json', 'GGGF'.repeat(12)],
    ['llama4/meta-llama--Llama-4-Scout-17B-16E-Instruct.json', 'CCCF'.repeat(12)],
    ['gpt-oss/openai--gpt-oss-120b.json', 'SF'.repeat(18)],
    ['gemma2/mediatek-gemma2_2b_it.json', 'SF'.repeat(13)],
    ['gemma3/gemma-3-27b-it.json', 'SSSSSF'.repeat(10) + 'SS'],
    ['olmo3/Olmo-3.1-32B-Instruct.json', 'SSSF'.repeat(16)],
    ['kimi-k3/moonshotai--Kimi-K3.json', 'KKKA'.repeat(23) + 'A'],
    [kimiLinear48b(), 'KKKA'.repeat(6) + 'KKA'],
    ['minimax/MiniMax-M1.json', 'lllllllF'.repeat(10)],
    ['granitemoehybrid/granite-4.0-h-small.json', 'MMMMMFMMMM'.repeat(4)],
    [{ model_type: 'jamba' }, 'mmmmFmmm'.repeat(4)],
    [{ model_type: 'nemotron_h', hybrid_override_pattern: nano9b }, nano9b.replaceAll('*', 'F')],
    [
      'nemotron-h/nvidia--NVIDIA-Nemotron-3-Nano-30B-A3B-BF16.json',
      'MEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEM*EMEMEMEM*EMEMEMEME'.replaceAll('*', 'F').replaceAll('E', '-'),
    ],
    ['deepseek-v3.2/deepseek-ai--DeepSeek-V3.2.json', 'I'.repeat(61)],
  ];
  for (const [source, pattern] of rows) {
    it(title(source).slice(0, 80), () => {
      const { layers } = modelOf(source).architecture;
      assert.equal(layers.map(({ mixer }) => mixers[mixer.kind].glyph).join(''), pattern);
    });
  }
});

/** The lists of Kimi-Linear-48B-A3B, which count from 1. */
function kimiLinear48b(): Source {
  const full = [4, 8, 12, 16, 20, 24, 27];
  return {
    model_type: 'kimi_linear',
    linear_attn_config: {
      full_attn_layers: full,
      kda_layers: Array.from({ length: 27 }, (_, index) => index + 1).filter(
        (layer) => !full.includes(layer),
      ),
    },
  };
}

import assert from 'node:assert/strict';
import { estimateBlocker, type Model } from '../../../src/core/analyse';
import { missingLayers, pageCaches, type PagedCaches } from '../../../src/core/memory/engines/paging';
import { byteKinds, estimate, keptStates, type Estimate } from '../../../src/core/memory/estimate';
import { largestContext } from '../../../src/core/memory/fit';
import { defaultScenario, type Scenario } from '../../../src/core/memory/scenario';
import type { Mamba2Mixer } from '../../../src/core/mixers/mamba2';
import { buildModel, fixtureNames, readModel } from '../../models';

/**
 * What vLLM logs when it starts: `Setting attention block size to … tokens`, `Padding mamba page size by … %`,
 * `Add … padding layers`. Every row was logged by a server of that model, or of a later one of the same sizes
 * (LFM2.5, MedGemma, MiMo V2.6).
 */
interface Logged {
  readonly model: string;
  readonly config: string | Readonly<Record<string, unknown>>;
  readonly scenario?: Partial<Scenario>;
  readonly blockTokens: number;
  readonly statePadding?: number;
  readonly paddingLayers?: number;
}

/** Sizes of published models that are no fixtures. */
const qwen35 = { model_type: 'qwen3_5_text', mamba_ssm_dtype: 'float32', dtype: 'bfloat16', head_dim: 256 };
const qwen35of9B = { ...qwen35, linear_num_value_heads: 32, num_key_value_heads: 4 };
const kimiLinear = {
  model_type: 'kimi_linear',
  hidden_size: 2304,
  num_hidden_layers: 27,
  num_attention_heads: 32,
  kv_lora_rank: 512,
  qk_nope_head_dim: 128,
  qk_rope_head_dim: 64,
  v_head_dim: 128,
  dtype: 'bfloat16',
  linear_attn_config: {
    full_attn_layers: [4, 8, 12, 16, 20, 24, 27],
    kda_layers: [1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15, 17, 18, 19, 21, 22, 23, 25, 26],
    head_dim: 128,
    num_heads: 32,
    short_conv_kernel_size: 4,
  },
};

const logged: readonly Logged[] = [
  {
    model: 'Granite 4.0 H Small',
    config: 'granitemoehybrid/granite-4.0-h-small.json',
    blockTokens: 528,
    statePadding: 0.69,
  },
  { model: 'Qwen3.5-9B', config: qwen35of9B, blockTokens: 528, statePadding: 0.76 },
  { model: 'Qwen3.5-9B', config: qwen35of9B, scenario: { cacheDtype: 'fp8' }, blockTokens: 1056 },
  {
    model: 'Qwen3.5-0.8B',
    config: {
      ...qwen35,
      hidden_size: 1024,
      num_hidden_layers: 24,
      num_attention_heads: 8,
      num_key_value_heads: 2,
      linear_num_value_heads: 16,
    },
    blockTokens: 544,
    statePadding: 2.64,
  },
  {
    model: 'Qwen3.6-27B',
    config: 'qwen3.6/nvidia--Qwen3.6-27B-NVFP4.json',
    scenario: { cacheDtype: 'bf16' },
    blockTokens: 784,
  },
  {
    model: 'Qwen3.6-27B',
    config: 'qwen3.6/nvidia--Qwen3.6-27B-NVFP4.json',
    scenario: { cacheDtype: 'fp8' },
    blockTokens: 1568,
    statePadding: 0.13,
  },
  { model: 'Kimi Linear 48B', config: kimiLinear, scenario: { tensorParallel: 2 }, blockTokens: 944 },
  { model: 'LFM2 1.2B', config: 'lfm2/lfm2-1.2b.json', blockTokens: 16, statePadding: 300, paddingLayers: 2 },
  { model: 'Gemma 3 27B', config: 'gemma3/gemma-3-27b-it.json', blockTokens: 16, paddingLayers: 8 },
  {
    model: 'MiMo V2 Flash',
    config: 'mimo/XiaomiMiMo--MiMo-V2-Flash.json',
    blockTokens: 16,
    paddingLayers: 6,
  },
];

describe('what vLLM logs of its pages', () => {
  for (const { model, config, scenario, blockTokens, statePadding, paddingLayers } of logged) {
    it([model, ...Object.values(scenario ?? {})].join(', '), () => {
      const pages = pagesOf(read(config), scenario);
      assert.equal(pages.blockTokens, blockTokens);
      if (statePadding !== undefined) {
        const { filledBytes } = pages.specs.find(({ keeps }) => keeps === 'state')!;
        assert.equal((100 * (pages.pageBytes! / filledBytes - 1)).toFixed(2), statePadding.toFixed(2));
      }
      if (paddingLayers !== undefined) assert.equal(padding(pages), paddingLayers);
    });
  }

  it('holds 34 blocks for each of four groups of Qwen3.6-27B in 6.67 GiB: 53,312 tokens', () => {
    const model = read('qwen3.6/nvidia--Qwen3.6-27B-NVFP4.json');
    const scenario = { ...defaultScenario, engine: 'vllm', cacheDtype: 'fp8' } as const;
    const { pageBytes, layersPerGroup, specs } = pagesOf(model, scenario);
    const groups = specs.reduce((sum, spec) => sum + spec.groups, 0);
    const blocks = Math.floor((6.67 * 2 ** 30) / (pageBytes! * layersPerGroup));
    assert.equal(Math.floor(blocks / groups) * 1568, 53_312);
    // 32,768 tokens are 21 blocks of attention, and a state in each of the three other groups.
    const { bytes } = estimate(model.architecture, { ...scenario, contextTokens: 32_768 });
    assert.equal(bytes.total, (21 + 3) * pageBytes! * layersPerGroup);
  });

  it('serves 313.37 sequences of 2,048 tokens with LFM2 in 217,264 tokens of cache', () => {
    const { architecture } = read('lfm2/lfm2-1.2b.json');
    const pages = pagesOf({ architecture });
    const perBlock = pages.pageBytes! * pages.layersPerGroup;
    const perSequence = pages.bytes(2048) / perBlock;
    assert.equal(perSequence, 128 + 2);
    const blocks = (217_264 / 16) * 3;
    assert.ok([0, 1, 2].some((more) => ((blocks + more) / perSequence).toFixed(2) === '313.37'));
  });
});

describe('the vLLM engine', () => {
  it('keeps 656 bytes of a sparse latent in 8 bits, and index keys in 8 bits with a scale', () => {
    const config = 'deepseek-v3.2/deepseek-ai--DeepSeek-V3.2.json';
    assert.equal(inVllm(config).bytesPerToken, 61 * (576 * 2 + 132));
    const fp8 = inVllm(config, { cacheDtype: 'fp8' });
    assert.equal(fp8.bytesPerToken, 61 * (656 + 132));
    assert.ok(!fp8.assumptions.some((words) => words.includes('not counted')));
  });

  it('keeps states in the dtype of the activations, unless the config or the mixer says otherwise', () => {
    assert.deepEqual(stateDtypes('qwen3-next/Qwen3-Next-80B-A3B.json'), ['bf16']);
    assert.deepEqual(stateDtypes(qwen35of9B), ['fp32']);
    assert.deepEqual(stateDtypes({ ...qwen35of9B, mamba_ssm_dtype: undefined }), ['bf16']);
    assert.deepEqual(stateDtypes({ model_type: 'nemotron_h', hybrid_override_pattern: 'M*' }), ['fp32']);
    assert.deepEqual(stateDtypes(kimiLinear), ['fp32']);
  });

  it('keeps a group of Mamba-2 on each GPU that the groups can not be shared out to', () => {
    const config = { model_type: 'mamba2', num_hidden_layers: 1, n_groups: 1, dtype: 'bfloat16' };
    const convBytes = (gpus: number): number => inVllm(config, { tensorParallel: gpus }).bytes.conv;
    const { heads, headDim, stateDim, convKernel } = read(config).architecture.layers[0]!
      .mixer as Mamba2Mixer;
    for (const gpus of [1, 8])
      assert.equal(convBytes(gpus), ((heads * headDim) / gpus + 2 * stateDim) * (convKernel - 1) * 2);
  });

  it('counts padding so that nothing is lost, in every config', () => {
    for (const folder of fixtureNames('configs').filter((name) => !name.includes('.'))) {
      for (const name of fixtureNames(`configs/${folder}`)) {
        const model = readModel(`${folder}/${name}`);
        if (!model || estimateBlocker(model) !== undefined) continue;
        const { bytes } = estimate(model.architecture, {
          ...defaultScenario,
          engine: 'vllm',
          contextTokens: 5000,
          batch: 2,
        });
        const held = byteKinds.reduce((sum, kind) => sum + bytes[kind], 0);
        assert.equal(held, bytes.total, `${folder}/${name}`);
        assert.ok(
          bytes.padding >= 0 && Number.isInteger(bytes.padding),
          `${folder}/${name}: ${bytes.padding}`,
        );
      }
    }
  });

  it('says where it does not know the pages, and names the mixer that a state is of', () => {
    assert.match(wordsOf('recurrent_gemma/recurrentgemma-2b.json'), /how vLLM keeps RG-LRU is not known/);
    assert.match(wordsOf('falcon_h1/falcon-h1-34b.json'), /a state of Mamba-2 fills/);
  });
});

describe('largest context in pages', () => {
  it('is the last one up to which every context fits', () => {
    const { architecture } = read('gemma3/gemma-3-27b-it.json');
    const scenario = { ...defaultScenario, engine: 'vllm' } as const;
    const bytesAt = (contextTokens: number): number =>
      estimate(architecture, { ...scenario, contextTokens }).bytes.total;
    const budget = bytesAt(5000);
    const largest = largestContext(architecture, scenario, budget)!;
    const contexts = Array.from({ length: largest + 64 }, (_, index) => index + 1);
    assert.equal(
      largest,
      contexts.findIndex((tokens) => bytesAt(tokens) > budget),
    );
  });
});

function read(config: Logged['config']): Model {
  const model = typeof config === 'string' ? readModel(config) : buildModel(config);
  assert.ok(model);
  return model;
}

function inVllm(config: Logged['config'], scenario: Partial<Scenario> = {}): Estimate {
  const { architecture } = read(config);
  return estimate(architecture, { ...defaultScenario, engine: 'vllm', contextTokens: 4096, ...scenario });
}

function stateDtypes(config: Logged['config']): string[] {
  const tensors = inVllm(config).layers.flatMap((layer) => layer.tensors);
  return [...new Set(tensors.filter(({ kind }) => kind === 'recurrent').map(({ dtype }) => dtype))];
}

const wordsOf = (config: Logged['config']): string => inVllm(config).assumptions.join('\n');

function pagesOf(
  { architecture }: Pick<Model, 'architecture'>,
  scenario: Logged['scenario'] = {},
): PagedCaches {
  const pages = pageCaches(keptStates(architecture, { ...defaultScenario, ...scenario, engine: 'vllm' }));
  assert.ok(pages);
  return pages;
}

function padding(pages: PagedCaches): number {
  return pages.specs.reduce((sum, spec) => sum + missingLayers(spec, pages), 0);
}

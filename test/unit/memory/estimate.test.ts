import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import type { Architecture } from '../../../src/core/architecture';
import { estimate, type Estimate } from '../../../src/core/memory/estimate';
import { defaultScenario, type Scenario } from '../../../src/core/memory/scenario';
import type { Mixer } from '../../../src/core/mixers/registry';

/** An architecture of given mixers and nothing else. */
function architectureOf(
  mixers: readonly Mixer[],
  modelDtype: Architecture['modelDtype'] = 'bf16',
): Architecture {
  return {
    hiddenSize: 64,
    vocabularySize: 100,
    layers: mixers.map((mixer, index) => ({
      index,
      mixer,
      feedForward: { kind: 'none' },
      otherParameters: 0,
      pointer: '',
    })),
    embeddingParameters: 0,
    headParameters: 0,
    parts: [],
    maximumContextTokens: undefined,
    modelDtype,
    notes: [],
  };
}

const gqa = { queryHeads: 8, keyValueHeads: 2, headDim: 16, valueHeadDim: 16 };
const full: Mixer = { kind: 'full', ...gqa };
const sliding: Mixer = { kind: 'sliding', ...gqa, windowTokens: 10 };
const deltanet: Mixer = {
  kind: 'gated-deltanet',
  keyHeads: 2,
  valueHeads: 4,
  keyDim: 8,
  valueDim: 8,
  convKernel: 4,
};

function run(
  mixers: readonly Mixer[],
  scenario: Partial<Scenario>,
  dtype?: Architecture['modelDtype'],
): Estimate {
  return estimate(architectureOf(mixers, dtype), { ...defaultScenario, contextTokens: 100, ...scenario });
}

describe('estimate', () => {
  it('counts keys and values of every token', () => {
    const result = run([full], { batch: 3 });
    assert.equal(result.bytes.kv, 3 * 2 * 2 * 100 * 16 * 2);
    assert.equal(result.bytesPerToken, 2 * 2 * 16 * 2);
    assert.equal(result.fixedBytes, 0);
    assert.deepEqual(result.layers[0]?.tensors[0], {
      name: 'keys',
      kind: 'kv',
      shape: [3, 2, 100, 16],
      dtype: 'bf16',
      bytes: 19_200,
    });
  });

  it('keeps window − 1 tokens, fewer before the window is full', () => {
    assert.equal(run([sliding], {}).bytes.kv, 2 * 2 * 9 * 16 * 2);
    assert.equal(run([sliding], { contextTokens: 4 }).bytes.kv, 2 * 2 * 4 * 16 * 2);
    assert.equal(run([sliding], {}).bytesPerToken, 0);
  });

  it('keeps k columns and float32 states in transformers, k − 1 and the cache dtype in theory', () => {
    const transformers = run([deltanet], {});
    assert.deepEqual([transformers.bytes.conv, transformers.bytes.recurrent], [64 * 4 * 2, 4 * 8 * 8 * 4]);
    const theory = run([deltanet], { engine: 'theory' });
    assert.deepEqual([theory.bytes.conv, theory.bytes.recurrent], [64 * 3 * 2, 4 * 8 * 8 * 2]);
  });

  it('takes 16 bits for auto, whatever the checkpoint is stored in', () => {
    assert.equal(run([full], {}, 'fp16').cacheDtype, 'fp16');
    assert.equal(run([full], {}, 'fp32').cacheDtype, 'bf16');
    assert.equal(run([full], {}, undefined).cacheDtype, 'bf16');
    assert.equal(run([full], { cacheDtype: 'fp8' }).bytes.kv, 2 * 2 * 100 * 16);
  });

  it('keeps activations in 16 bits beside a smaller cache', () => {
    const result = run([deltanet], { cacheDtype: 'int4' });
    assert.equal(result.bytes.conv, 64 * 4 * 2);
    assert.match(result.assumptions.join(), /quantized cache/);
  });

  it('shares heads among GPUs and replicates what does not divide', () => {
    assert.equal(run([full], { tensorParallel: 2 }).bytes.kv, run([full], {}).bytes.kv / 2);
    assert.equal(run([full], { tensorParallel: 8 }).bytes.kv, run([full], {}).bytes.kv / 2);
    const mla: Mixer = { kind: 'mla', heads: 4, keyValueRank: 32, nopeDim: 16, ropeDim: 8, valueDim: 16 };
    assert.equal(run([mla], { tensorParallel: 4 }).bytes.latent, run([mla], {}).bytes.latent);
  });

  it('adds up: layers, kinds, per token and fixed', () => {
    const result = run([full, sliding, deltanet], { batch: 2 });
    assert.equal(
      result.layers.reduce((sum, layer) => sum + layer.bytes, 0),
      result.bytes.total,
    );
    assert.equal(2 * (result.bytesPerToken * 100 + result.fixedBytes), result.bytes.total);
  });

  it('gives the numbers of the published Qwen3-Next', () => {
    const { model } = analyse('{"model_type":"qwen3_next","dtype":"bfloat16"}', 'json');
    const result = estimate(model!.architecture, { ...defaultScenario, contextTokens: 262_144 });
    assert.equal(result.bytes.kv, 6 * 1024 ** 3);
    assert.equal(result.fixedBytes, 77_856_768);
    assert.equal(result.bytesPerToken, 24_576);
  });
});

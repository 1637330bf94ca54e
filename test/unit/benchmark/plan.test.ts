import assert from 'node:assert/strict';
import type { Architecture } from '../../../src/core/architecture';
import type { Mixer } from '../../../src/core/mixers/registry';
import { mixerModule } from '../../../src/core/mixers/registry';
import { buildStack } from '../../../src/benchmark/graphs/build';
import {
  caseKey,
  decline,
  demand,
  memoryNeeded,
  plan,
  stackedLayers,
  type Case,
} from '../../../src/benchmark/plan';
import { smallMixers } from './support/mixers';

const attention: Mixer = { kind: 'full', queryHeads: 16, keyValueHeads: 2, headDim: 256, valueHeadDim: 256 };
const deltanet: Mixer = {
  kind: 'gated-deltanet',
  keyHeads: 16,
  valueHeads: 32,
  keyDim: 128,
  valueDim: 128,
  convKernel: 4,
};

function model(mixers: readonly Mixer[]): Architecture {
  return {
    hiddenSize: 2048,
    vocabularySize: 1000,
    layers: mixers.map((mixer, index) => ({
      index,
      mixer,
      feedForward: { kind: 'dense', width: 100, gated: true },
      otherParameters: 0,
      pointer: '',
    })),
    embeddingParameters: 0,
    headParameters: 0,
    parts: [],
    maximumContextTokens: undefined,
    modelDtype: 'bf16',
    notes: [],
  };
}

const hybrid = model([deltanet, deltanet, deltanet, attention, { kind: 'none' }]);
const base = {
  architecture: hybrid,
  layers: 'each-kind',
  contexts: [4096, 1024],
  phases: ['decode'],
  includeFeedForward: false,
} as const;
const roomy = { memoryBytes: 2 ** 50, placement: 'constants', secondsPerCase: 1e9 } as const;
const fast = { bytesPerSecond: 1e12, flopsPerSecond: 1e15 };

function only(given: Partial<Case>): Case {
  return { layer: 3, mixer: attention, hiddenSize: 2048, phase: 'decode', contextTokens: 4096, ...given };
}

describe('benchmark plan', () => {
  it('takes the first layer of each kind, contexts in ascending order', () => {
    const { cases } = plan(base);
    assert.deepEqual(
      cases.map(({ layer, contextTokens }) => [layer, contextTokens]),
      [
        [0, 1024],
        [0, 4096],
        [3, 1024],
        [3, 4096],
      ],
    );
  });

  it('takes one layer by index or kind, decode before prefill', () => {
    const { cases } = plan({ ...base, layers: { index: 1 }, phases: ['prefill', 'decode'], contexts: [8] });
    assert.deepEqual(
      cases.map(({ layer, phase }) => [layer, phase]),
      [
        [1, 'decode'],
        [1, 'prefill'],
      ],
    );
    assert.equal(plan({ ...base, layers: { kind: 'full' } }).cases[0]!.layer, 3);
  });

  it('says which layers there are when asked for another', () => {
    assert.throws(() => plan({ ...base, layers: { index: 9 } }), /no layer 9; the model has layers 0 to 4/);
    assert.throws(
      () => plan({ ...base, layers: { kind: 'mla' } }),
      /no layer of kind mla; it has gated-deltanet, full/,
    );
  });

  it('says why a layer has no graph', () => {
    const { cases, notes } = plan({ ...base, layers: { index: 4 } });
    assert.equal(cases.length, 0);
    assert.match(notes[0]!, /Layer 4 .* is not benchmarkable: the layer has no mixer/);
  });

  it('measures a recurrence once for all contexts, attention for each', () => {
    const keys = plan(base).cases.map(caseKey);
    assert.equal(keys[0], keys[1]);
    assert.notEqual(keys[2], keys[3]);
  });

  it('measures a full window once', () => {
    const window: Mixer = { ...attention, kind: 'sliding', windowTokens: 128 };
    const key = (contextTokens: number): string => caseKey(only({ mixer: window, contextTokens }));
    assert.equal(key(1024), key(4096));
    assert.notEqual(key(64), key(1024));
  });

  it('stacks small layers until they are beyond the caches, or take long enough', () => {
    const ceilings = { bytesPerSecond: 32e9, flopsPerSecond: 200e9 };
    const layers = (mebibytes: number, flops: number): number =>
      stackedLayers({ bytesMoved: mebibytes * 2 ** 20, flops }, ceilings);
    assert.equal(layers(700, 1e9), 1);
    assert.equal(layers(40, 1e7), 4);
    assert.equal(layers(40, 1.5e9), 3);
    assert.equal(layers(0.01, 1e4), 32);
  });

  it('counts bytes and operations by the mixer’s own arithmetic', () => {
    const { bytesMoved, flops } = demand(only({}), 'fp16');
    const weights = mixerModule(attention).parameters(attention, 2048) + 2048;
    const entries = 2 * 2 * 256 * 4097;
    assert.equal(bytesMoved, 2 * (weights + entries));
    assert.equal(flops, 2 * weights + 2 * 16 * 512 * 4097);
  });

  it('counts only the experts that are touched', () => {
    const moe = {
      kind: 'moe',
      experts: 512,
      expertsPerToken: 10,
      expertWidth: 512,
      gated: true,
      sharedWidth: 0,
    } as const;
    const bare = demand(only({}), 'fp32').weightBytes;
    const one = demand(only({ feedForward: moe }), 'fp32').weightBytes - bare;
    assert.equal(one, 4 * (10 * 3 * 2048 * 512 + 512 * 2048 + 2048));
    const prompt = only({ phase: 'prefill', contextTokens: 64, feedForward: moe });
    const touched = Math.round(512 * (1 - (1 - 10 / 512) ** 64));
    assert.equal(
      demand(prompt, 'fp32').weightBytes - bare,
      4 * (touched * 3 * 2048 * 512 + 512 * 2048 + 2048),
    );
  });

  for (const { name, mixer, hiddenSize } of smallMixers) {
    it(`${name}: the graph has exactly the weights that the mixer says`, () => {
      const given = only({ mixer, hiddenSize, contextTokens: 8 });
      const { weightBytes, stateBytes } = demand(given, 'fp32');
      const spec = { mixer, hiddenSize, contextTokens: 8, dtype: 'fp32' } as const;
      for (const path of ['fused', 'decomposed'] as const) {
        for (const phase of ['decode', 'prefill'] as const) {
          const stack = buildStack({ ...spec, path, phase }, 1, 'constants');
          assert.equal(stack.weightBytes, weightBytes);
          // RWKV's last input of channel mixing belongs to the feed-forward.
          if (phase === 'decode' && mixer.kind !== 'rwkv') assert.equal(stack.stateBytes, stateBytes);
        }
      }
    });
  }

  it('declines what does not fit, with the largest context that does', () => {
    const given = only({ contextTokens: 1_000_000 });
    const budget = { ...roomy, memoryBytes: 2 * 2 ** 30 };
    const reason = decline(given, 'fp32', budget, fast);
    const largest = Number(
      /largest context that would do has ([\d,]+) tokens/.exec(reason!)![1]!.replaceAll(',', ''),
    );
    assert.match(reason!, /^does not fit: about .* GiB needed, 2.00 GiB to use/);
    assert.equal(decline(only({ contextTokens: largest }), 'fp32', budget, fast), null);
    assert.notEqual(decline(only({ contextTokens: largest + 1 }), 'fp32', budget, fast), null);
  });

  it('needs less memory where stacks share what they are fed', () => {
    const need = demand(only({ contextTokens: 65_536 }), 'fp32');
    const needed = (placement: 'constants' | 'inputs', stacked: number): number =>
      memoryNeeded(need, placement, stacked) / (need.weightBytes + need.stateBytes);
    assert.ok(needed('inputs', 2) < needed('constants', 2));
    assert.ok(needed('inputs', 3) < needed('constants', 3));
    assert.ok(needed('inputs', 2) > 2 && needed('constants', 2) > 6, 'every layer is there');
  });

  it('declines what would take too long, with the longest prompt that would not', () => {
    const given = only({ phase: 'prefill', contextTokens: 65_536 });
    const slow = { bytesPerSecond: 20e9, flopsPerSecond: 200e9 };
    const budget = { ...roomy, secondsPerCase: 20 };
    const reason = decline(given, 'fp32', budget, slow);
    assert.match(
      reason!,
      /^would take too long: at least \d+ s on this device, limit 20 s; the largest prompt/,
    );
    assert.equal(decline(only({ phase: 'prefill', contextTokens: 256 }), 'fp32', budget, slow), null);
  });
});

import assert from 'node:assert/strict';
import { feedForward, touchedExperts } from '../../../src/benchmark/graphs/feed-forward';
import { createLayer } from '../../../src/benchmark/graphs/build';
import type { Phase } from '../../../src/benchmark/graphs/layer';
import { Graph } from '../../../src/benchmark/onnx/graph';
import {
  feedForwardParameters,
  type FeedForward,
  type MoeFeedForward,
} from '../../../src/core/feedforward/feedforward';
import { linear, sigmoid, silu, softmax, type Vector, type Weights } from './reference/math';
import { TestStorage, TestWeights } from './support/check';
import { Sessions } from './support/sessions';
import { generator, relativeError, tensor, type Tensor } from './support/tensor';

const hiddenSize = 12;
const moe: MoeFeedForward = {
  kind: 'moe',
  experts: 8,
  expertsPerToken: 3,
  expertWidth: 6,
  gated: true,
  sharedWidth: 10,
  sharedGate: true,
};

type Mlp = Exclude<FeedForward, { kind: 'none' }>;

const weightsOf =
  (source: TestWeights): Weights =>
  (name) =>
    source.byName.get(name)!;
const count = (source: TestWeights): number =>
  [...source.byName.values()].reduce((sum, { data }) => sum + data.length, 0);

function dense(x: Vector, weights: Weights, name: string, gated: boolean, bias = false): Vector {
  const up = linear(x, weights, `${name}_up`, bias);
  const inner = gated
    ? linear(x, weights, `${name}_gate`, bias).map((value, at) => silu(value) * up[at]!)
    : up.map(silu);
  return linear(inner, weights, `${name}_down`, bias);
}

function assertClose(actual: Tensor, rows: readonly Vector[]): void {
  const error = relativeError(
    actual,
    tensor(
      actual.shape,
      rows.flatMap((row) => [...row]),
    ),
  );
  assert.ok(error <= 1e-5, `relative error ${error}`);
}

describe('benchmark feed-forward', () => {
  let sessions: Sessions;
  before(() => {
    sessions = new Sessions('cpu');
  });
  after(() => sessions.close());

  /** Output of the graph, the input's rows, and the weights it asked for. */
  async function run(mlp: Mlp, phase: Phase, tokens: number) {
    const graph = new Graph();
    const source = new TestWeights(7, 'fp32');
    const spec = {
      mixer: { kind: 'full', queryHeads: 1, keyValueHeads: 1, headDim: 8, valueHeadDim: 8 },
    } as const;
    const { layer } = createLayer(
      graph,
      { ...spec, hiddenSize, phase, contextTokens: tokens, dtype: 'fp32', path: 'fused' },
      new TestStorage(graph, 'fp32', source),
      { leaveOut: () => undefined, remark: () => undefined },
    );
    const shape = [1, phase === 'decode' ? 1 : tokens, hiddenSize];
    graph.output('y', feedForward(layer, mlp, graph.input('x', 'fp32', shape)));
    const x = tensor(
      shape,
      Float64Array.from({ length: shape[1]! * hiddenSize }, generator(5)).map(Math.fround),
    );
    const { y } = await sessions.run(graph.encode(), { x: { dtype: 'fp32', tensor: x } });
    const rows = Array.from({ length: shape[1]! }, (_, at) =>
      x.data.slice(at * hiddenSize, (at + 1) * hiddenSize),
    );
    return { y: y!, rows, source };
  }

  for (const [gated, bias] of [
    [true, false],
    [false, true],
  ] as const) {
    it(`dense${gated ? ', gated' : ', with bias'}`, async () => {
      const mlp = { kind: 'dense', width: 20, gated, bias } as const;
      const { y, rows, source } = await run(mlp, 'prefill', 5);
      assertClose(
        y,
        rows.map((row) => dense(row, weightsOf(source), 'mlp', gated, bias)),
      );
      assert.equal(count(source), feedForwardParameters(mlp, hiddenSize).total);
    });
  }

  it('mixture of experts, one token: as many experts as it visits, weighed by the router, and the shared one', async () => {
    const { y, rows, source } = await run(moe, 'decode', 4);
    const weights = weightsOf(source);
    const x = rows[0]!;
    const shares = softmax([...linear(x, weights, 'router')]).sort((a, b) => b - a);
    const gate = sigmoid(linear(x, weights, 'shared_expert_gate')[0]!);
    const sum = dense(x, weights, 'shared', true).map((value) => value * gate);
    for (let expert = 0; expert < moe.expertsPerToken; expert++) {
      const own: Weights = (name) => {
        const { shape, data } = weights(name.replace('expert', 'experts'));
        const size = shape[1]! * shape[2]!;
        return tensor(shape.slice(1), data.subarray(expert * size, (expert + 1) * size));
      };
      dense(x, own, 'expert', true).forEach((value, at) => (sum[at]! += shares[expert]! * value));
    }
    assertClose(y, [sum]);
    const { total, routed } = feedForwardParameters(moe, hiddenSize);
    assert.equal(count(source), total - routed + (routed * moe.expertsPerToken) / moe.experts);
  });

  it('mixture of experts, a prompt: the experts that its tokens are expected to visit', async () => {
    assert.deepEqual(
      [1, 4, 1000].map((tokens) => touchedExperts(moe, tokens)),
      [3, 7, 8],
    );
    const { y, source } = await run(moe, 'prefill', 4);
    assert.deepEqual(y.shape, [1, 4, hiddenSize]);
    assert.ok(y.data.every(Number.isFinite));
    assert.equal(source.byName.get('experts_up')!.shape[0], 7);
  });
});

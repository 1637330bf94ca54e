import assert from 'node:assert/strict';
import { fromHalf, toHalf } from '../../../src/benchmark/onnx/float16';
import { Graph } from '../../../src/benchmark/onnx/graph';
import { Message } from '../../../src/benchmark/onnx/wire';
import { Sessions } from './support/sessions';
import { tensor } from './support/tensor';

describe('protobuf wire format', () => {
  // Examples of protobuf.dev/programming-guides/encoding.
  it('writes varints in groups of seven bits', () => {
    assert.deepEqual([...new Message().integer(1, 150).finish()], [0x08, 0x96, 0x01]);
  });

  it('writes strings with their length in bytes', () => {
    assert.deepEqual([...new Message().string(2, 'testing').finish()], [0x12, 7, ...Buffer.from('testing')]);
    assert.deepEqual([...new Message().string(1, 'é').finish()], [0x0a, 2, 0xc3, 0xa9]);
  });

  it('nests messages', () => {
    const inner = new Message().integer(1, 150);
    assert.deepEqual([...new Message().message(3, inner).finish()], [0x1a, 3, 0x08, 0x96, 0x01]);
  });

  it('writes negative integers as ten bytes of two’s complement', () => {
    assert.deepEqual([...new Message().integer(1, -1).finish()], [8, ...Array<number>(9).fill(255), 1]);
  });

  it('writes integers beyond 32 bits', () => {
    assert.deepEqual([...new Message().integer(1, 2 ** 40).finish()], [8, 128, 128, 128, 128, 128, 32]);
  });
});

describe('half precision', () => {
  it('keeps what it can hold', () => {
    for (const value of [0, 1, -2, 0.5, 65504, 2 ** -14, 2 ** -24, 1023 * 2 ** -24]) {
      assert.equal(fromHalf(toHalf(value)), value);
    }
  });

  it('rounds to the nearest, ties to even', () => {
    assert.equal(fromHalf(toHalf(1 + 2 ** -11)), 1);
    assert.equal(fromHalf(toHalf(1 + 3 * 2 ** -11)), 1 + 2 ** -9);
    assert.equal(fromHalf(toHalf(2 ** -25)), 0);
    assert.equal(fromHalf(toHalf(2047.9)), 2048);
  });

  it('has infinities and NaN', () => {
    assert.equal(fromHalf(toHalf(65520)), Infinity);
    assert.equal(fromHalf(toHalf(-1e9)), -Infinity);
    assert.ok(Number.isNaN(fromHalf(toHalf(NaN))));
  });
});

describe('graph builder', () => {
  it('refuses shapes that do not go together', () => {
    const graph = new Graph();
    const a = graph.input('a', 'fp32', [2, 3]);
    const b = graph.input('b', 'fp32', [2, 4]);
    assert.throws(() => graph.matmul(a, b), /MatMul of fp32\[2,3\] and fp32\[2,4\]/);
    assert.throws(() => graph.add(a, b), /do not broadcast/);
    assert.throws(() => graph.reshape(a, [7]), /Reshape/);
    assert.throws(() => graph.constant('fp32', [2], [1]), /1 values for \[2\]/);
    assert.throws(() => graph.split(a, [1, 1]), /Split/);
  });

  it('refuses to mix dtypes', () => {
    const graph = new Graph();
    const a = graph.input('a', 'fp32', [2]);
    assert.throws(() => graph.add(a, graph.input('b', 'fp16', [2])), /fp32 and fp16/);
  });

  describe('run by onnxruntime', () => {
    let sessions: Sessions;
    before(() => {
      sessions = new Sessions('cpu');
    });
    after(() => sessions.close());

    it('says what it means, operator by operator', async () => {
      const graph = new Graph();
      const x = graph.input('x', 'fp32', [2, 3]);
      graph.output('transposed', graph.transpose(x, [1, 0]));
      graph.output('sliced', graph.slice(x, -1, 1, 3));
      graph.output('joined', graph.concat(graph.split(x, [1, 2]).toReversed(), -1));
      graph.output('gathered', graph.gather(x, graph.integers([1, 1]), 0));
      graph.output('largest', graph.topK(x, 2).values);
      graph.output('running', graph.cumulativeSum(x, 1));
      graph.output('summed', graph.sum(x, 0));
      graph.output('mean', graph.mean(x, -1, true));
      graph.output('product', graph.matmul(x, graph.transpose(x, [1, 0])));
      graph.output('scaled', graph.shift(graph.scale(x, 2), 1));
      graph.output('chosen', graph.where(graph.less(x, graph.scalar('fp32', 3)), x, graph.scalar('fp32', 0)));
      graph.output('half', graph.cast(graph.cast(x, 'fp16'), 'fp32'));
      const outputs = await sessions.run(graph.encode(), {
        x: { dtype: 'fp32', tensor: tensor([2, 3], [1, 2, 3, 4, 5, 6]) },
      });
      const values = Object.fromEntries(
        Object.entries(outputs).map(([name, { shape, data }]) => [name, [shape, [...data]]]),
      );
      assert.deepEqual(values, {
        transposed: [
          [3, 2],
          [1, 4, 2, 5, 3, 6],
        ],
        sliced: [
          [2, 2],
          [2, 3, 5, 6],
        ],
        joined: [
          [2, 3],
          [2, 3, 1, 5, 6, 4],
        ],
        gathered: [
          [2, 3],
          [4, 5, 6, 4, 5, 6],
        ],
        largest: [
          [2, 2],
          [3, 2, 6, 5],
        ],
        running: [
          [2, 3],
          [1, 3, 6, 4, 9, 15],
        ],
        summed: [[3], [5, 7, 9]],
        mean: [
          [2, 1],
          [2, 5],
        ],
        product: [
          [2, 2],
          [14, 32, 32, 77],
        ],
        scaled: [
          [2, 3],
          [3, 5, 7, 9, 11, 13],
        ],
        chosen: [
          [2, 3],
          [1, 2, 0, 0, 0, 0],
        ],
        half: [
          [2, 3],
          [1, 2, 3, 4, 5, 6],
        ],
      });
    });

    it('says why a model is refused', async () => {
      const graph = new Graph();
      graph.output(
        'y',
        graph.node('NoSuchOperator', [graph.input('x', 'fp32', [1])], [{ dtype: 'fp32', shape: [1] }])[0]!,
      );
      await assert.rejects(
        sessions.run(graph.encode(), { x: { dtype: 'fp32', tensor: tensor([1]) } }),
        /NoSuchOperator/,
      );
    });
  });
});

import assert from 'node:assert/strict';
import { judge, settled, slopes, spread } from '../../../src/benchmark/statistics';

const ceilings = { bytesPerSecond: 10e9, flopsPerSecond: 100e9 };
/** 8 MB in 1 ms: 80 % of the ceiling. */
const work = { bytesMoved: 8e6, flops: 16e6 };
const constant = (value: number, count = 15): number[] => Array<number>(count).fill(value);

describe('benchmark statistics', () => {
  it('has median and quartiles between values', () => {
    assert.deepEqual(spread([4, 1, 3, 2]), { median: 2.5, q1: 1.75, q3: 3.25 });
    assert.deepEqual(spread([7]), { median: 7, q1: 7, q3: 7 });
  });

  it('takes a layer’s time from runs that followed each other', () => {
    assert.deepEqual(slopes({ layers: 1, one: [1, 2], two: [2, 4] }), [1, 2]);
    assert.deepEqual(slopes({ layers: 1, one: [1], two: [2.5], three: [5] }), [2]);
  });

  it('shares what a stack took among its layers', () => {
    assert.deepEqual(slopes({ layers: 4, one: [5], two: [9] }), [1]);
    assert.deepEqual(slopes({ layers: 4, one: [5], two: [9], three: [29] }), [3]);
    const { milliseconds, reason } = judge({ layers: 4, one: constant(4), two: constant(8) }, work, ceilings);
    assert.deepEqual([milliseconds.median, reason], [1, null]);
    const uneven = judge({ layers: 4, one: constant(4), two: constant(10) }, work, ceilings);
    assert.match(uneven.reason!, /^inconsistent: the first and second 4 layers differ by 33 %/);
  });

  it('accepts what is steady, consistent and below the ceiling', () => {
    const verdict = judge({ layers: 1, one: constant(1), two: constant(2) }, work, ceilings);
    assert.equal(verdict.accepted, true);
    assert.equal(verdict.reason, null);
    assert.equal(verdict.repetitions, 15);
    assert.equal(verdict.bytesPerSecond, 8e9);
    assert.equal(verdict.flopsPerSecond, 16e9);
    assert.equal(verdict.shareOfCeiling, 0.8);
  });

  it('rejects times that scatter', () => {
    const one = [...constant(1, 8), ...constant(1.2, 7)];
    const { accepted, reason } = judge({ layers: 1, one, two: constant(2) }, work, ceilings);
    assert.equal(accepted, false);
    assert.match(reason!, /^noisy: .* 1 layer spans 20 %/);
  });

  it('rejects layers that take different times', () => {
    const { reason } = judge({ layers: 1, one: constant(1), two: constant(2.5) }, work, ceilings);
    assert.match(reason!, /^inconsistent: the first and second layer differ by 33 %/);
  });

  it('forgives the fixed cost of a call once a third layer agrees', () => {
    const samples = { layers: 1, one: constant(2), two: constant(3), three: constant(4) };
    assert.equal(judge(samples, work, ceilings).accepted, true);
    assert.match(
      judge({ layers: 1, one: samples.one, two: samples.two }, work, ceilings).reason!,
      /inconsistent/,
    );
  });

  it('rejects what no device could do', () => {
    const { reason } = judge({ layers: 1, one: constant(0.5), two: constant(1) }, work, ceilings);
    assert.match(reason!, /above the ceiling: 160 %/);
  });

  it('rejects two layers that are no slower than one', () => {
    assert.equal(judge({ layers: 1, one: constant(1), two: constant(1) }, work, ceilings).accepted, false);
  });

  it('knows when times have settled', () => {
    assert.equal(settled([9, 1, 1]), false);
    assert.equal(settled([9, 1, 1.02, 1.04]), true);
    assert.equal(settled([1, 1]), false);
  });
});

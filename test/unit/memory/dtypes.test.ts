import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { estimate } from '../../../src/core/memory/estimate';
import { defaultScenario } from '../../../src/core/memory/scenario';
import { bytesOf, parseDtype, type Dtype } from '../../../src/core/reference/dtypes';

describe('dtypes', () => {
  const table: readonly (readonly [Dtype, elements: number, bytes: number])[] = [
    ['fp32', 64, 256],
    ['bf16', 64, 128],
    ['fp16', 64, 128],
    ['fp8', 64, 64],
    ['int8', 64, 64],
    ['int4', 64, 32],
    ['int4', 3, 2],
    ['q8_0', 64, 68],
    ['q8_0', 33, 68],
    ['q4_0', 64, 36],
    ['q4_0', 1, 18],
    ['nvfp4', 64, 36],
    ['nvfp4', 17, 18],
  ];
  for (const [dtype, elements, bytes] of table) {
    it(`takes ${bytes} bytes for ${elements} numbers of ${dtype}`, () => {
      assert.equal(bytesOf(elements, dtype), bytes);
      assert.equal(parseDtype(dtype), dtype);
    });
  }

  it('counts the scales of blocks in a cache, and says which are not counted', () => {
    const { model } = analyse('{"model_type":"llama"}', 'json');
    const run = (cacheDtype: Dtype) =>
      estimate(model!.architecture, { ...defaultScenario, cacheDtype, contextTokens: 100 });
    const half = run('fp16').bytes.total;
    for (const [dtype, share, said] of [
      ['q8_0', 34 / 64, /q8_0 keeps one scale for 32 values/],
      ['q4_0', 18 / 64, /q4_0 keeps one scale for 32 values/],
      ['nvfp4', 9 / 32, /nvfp4 keeps one scale for 16 values/],
      ['int8', 1 / 2, /int8 scales are per tensor and not counted/],
    ] as const) {
      const result = run(dtype);
      assert.equal(result.bytes.total, half * share);
      assert.equal(result.bytesPerToken * 100, result.bytes.total);
      assert.match(result.assumptions.join('\n'), said);
    }
    assert.doesNotMatch(run('bf16').assumptions.join('\n'), /scale/);
  });
});

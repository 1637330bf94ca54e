import assert from 'node:assert/strict';
import { benchmarkCsv, benchmarkJson, benchmarkMarkdown } from '../../../src/benchmark/export';
import { measured, resultOf } from './results';

const noisy = measured({
  layer: 3,
  mixer: 'full',
  contextTokens: 65_536,
  accepted: false,
  reason: 'noisy: the middle half, of "all" times',
  leftOut: ['attention sinks'],
});
const declined = measured({
  phase: 'prefill',
  milliseconds: null,
  bytesPerSecond: null,
  flopsPerSecond: null,
  shareOfCeiling: null,
  accepted: false,
  reason: 'does not fit',
  path: null,
});

describe('a benchmark elsewhere', () => {
  it('as JSON is the result itself', () => {
    const result = resultOf([measured(), noisy]);
    assert.deepEqual(JSON.parse(benchmarkJson(result)), result);
  });

  it('as CSV has one line for each case, with what holds for all of them', () => {
    const lines = benchmarkCsv(resultOf([measured(), noisy, declined])).split('\r\n');
    assert.equal(lines.length, 5);
    assert.equal(lines[4], '');
    const columns = lines[0]!.split(',');
    const first = Object.fromEntries(lines[1]!.split(',').map((cell, index) => [columns[index], cell]));
    assert.equal(first['device'], 'A Processor (2 threads)');
    assert.equal(first['median_ms'], '0.2');
    assert.equal(first['context_tokens'], '1024');
    assert.equal(first['accepted'], 'true');
    assert.match(lines[2]!, /,"noisy: the middle half, of ""all"" times"$/);
    assert.match(lines[3]!, /,prefill,1024,1,,,,/);
  });

  it('as CSV holds no formulas', () => {
    const csv = benchmarkCsv({ ...resultOf([measured()]), family: '=HYPERLINK("x")' });
    assert.match(csv, /^"'=HYPERLINK\(""x""\)",/m);
  });

  it('as Markdown says on what the numbers stand, and what is doubtful', () => {
    const text = benchmarkMarkdown(
      resultOf([measured(), noisy, declined], ['CPU only: no GPU provider could start.']),
      'Layer 0 · Gated DeltaNet · Qwen3-Next',
    );
    assert.match(text, /^\*\*Layer 0 · Gated DeltaNet · Qwen3-Next\*\*/);
    assert.match(text, /CPU · A Processor \(2 threads\) · fp32 · onnxruntime 1\.30\.0 · Node 20\.20\.2\./);
    assert.match(text, /reached 10\.0 GB\/s reading weights and 100 GFLOP\/s/);
    assert.match(
      text,
      /\| 0 \| Gated DeltaNet \| decode \| 1,024 \| 200 µs \| 190 µs – 210 µs \|.*\| 52 % \|.*\| yes \|/,
    );
    assert.match(text, /\| not measured \|/);
    assert.match(text, /- layer 3 \(full attention\), decode at 65,536 tokens: noisy/);
    assert.match(text, /Left out:\n\n- layer 3 \(full attention\): attention sinks/);
    assert.match(text, /Notes:\n\n- CPU only/);
  });

  it('as Markdown can’t be broken out of', () => {
    const text = benchmarkMarkdown(resultOf([measured()]), 'a | b\n<img src=x> `c` [d](e)');
    assert.match(text, /^\*\*a \\\| b \\<img src=x> \\`c\\` \\\[d\\\]\(e\)\*\*\n/);
  });
});

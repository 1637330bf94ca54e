import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import type { LayerResult } from '../../../src/benchmark/result';
import { buildModel, headlines, logTicks, quartileWords } from '../../../src/webview/benchmark/model';
import { measured, resultOf, time } from './results';

const names = { 'gated-deltanet': 'Gated DeltaNet', full: 'full attention' };

const modelOf = (results: readonly LayerResult[], notes: readonly string[] = []) =>
  buildModel({ id: '1', when: 0, title: 'Two kinds', names, result: resultOf(results, notes) });

/** Decode times of a flat layer and of one that grows, at 1k, 4k and 16k tokens. */
function curves(flat: readonly number[], growing: readonly number[], change: Partial<LayerResult> = {}) {
  const lengths = [1024, 4096, 16_384];
  return lengths.flatMap((contextTokens, index) => [
    measured({ contextTokens, milliseconds: time(flat[index]!), ...change }),
    measured({ layer: 3, mixer: 'full', contextTokens, milliseconds: time(growing[index]!) }),
  ]);
}

describe('the benchmark panel', () => {
  it('says where two curves cross, between which lengths, and who is faster beyond', () => {
    const [decode] = modelOf(curves([1, 1, 1], [0.5, 2, 8])).phases;
    assert.equal(decode?.crossings.length, 1);
    const [crossing] = decode.crossings;
    // Straight lines over logarithms: half-way between 1,024 and 4,096 is 2,048.
    assert.ok(Math.abs(crossing!.tokens - 2048) < 0.001 && Math.abs(crossing!.milliseconds - 1) < 0.001);
    assert.deepEqual(decode.words, [
      'Gated DeltaNet is faster than full attention from about 2,000 tokens on (between the measured 1,024 and 4,096).',
    ]);
  });

  it('says that two curves do not cross, and by how much the one is ahead', () => {
    const [decode] = modelOf(curves([1, 1, 1], [2, 4, 16])).phases;
    assert.deepEqual(decode?.crossings, []);
    assert.deepEqual(decode?.words, [
      'Gated DeltaNet is faster than full attention at every measured length: 2.0 times at 1,024, 16.0 times at 16,384 tokens. They don’t cross.',
    ]);
  });

  it('doubts a crossover of times that lie close together, or were not accepted', () => {
    const [close] = modelOf(curves([1, 1, 1], [0.99, 1.01, 8])).phases;
    assert.match(close!.words.join(' '), /too close together to be sure\./);
    const [noisy] = modelOf(curves([1, 1, 1], [0.5, 2, 8], { accepted: false, reason: 'noisy' })).phases;
    assert.match(noisy!.words.join(' '), /Not all of these times were accepted\./);
  });

  it('compares each pair of three kinds, and none where there is one', () => {
    const three = ['full', 'gated-deltanet', 'mla'] as const;
    const [decode] = modelOf(
      three.map((mixer, layer) => measured({ layer, mixer, milliseconds: time(layer + 1) })),
    ).phases;
    assert.equal(decode?.words.length, 3);
    assert.deepEqual(modelOf([measured()]).phases[0]?.words, []);
  });

  it('draws what was measured, and gives every case a row with its verdict', () => {
    const { phases, contexts } = modelOf([
      measured({ contextTokens: 4096 }),
      measured({ contextTokens: 1024 }),
      measured({ contextTokens: 65_536, milliseconds: null, accepted: false, reason: 'does not fit' }),
      // More layers that took less time: shown, but no place on a logarithmic axis.
      measured({
        phase: 'prefill',
        milliseconds: { median: -1, q1: -2, q3: 1 },
        accepted: false,
        reason: 'inconsistent',
      }),
    ]);
    const [decode, prefill] = phases;
    assert.deepEqual(contexts, [1024, 4096]);
    assert.deepEqual(
      decode?.curves[0]?.points.map(({ tokens }) => tokens),
      [1024, 4096],
    );
    assert.deepEqual(
      decode?.rows.map(({ verdict, median, reason }) => [median, verdict, reason]),
      [
        ['200 µs', 'yes', undefined],
        ['200 µs', 'yes', undefined],
        ['–', 'not measured', 'does not fit'],
      ],
    );
    assert.deepEqual(prefill?.curves[0]?.points, []);
    assert.deepEqual([prefill?.rows[0]?.verdict, prefill?.rows[0]?.reason], ['no', 'inconsistent']);
  });

  it('names the device, and why it is the CPU', () => {
    const { where, cpuOnly } = modelOf(
      [measured()],
      ['CPU only: no GPU provider could start (WebGPU: none).'],
    );
    assert.equal(where, 'CPU · A Processor (2 threads) · fp32');
    assert.match(cpuOnly ?? '', /^CPU only: no GPU provider could start/);
    assert.equal(modelOf([measured()], ['Something else.']).cpuOnly, undefined);
  });

  it('has a large number with its spread for each kind', () => {
    const [first, second] = headlines(modelOf(curves([1, 1, 1], [0.5, 2, 8])), 4096);
    assert.deepEqual([first?.value, first?.unit, first?.spread], ['1.00', 'ms', '980 µs – 1.02 ms']);
    assert.deepEqual([second?.value, second?.spread], ['2.00', '1.96 – 2.04 ms']);
    assert.deepEqual(headlines(modelOf([measured()]), 7), []);
  });

  it('writes a shared unit once', () => {
    assert.equal(quartileWords({ median: 0.2, q1: 0.19, q3: 0.21 }), '190 – 210 µs');
    assert.equal(quartileWords({ median: 1, q1: 0.9, q3: 1.1 }), '900 µs – 1.10 ms');
  });

  it('puts round numbers on a logarithmic axis', () => {
    assert.deepEqual(logTicks(0.8, 12), [1, 2, 5, 10]);
    assert.deepEqual(logTicks(35, 70), [40, 50, 60]);
    assert.deepEqual(logTicks(0.01, 100, 5), [0.01, 0.1, 1, 10, 100]);
    assert.deepEqual(logTicks(0, 1), []);
    assert.deepEqual(logTicks(5, 5), []);
  });

  it('is a page of at most 120 KB, without the mixers and their graphs', () => {
    const bytes = ['js', 'css'].reduce((sum, kind) => {
      const text = readFileSync(`dist/webview/benchmark.${kind}`, 'utf8');
      return sum + transformSync(text, { minify: true, loader: kind === 'js' ? 'js' : 'css' }).code.length;
    }, 0);
    assert.ok(bytes < 120_000, `${bytes} bytes`);
    const { inputs } = JSON.parse(readFileSync('out/meta/webview.json', 'utf8')) as { inputs: object };
    assert.deepEqual(
      Object.keys(inputs).filter((path) => /^src\/(?!webview\/|benchmark\/units|core\/format)/.test(path)),
      [],
    );
  });
});

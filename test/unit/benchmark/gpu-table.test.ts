import assert from 'node:assert/strict';
import { gpuTable, marks, refusal, replaceBlock } from '../../bench/gpu/table.mjs';

// Round numbers, made up: no GPU gave them.
const layer = {
  layer: 0,
  mixer: 'mla',
  phase: 'decode',
  contextTokens: 1024,
  milliseconds: { median: 0.5, q1: 0.4, q3: 0.6 },
  bytesPerSecond: 1e12,
  shareOfCeiling: 0.5,
  accepted: true,
  reason: null,
  path: 'fused',
};
const result = {
  device: { provider: 'webgpu', name: 'NVIDIA Imaginary', probable: true },
  dtype: 'fp16',
  runtime: { node: '20', onnxruntime: '1' },
  ceilings: { bytesPerSecond: 2e12, flopsPerSecond: 1e14 },
  results: [
    layer,
    {
      ...layer,
      contextTokens: 262_144,
      milliseconds: null,
      bytesPerSecond: null,
      shareOfCeiling: null,
      accepted: false,
      reason: 'does not fit: a | b',
      path: null,
    },
  ],
};
const peer = {
  device: { provider: 'pytorch', name: 'NVIDIA Imaginary' },
  dtype: 'fp16',
  runtime: { torch: '2', cuda: '12', flashLinearAttention: null },
  results: [
    {
      mixer: 'mla',
      phase: 'decode',
      contextTokens: 1024,
      milliseconds: { median: 0.25, q1: 0.2, q3: 0.3 },
      withProjections: { median: 2, q1: 2, q3: 2 },
      reason: null,
    },
  ],
};
const measured = [{ model: 'm', result }];
const peers = [{ model: 'm', result: peer }];

const cells = (table: string): string[][] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('| m '))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

const device = (provider: string, name: string): typeof result => ({
  ...result,
  device: { provider, name, probable: true },
});

describe('the GPU table of the benchmark page', () => {
  it('holds what was measured, beside PyTorch, and why a number is missing', () => {
    const [first, second] = cells(gpuTable({ measured, peers, machine: { driver: '1.2' } }));
    assert.deepEqual(first?.slice(1, -1), [
      'm',
      'mla (fused)',
      'decode',
      '1,024',
      '500 µs',
      '400 µs – 600 µs',
      '1000 GB/s',
      '50 %',
      '250 µs',
      '2.00 ms',
      'yes',
    ]);
    assert.equal(second?.at(-2), String.raw`does not fit: a \| b`);
  });

  it('refuses what no GPU gave, by provider, name or speed', () => {
    for (const other of [
      device('cpu', 'NVIDIA Imaginary'),
      device('webgpu', 'SwiftShader, Vulkan on the CPU'),
      { ...result, ceilings: { bytesPerSecond: 1e10, flopsPerSecond: 1e10 } },
    ]) {
      assert.ok(refusal(other));
      const table = gpuTable({ measured: [{ model: 'm', result: other }], peers });
      assert.match(table, /^There is no result of a GPU/);
      assert.deepEqual(cells(table), []);
    }
  });

  it('takes no peer of another device or dtype', () => {
    for (const other of [
      { ...peer, dtype: 'fp32' },
      { ...peer, device: { provider: 'pytorch', name: 'NVIDIA Other' } },
    ]) {
      const [first] = cells(gpuTable({ measured, peers: [{ model: 'm', result: other }] }));
      assert.equal(first?.[9], 'another device or dtype');
    }
  });

  it('says what of the correctness failed and what did not finish', () => {
    const correctness = [
      { title: 'a', state: 'passed' },
      { title: 'b', state: 'failed' },
      { title: 'c', state: 'skipped' },
    ];
    const failures = [{ model: 'n', phase: 'prefill', reason: 'not done within 600 s' }];
    const table = gpuTable({ measured, peers: [], correctness, failures });
    assert.match(table, /1 passed, 1 failed, 1 skipped/);
    assert.match(table, /- failed: b/);
    assert.match(table, /- n, prefill: not done within 600 s/);
    assert.match(gpuTable({ measured, peers: [] }), /Correctness on this GPU was not run/);
  });

  it('replaces the marked block alone, as prettier would write it, and again to the same', async () => {
    const page = `# Page\n\n${marks.start}\n\nold\n\n${marks.end}\n\nAfter.\n`;
    const block = gpuTable({ measured, peers });
    const once = replaceBlock(page, block);
    assert.equal(replaceBlock(once, block), once);
    assert.ok(once.startsWith('# Page\n') && once.endsWith('\nAfter.\n') && !once.includes('old'));
    const { check } = await import('prettier');
    assert.ok(await check(once, { parser: 'markdown', printWidth: 110 }));
    assert.throws(() => replaceBlock('# Page\n', block), /lacks/);
  });
});

import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchmarkError, Child, childEnvironment } from '../../../src/benchmark/client';
import {
  runBenchmark,
  type BenchmarkOptions,
  type BenchmarkResult,
  type Progress,
} from '../../../src/benchmark';
import type { Architecture } from '../../../src/core/architecture';
import type { Mixer } from '../../../src/core/mixers/registry';
import { buildWorker } from './support/worker';

/** Faults, each with a stand-in for the worker or the real one. After every test no child may be left. */
describe('benchmark child', () => {
  let folder: string;
  const children: number[] = [];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'layerwise-client-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(async () => {
    for (const pid of children.splice(0)) await gone(pid);
  });

  /** A worker whose body sees each request as `request`. */
  function worker(name: string, onRequest: string, atStart = ''): string {
    const path = join(folder, `${name}.cjs`);
    writeFileSync(
      path,
      `${atStart}
       process.on('disconnect', () => process.exit());
       process.on('message', (request) => { const reply = (message) => process.send({ id: request.id, ...message });
         const open = () => reply({ type: 'opened', dtype: 'fp32', placement: 'inputs', node: '0', onnxruntime: '0' });
         const ceilings = () => reply({ type: 'ceilings', ceilings: { bytesPerSecond: 1e9, flopsPerSecond: 1e12 } });
         const measured = () => reply({ type: 'measured', measurement: { path: 'fused', leftOut: [], remarks: [], ops: [],
           samples: { layers: 1, one: [5, 5, 5], two: [10, 10, 10] } } });
         ${onRequest} });`,
    );
    return path;
  }

  /** Layers take a microsecond each; the ceilings are as said, one after another. */
  function fast(name: string, bytesPerSecond: readonly number[]): string {
    return worker(
      name,
      `const speeds = (globalThis.speeds ??= ${JSON.stringify(bytesPerSecond)});
       if (request.type === 'open') open();
       else if (request.type === 'measure') reply({ type: 'measured', measurement: { path: 'fused', leftOut: [],
         remarks: [], ops: [], samples: { layers: 1, one: [0.001, 0.001], two: [0.002, 0.002] } } });
       else reply({ type: 'ceilings', ceilings: { bytesPerSecond: speeds.shift(), flopsPerSecond: 1e15 } });`,
    );
  }

  function start(workerPath: string, signal = new AbortController().signal): Child {
    const child = new Child({ workerPath, signal });
    if (child.pid !== undefined) children.push(child.pid);
    return child;
  }

  const open = { type: 'open', provider: 'cpu' } as const;
  const patient = { timeoutMilliseconds: 10_000 };

  it('answers', async () => {
    const child = start(worker('answers', 'open();'));
    assert.equal((await child.ask(open, patient)).type, 'opened');
    await child.close();
  });

  it('killed: says by which signal', async () => {
    const child = start(worker('killed', "process.kill(process.pid, 'SIGKILL');"));
    await rejectsWith(child.ask(open, patient), 'child-exited', /was ended by SIGKILL/);
  });

  it('native abort: says so with the end of stderr', async () => {
    const code = "process.stderr.write('terminate called after throwing\\n', () => process.abort());";
    const child = start(worker('abort', code));
    await rejectsWith(child.ask(open, patient), 'child-exited', /SIGABRT.*terminate called after throwing/s);
  });

  it('exit before a result: says the code', async () => {
    const child = start(worker('exit', 'process.exit(3);'));
    await rejectsWith(child.ask(open, patient), 'child-exited', /ended with code 3/);
  });

  it('a question to a child that is gone fails at once', async () => {
    const child = start(worker('gone', 'process.exit(0);'));
    await rejectsWith(child.ask(open, patient), 'child-exited', /ended/);
    await rejectsWith(child.ask(open, patient), 'child-exited', /ended/);
  });

  it('hang: is ended at the time limit', async () => {
    const child = start(worker('hang', 'for (;;) {}'));
    await rejectsWith(
      child.ask(open, { timeoutMilliseconds: 300 }),
      'timed-out',
      /No answer after 0 s of starting/,
    );
  });

  it('hang that ignores SIGTERM: is ended by force', async () => {
    const child = start(worker('stubborn', 'for (;;) {}', "process.on('SIGTERM', () => undefined);"));
    await rejectsWith(child.ask(open, { timeoutMilliseconds: 300 }), 'timed-out', /No answer/);
  });

  it('cancel in the middle of work: rejects with the reason', async () => {
    const controller = new AbortController();
    const child = start(worker('cancelled', 'for (;;) {}'), controller.signal);
    const asked = child.ask(open, patient);
    setTimeout(() => controller.abort(new Error('enough')), 200);
    await assert.rejects(asked, /enough/);
  });

  it('cancelled before it starts', async () => {
    const child = start(worker('early', 'open();'), AbortSignal.abort(new Error('no')));
    await assert.rejects(child.ask(open, patient), /no/);
  });

  it('a worker that is not there', async () => {
    const child = start(join(folder, 'missing.cjs'));
    await rejectsWith(child.ask(open, patient), 'child-exited', /Cannot find module|ended with code 1/);
  });

  it('gets drivers’ variables and none of the rest', () => {
    const given = { PATH: '/bin', VK_ICD_FILENAMES: 'icd', NPM_TOKEN: 'x', NODE_OPTIONS: '--inspect' };
    assert.deepEqual(childEnvironment(given, { MORE: 'y' }), {
      ORT_DISABLE_TELEMETRY: '1',
      PATH: '/bin',
      VK_ICD_FILENAMES: 'icd',
      MORE: 'y',
    });
  });

  describe('in a run', () => {
    it('a child that dies in one case is replaced for the others', async () => {
      const path = worker(
        'dies-once',
        `if (request.type === 'open') open(); else if (request.type === 'ceilings') ceilings();
         else if (request.spec.contextTokens === 16) process.abort(); else measured();`,
      );
      const { results } = await run(path, { contexts: [8, 16, 32] });
      assert.deepEqual(
        results.map(({ milliseconds }) => milliseconds?.median ?? null),
        [5, null, 5],
      );
      assert.match(results[1]!.reason!, /ended by SIGABRT/);
      assert.equal(results[1]!.accepted, false);
      assert.equal(results[0]!.accepted, true);
    });

    it('a case that hangs is given up, the others are measured', async () => {
      const path = worker(
        'hangs-once',
        `if (request.type === 'open') open(); else if (request.type === 'ceilings') ceilings();
         else if (request.spec.contextTokens === 16) for (;;) {} else measured();`,
      );
      const { results } = await run(path, { contexts: [16, 32], limits: { measureMilliseconds: 500 } });
      assert.match(results[0]!.reason!, /No answer after 1 s of measuring a layer/);
      assert.equal(results[1]!.accepted, true);
    });

    describe('a time above the ceiling', () => {
      it('has the ceiling measured again, and the better one counts for all', async () => {
        const { ceilings, results } = await run(fast('slow-at-first', [1e9, 1e14, 1e9]), {
          contexts: [16, 32],
        });
        assert.equal(ceilings.bytesPerSecond, 1e14);
        assert.equal(results.length, 2);
        assert.ok(results.every(({ accepted, shareOfCeiling }) => accepted && shareOfCeiling! < 1));
      });

      it('is not accepted where the ceiling stays', async () => {
        const { results } = await run(fast('too-fast', [1e9, 1e8]));
        assert.match(results[0]!.reason!, /above the ceiling/);
      });
    });

    it('a driver that takes the process with it: the next provider, and a note', async () => {
      const path = worker(
        'driver-crash',
        `if (request.type === 'open') request.provider === 'cpu' ? open() : process.abort();
         else if (request.type === 'ceilings') ceilings(); else measured();`,
      );
      if (process.platform === 'linux' && process.arch !== 'x64') return;
      const { device, notes } = await run(path, { provider: 'auto' });
      assert.equal(device.provider, 'cpu');
      assert.match(notes.join(), /CPU only: no GPU provider could start \(WebGPU: .*SIGABRT/s);
    });

    it('a chosen provider is never replaced by another', async () => {
      const path = worker(
        'refuses',
        "reply({ type: 'refused', reason: 'no adapter', notInstalled: false });",
      );
      await rejectsWith(run(path, { provider: 'webgpu' }), 'no-provider', /WebGPU: no adapter/);
    });

    it('a second run at the same time is refused', async () => {
      const path = worker('slow', 'setTimeout(open, 60000);');
      const controller = new AbortController();
      const first = run(path, {}, controller.signal);
      await rejectsWith(run(path), 'already-running', /already running/);
      controller.abort(new Error('stop'));
      await assert.rejects(first, /stop/);
      const second = await run(
        worker(
          'fine',
          "request.type === 'open' ? open() : request.type === 'ceilings' ? ceilings() : measured();",
        ),
      );
      assert.equal(second.results.length, 1);
    });

    it('what does not fit is in the result, with the reason', async () => {
      const path = worker(
        'small',
        "request.type === 'open' ? open() : request.type === 'ceilings' ? ceilings() : measured();",
      );
      const { results } = await run(path, { contexts: [8, 10_000_000], limits: { memoryBytes: 1e9 } });
      assert.equal(results[0]!.accepted, true);
      assert.match(results[1]!.reason!, /does not fit: .* the largest context that would do has/);
      assert.equal(results[1]!.milliseconds, null);
    });
  });

  describe('the real worker', () => {
    let workerPath: string;
    before(async () => {
      workerPath = await buildWorker();
    });

    it('package missing: says so', async () => {
      // A copy outside the project finds no node_modules.
      const elsewhere = join(folder, 'benchmarkWorker.js');
      writeFileSync(elsewhere, readFileSync(workerPath));
      await rejectsWith(
        runBenchmark(options(elsewhere), new AbortController().signal, () => undefined),
        'not-installed',
        /onnxruntime-node is not installed/,
      );
    });

    it('another runtime’s folder that has none: says so', async () => {
      const given = { ...options(workerPath), runtimePath: join(folder, 'nothing') };
      await rejectsWith(
        runBenchmark(given, new AbortController().signal, () => undefined),
        'not-installed',
        /There is no onnxruntime-node in .*nothing/,
      );
    });

    it('driver missing: the chosen provider is refused with the reason', async () => {
      const given = {
        ...options(workerPath),
        provider: 'cuda',
      } as const;
      await rejectsWith(
        runBenchmark(given, new AbortController().signal, () => undefined),
        'no-provider',
        /CUDA: /,
      );
    });

    it('measures a small layer, decode and prefill, first number before the whole', async () => {
      const progress: Progress[] = [];
      const result = await runBenchmark(
        { ...options(workerPath), phases: ['decode', 'prefill'], contexts: [64] },
        new AbortController().signal,
        (step) => progress.push(step),
      );
      assert.equal(result.device.provider, 'cpu');
      assert.equal(result.dtype, 'fp32');
      assert.equal(result.runtime.onnxruntime, '1.30.0');
      assert.equal(result.results.length, 2);
      for (const given of result.results) {
        assert.ok(given.milliseconds, String(given.reason));
        assert.equal(
          given.ops.some(({ op }) => op === 'GroupQueryAttention'),
          given.phase === 'prefill',
        );
        assert.equal(given.path, given.phase === 'prefill' ? 'fused' : 'decomposed');
        assert.ok(given.ops.every(({ provider }) => provider === 'CPUExecutionProvider'));
      }
      assert.ok(progress.some(({ preliminaryMilliseconds }) => preliminaryMilliseconds !== undefined));
      assert.deepEqual(
        [...new Set(progress.map(({ phase }) => phase))],
        ['starting', 'ceilings', 'measuring'],
      );
    }).timeout(60_000);

    it('cancel while onnxruntime blocks: no process stays', async () => {
      const controller = new AbortController();
      const run = runBenchmark(options(workerPath), controller.signal, ({ phase }) => {
        if (phase === 'ceilings') controller.abort(new Error('cancelled'));
      });
      await assert.rejects(run, /cancelled/);
    }).timeout(30_000);

    it('parent killed: the child ends by itself, even while it is busy', async () => {
      const parentPath = join(folder, 'parent.cjs');
      writeFileSync(
        parentPath,
        `const child = require('node:child_process').fork(${JSON.stringify(workerPath)}, { serialization: 'advanced' });
         child.send({ type: 'open', id: 1, provider: 'cpu' });
         child.on('message', ({ type }) => {
           if (type !== 'opened') return;
           child.send({ type: 'ceilings', id: 2 });
           setTimeout(() => process.send(child.pid), 300);
         });`,
      );
      const parent: ChildProcess = fork(parentPath);
      const pid = await new Promise<number>((resolve) =>
        parent.once('message', (message) => resolve(Number(message))),
      );
      parent.kill('SIGKILL');
      await gone(pid);
    }).timeout(30_000);
  });
});

function run(
  workerPath: string,
  more: Partial<BenchmarkOptions> = {},
  signal = new AbortController().signal,
): Promise<BenchmarkResult> {
  return runBenchmark({ ...options(workerPath), ...more }, signal, () => undefined);
}

const mixer: Mixer = { kind: 'full', queryHeads: 4, keyValueHeads: 2, headDim: 64, valueHeadDim: 64 };

function options(workerPath: string): BenchmarkOptions {
  const architecture: Architecture = {
    hiddenSize: 256,
    vocabularySize: 1000,
    layers: [{ index: 0, mixer, feedForward: { kind: 'none' }, otherParameters: 0, pointer: '' }],
    embeddingParameters: 0,
    headParameters: 0,
    parts: [],
    maximumContextTokens: undefined,
    modelDtype: 'bf16',
    notes: [],
  };
  return {
    architecture,
    family: 'test',
    file: 'config.json',
    layers: { index: 0 },
    contexts: [8],
    phases: ['decode'],
    provider: 'cpu',
    includeFeedForward: false,
    workerPath,
  };
}

async function rejectsWith(
  promise: Promise<unknown>,
  kind: BenchmarkError['kind'],
  text: RegExp,
): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof BenchmarkError, String(error));
    assert.equal(error.kind, kind);
    assert.match(error.message, text);
    return true;
  });
}

/** Waits until there is no such process; fails after five seconds. */
async function gone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`process ${pid} is still there`);
}

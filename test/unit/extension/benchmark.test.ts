import * as assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { mixerGraphs } from '../../../src/benchmark/graphs/registry';
import { benchmarkableKinds, isBenchmarkable } from '../../../src/core/mixers/benchmarkable';
import { mixerKinds } from '../../../src/core/mixers/registry';
import { createHistory, filesKept, runsPerFile, type Memory } from '../../../src/extension/benchmarkHistory';
import { isFromPage, pageState } from '../../../src/extension/benchmarkMessages';
import { findNode, type Surroundings } from '../../../src/extension/nodeProgram';
import { resultOf } from '../benchmark/results';

describe('what can be benchmarked', () => {
  it('is what has a graph: else change src/core/mixers/benchmarkable.ts', () => {
    assert.deepEqual(
      mixerKinds.filter((kind) => isBenchmarkable(kind)),
      mixerKinds.filter((kind) => !('because' in mixerGraphs[kind])),
    );
  });

  it('is one layer of each kind, in the model’s order', () => {
    const layers = ['kda', 'none', 'mla', 'kda'].map((kind, index) => ({ index, mixer: { kind } }));
    const architecture = { layers } as unknown as Parameters<typeof benchmarkableKinds>[0];
    assert.deepEqual(
      benchmarkableKinds(architecture).map(({ index }) => index),
      [0, 2],
    );
  });
});

function memory(): Memory {
  const values = new Map<string, unknown>();
  return {
    // As VS Code does: what comes back has been through JSON.
    get: (key) => {
      const value = values.get(key);
      return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
    },
    update: async (key, value) => void values.set(key, value),
  };
}

const kept = (id: number) => ({
  run: { id: String(id), when: id, title: `Run ${id}`, names: {}, result: resultOf([]) },
  choice: { index: id },
});

describe('earlier runs', () => {
  it('are kept by config, the newest first', () => {
    const history = createHistory(memory());
    history.add('a', kept(1));
    history.add('b', kept(2));
    history.add('a', kept(3));
    assert.deepEqual(
      history.runsOf('a').map(({ run }) => run.id),
      ['3', '1'],
    );
    assert.deepEqual(history.runsOf('b')[0]?.choice, { index: 2 });
    assert.deepEqual(history.runsOf('c'), []);
  });

  it('are bounded, for each config and in all', () => {
    const history = createHistory(memory());
    for (let id = 0; id < runsPerFile + 5; id++) history.add('a', kept(id));
    assert.equal(history.runsOf('a').length, runsPerFile);
    assert.equal(history.runsOf('a')[0]?.run.id, String(runsPerFile + 4));
    for (let file = 0; file < filesKept; file++) history.add(`file ${file}`, kept(file));
    assert.deepEqual(history.runsOf('a'), []);
    assert.equal(history.runsOf('file 0').length, 1);
  });

  it('are forgotten when asked', () => {
    const history = createHistory(memory());
    history.add('a', kept(1));
    history.add('b', kept(2));
    history.forget('a');
    assert.deepEqual([history.runsOf('a').length, history.runsOf('b').length], [0, 1]);
  });

  it('survive a memory that holds something else', () => {
    assert.deepEqual(createHistory({ get: () => ({ x: 1 }), update: async () => {} }).runsOf('a'), []);
  });
});

describe('the Node of a benchmark', () => {
  const programs: Record<string, string> = { '/old/node': 'v18.2.0', '/new/node': 'v22.1.0' };
  const around = (change: Partial<Surroundings>): Surroundings => ({
    isElectron: true,
    path: ['relative', '/none', '/old', '/new'].join(delimiter),
    isWindows: false,
    versionOf: async (program) => programs[program],
    ...change,
  });

  it('is a recent one on the PATH, where the editor is Electron', async function () {
    if (process.platform === 'win32') this.skip();
    assert.equal(await findNode(undefined, around({})), '/new/node');
    assert.equal(await findNode(undefined, around({ path: '/old' })), undefined);
  });

  it('is the one that runs already, in a server', async () => {
    assert.equal(await findNode(undefined, around({ isElectron: false })), undefined);
  });

  it('is the setting’s, or a word about it', async () => {
    assert.equal(await findNode('/new/node', around({ isElectron: false })), '/new/node');
    await assert.rejects(
      findNode('/old/node', around({})),
      /nodePath is Node v18\.2\.0; onnxruntime needs 20/,
    );
    await assert.rejects(findNode('/gone', around({})), /nodePath is \/gone, which can’t be run as Node/);
  });
});

describe('messages of the benchmark’s page', () => {
  it('are known ones', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'cancel' },
      { type: 'show-run', id: '1' },
      { type: 'export', format: 'csv', to: 'clipboard' },
    ]) {
      assert.ok(isFromPage(message), JSON.stringify(message));
    }
    for (const message of [
      null,
      'ready',
      { type: 'toString' },
      { type: 'show-run' },
      { type: 'export', format: 'exe', to: 'file' },
      { type: 'export', format: 'csv', to: '/etc' },
    ]) {
      assert.ok(!isFromPage(message), JSON.stringify(message));
    }
  });

  it('keep a page’s state only where it names a file', () => {
    assert.deepEqual(pageState({ file: 'a', runId: '1', contextTokens: 5 }), { file: 'a', runId: '1' });
    assert.deepEqual(pageState({ file: 'a', runId: 7 }), { file: 'a' });
    assert.equal(pageState({ runId: '1' }), undefined);
    assert.equal(pageState(undefined), undefined);
  });
});

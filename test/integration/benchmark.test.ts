import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, eventually, hoverText, lensTitles, openText, positionOf, withSetting } from './editor';

const toy = readFileSync(join(__dirname, '../../test/fixtures/benchmark/toy-hybrid.json'), 'utf8');

interface Result {
  readonly device: { readonly provider: string };
  readonly results: readonly {
    readonly layer: number;
    readonly mixer: string;
    readonly phase: string;
    readonly contextTokens: number;
    readonly milliseconds: object | null;
  }[];
}

/** The processes that measure, of this extension host alone. */
function workers(): string[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter(
      (line) => line.includes('benchmarkWorker') && line.trim().split(/\s+/)[1] === String(process.pid),
    );
}

const benchmark = (command: string, document: vscode.TextDocument, details?: object) =>
  vscode.commands.executeCommand<Result | undefined>(command, document.uri.toString(), details);

const withShortRuns = (run: () => Promise<void>): Promise<void> =>
  withSetting('layerwise.benchmark.provider', 'cpu', () =>
    withSetting('layerwise.benchmark.contexts', [16, 64], () =>
      withSetting('layerwise.benchmark.prompts', [8], run),
    ),
  );

const isPanel = ({ input }: vscode.Tab): boolean =>
  input instanceof vscode.TabInputWebview && input.viewType.endsWith('layerwise.benchmark');

const panels = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isPanel);

describe('a benchmark', function () {
  // The process that measures shares the machine with whatever else runs on it.
  this.timeout(120_000);

  let document: vscode.TextDocument;

  beforeEach(async () => {
    document = await openText(toy);
    await eventually('a lens', async () => (await lensTitles(document))[0]);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('layerwise.cancelBenchmark');
    await eventually('no process left', () => (workers().length === 0 ? true : undefined));
    await closeAll();
  });

  it('is offered where there is something to measure', async () => {
    const titles = await lensTitles(document);
    assert.ok(
      titles.includes('Benchmark') && titles.includes('Benchmark a layer of each kind'),
      titles.join('\n'),
    );
    const hover = await hoverText(document, '"linear_attention"');
    assert.match(hover, /\[Benchmark this layer\]\(command:layerwise\.benchmark\?/);
    assert.match(decodeURIComponent(hover), /"layer":0/);
    const none = await openText(toy.replace('"hidden_size": 128', '"hidden_size": "wide"'));
    const all = await eventually('a lens', async () => {
      const found = await lensTitles(none);
      return found.length > 0 ? found : undefined;
    });
    assert.ok(!all.some((title) => title.startsWith('Benchmark')), all.join('\n'));
  });

  it('of a layer runs on the CPU and opens its panel', async () => {
    await withShortRuns(async () => {
      const result = await benchmark('layerwise.benchmark', document, { layer: 3 });
      assert.equal(result?.device.provider, 'cpu');
      assert.deepEqual(
        result.results.map(({ layer, mixer, phase, contextTokens }) => [layer, mixer, phase, contextTokens]),
        [
          [3, 'full', 'decode', 16],
          [3, 'full', 'decode', 64],
          [3, 'full', 'prefill', 8],
        ],
      );
      assert.ok(result.results.every(({ milliseconds }) => milliseconds !== null));
      assert.deepEqual(workers(), []);
      const [panel, ...others] = panels();
      assert.equal(panel?.label, 'Layer 3 · full attention');
      assert.equal(others.length, 0);
    });
  });

  it('of this layer is of the one at the cursor', async () => {
    await withShortRuns(async () => {
      const editor = await vscode.window.showTextDocument(document);
      const place = positionOf(document, '"full_attention"', 3);
      editor.selection = new vscode.Selection(place, place);
      const running = benchmark('layerwise.benchmarkLayer', document);
      await eventually('its panel', () => panels().find(({ label }) => label === 'Layer 3 · full attention'));
      await vscode.commands.executeCommand('layerwise.cancelBenchmark');
      assert.equal(await running, undefined);
    });
  });

  it('that is cancelled leaves no process, and the next one runs', async () => {
    await withShortRuns(async () => {
      const running = benchmark('layerwise.compareKinds', document);
      await eventually('its process', () => workers()[0], 30_000);
      const start = Date.now();
      await vscode.commands.executeCommand('layerwise.cancelBenchmark');
      assert.equal(await running, undefined);
      assert.deepEqual(workers(), []);
      assert.ok(Date.now() - start < 10_000);
      const again = benchmark('layerwise.compareKinds', document);
      await eventually('another process', () => workers()[0], 30_000);
      await vscode.commands.executeCommand('layerwise.cancelBenchmark');
      assert.equal(await again, undefined);
    });
  });

  it('is refused while another one runs', async () => {
    await withShortRuns(async () => {
      const running = benchmark('layerwise.compareKinds', document);
      await eventually('its process', () => workers()[0], 30_000);
      assert.equal(await benchmark('layerwise.benchmark', document, { layer: 0 }), undefined);
      assert.equal(workers().length, 1);
      await vscode.commands.executeCommand('layerwise.cancelBenchmark');
      assert.equal(await running, undefined);
    });
  });

  it('that can’t find its runtime says so, and harms nothing', async () => {
    await withShortRuns(() =>
      withSetting('layerwise.benchmark.runtimePath', '/nowhere/onnxruntime-node', async () => {
        assert.equal(await benchmark('layerwise.benchmark', document, { layer: 0 }), undefined);
        assert.deepEqual(workers(), []);
        assert.ok((await lensTitles(document)).length > 0);
      }),
    );
  });
});

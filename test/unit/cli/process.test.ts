import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { cli, folder, llama } from './harness';

const program = resolve('dist/cli.js');

interface Exit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  argv: readonly string[],
  cwd = process.cwd(),
  nodeFlags: readonly string[] = [],
): ChildProcess {
  assert.ok(existsSync(program), 'dist/cli.js is missing: node esbuild.js builds it');
  return spawn(process.execPath, [...nodeFlags, program, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'] },
  });
}

function finish(child: ChildProcess): Promise<Exit> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, stdout, stderr })));
}

describe('the built command line', function () {
  this.timeout(60_000);
  const made = folder({
    'ok.json': llama,
    'small.json':
      '{"model_type": "llama", "hidden_size": 256, "intermediate_size": 512, "num_attention_heads": 4, "num_hidden_layers": 2, "vocab_size": 100}',
    ...Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [`many/${index % 50}/${index}.json`, llama]),
    ),
  });

  it('is a program of its own and prints what the tested functions print', async () => {
    const argv = ['estimate', 'test/fixtures/workspace/qwen3-next/config.json', '--json'];
    const { code, stdout, stderr } = await finish(start(argv));
    assert.deepEqual({ code, stderr, stdout }, { ...(await cli(argv)) });
  });

  it("holds the rules' pages", async () => {
    const { code, stdout } = await finish(start(['explain', 'layer-types-length'], made.path));
    assert.equal(code, 0);
    assert.match(stdout, /^layer-types-length\n/);
  });

  it('reads standard input', async () => {
    const child = start(['check', '-']);
    child.stdin?.end(llama);
    const { code, stdout } = await finish(child);
    assert.deepEqual([code, stdout], [0, '1 config checked: no problems\n']);
  });

  it('exits with 2 on a missing file', async () => {
    const { code, stdout, stderr } = await finish(start(['check', 'gone.json']));
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, 'layerwise: gone.json: does not exist. Check the path.\n');
  });

  it('ends quietly when its reader goes away', async () => {
    const child = start(['estimate', 'many', '--json'], made.path);
    const exit = finish(child);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await exit;
    assert.deepEqual([code, stderr], [0, '']);
  });

  it('tells of a full disk, and fails', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [program, 'check', 'ok.json', '--format', 'sarif'], {
      cwd: made.path,
      stdio: ['ignore', full, 'pipe'],
    });
    const { code, stderr } = await finish(child);
    closeSync(full);
    assert.equal(code, 2);
    assert.match(stderr, /^layerwise: the output can't be written: ENOSPC[^\n]*\.\n$/);
  });

  it('benchmarks a layer', async () => {
    const argv = [
      'benchmark',
      'small.json',
      '--context',
      '64',
      '--phase',
      'decode',
      '--provider',
      'cpu',
      '--json',
    ];
    const { code, stdout, stderr } = await finish(start(argv, made.path));
    assert.equal(code, 0, stderr);
    const result = JSON.parse(stdout) as {
      file: string;
      device: { provider: string };
      results: Record<string, unknown>[];
    };
    assert.deepEqual([result.file, result.device.provider], ['small.json', 'cpu']);
    const [layer, ...more] = result.results;
    assert.deepEqual(more, []);
    const { mixer, phase, contextTokens, batch } = layer ?? {};
    assert.deepEqual([mixer, phase, contextTokens, batch], ['full', 'decode', 64, 1]);
  });

  it('goes through two thousand configs in little memory', async () => {
    // Text, tree, findings and JSON of all of them at once would be far more.
    const { code, stdout, stderr } = await finish(
      start(['estimate', 'many', '--json'], made.path, ['--max-old-space-size=64']),
    );
    assert.equal(code, 0, stderr);
    assert.equal((JSON.parse(stdout) as unknown[]).length, 2000);
  });
});

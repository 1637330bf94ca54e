import assert from 'node:assert/strict';
import { cli, folder, llama } from './harness';

interface File {
  readonly file: string;
  readonly recognised: boolean;
  readonly parameters: { readonly total: number } | null;
  readonly estimates: readonly {
    engine: string;
    context: number;
    batch: number;
    kvDtype: string;
    bytes: { total: number };
  }[];
  readonly notes: readonly string[];
}

describe('cli estimate', () => {
  const made = folder({
    'llama.json': llama,
    'models/b.json': llama,
    'models/a.yml': llama,
    'models/tsconfig.json': '{"compilerOptions": {}}',
    'blocked.json': '{"model_type": "llama", "hidden_size": "4096"}',
    'other.json': '{"a": 1}',
    'nothing/tsconfig.json': '{"compilerOptions": {}}',
  });
  const estimate = (argv: readonly string[], options: Parameters<typeof cli>[1] = {}) =>
    cli(['estimate', ...argv], { cwd: made.path, ...options });
  const files = async (argv: readonly string[], options: Parameters<typeof cli>[1] = {}) =>
    JSON.parse((await estimate([...argv, '--json'], options)).stdout) as File[];

  it('prints a table for each file', async () => {
    const { code, stdout, stderr } = await estimate(['llama.json', 'models']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    const block = [
      '  32 layers   FFFFFFFFFF FFFFFFFFFF FFFFFFFFFF FF',
      '              F full (GQA 32/8) ×32',
      '  8.03 B parameters · weights 15.0 GiB in bf16',
      '  cache per sequence, bf16, transformers 5.18',
      '    context          KV',
      '      4,096     512 MiB',
      '     32,768    4.00 GiB',
      '    131,072    16.0 GiB',
      '  128 KiB per token',
    ].join('\n');
    assert.equal(
      stdout,
      ['llama.json', 'models/a.yml', 'models/b.json']
        .map((file) => `${file}   llama · Hugging Face\n${block}\n`)
        .join('\n'),
    );
  });

  it('fits the width of the terminal', async () => {
    const { stdout } = await estimate(['llama.json'], { columns: 44, env: { NO_COLOR: '1' } });
    assert.match(stdout, /^ {2}32 layers {3}FFFFFFFFFF FFFFFFFFFF$/m);
  });

  it('takes contexts, batch, dtype and engines', async () => {
    const argv = [
      'llama.json',
      '--context',
      '64,1_000,max,64',
      '--batch',
      '2',
      '--kv-dtype',
      'float8_e4m3fn',
    ];
    const [file] = await files([...argv, '--engine', 'theory,transformers']);
    assert.deepEqual(
      file?.estimates.map(({ engine, context, batch, kvDtype, bytes }) => [
        engine,
        context,
        batch,
        kvDtype,
        bytes.total,
      ]),
      ['theory', 'transformers'].flatMap((engine) =>
        [64, 1000, 131_072].map((context) => [engine, context, 2, 'fp8', context * 2 * 65_536]),
      ),
    );
  });

  it('divides heads among GPUs', async () => {
    const [file] = await files(['llama.json', '--context', '1', '--tp', '16']);
    assert.equal(file?.estimates[0]?.bytes.total, 131_072 / 8);
  });

  it('gives an object for every file it could read, and says why there are no numbers', async () => {
    const { code, stdout } = await estimate(['blocked.json', 'other.json', 'llama.json', '--json']);
    assert.equal(code, 1);
    const [blocked, other, ok] = JSON.parse(stdout) as File[];
    assert.deepEqual([blocked?.recognised, blocked?.parameters, blocked?.estimates], [true, null, []]);
    assert.match(
      blocked?.notes.join('') ?? '',
      /`hidden_size` is the string "4096"; a whole number is needed/,
    );
    assert.deepEqual([other?.recognised, other?.parameters, other?.estimates], [false, null, []]);
    assert.match(other?.notes.join('') ?? '', /no model config/);
    assert.equal(ok?.parameters?.total, 8_030_261_248);
  });

  it('prints an empty array where there is nothing to estimate', async () => {
    const nothing = await estimate(['nothing', '--json']);
    assert.deepEqual(nothing, { code: 0, stdout: '[]\n', stderr: 'No model config found.\n' });
    const empty = await estimate(['-', '--json'], { stdin: '' });
    assert.deepEqual([empty.code, empty.stdout], [2, '[]\n']);
    assert.match(empty.stderr, /^layerwise: -: is empty/);
  });

  it('keeps shapes on one line, so that a person can read the JSON too', async () => {
    const { stdout } = await estimate(['llama.json', '--context', '64', '--json']);
    assert.match(stdout, /"shape": \[1, 8, 64, 128\]/);
  });

  it('reads YAML from standard input', async () => {
    const [file] = await files(['-'], { stdin: 'model_type: llama\nnum_hidden_layers: 2\n' });
    assert.equal(file?.file, '-');
    assert.equal(file?.recognised, true);
  });

  it('writes Markdown', async () => {
    const { stdout } = await estimate(['llama.json', '--markdown']);
    assert.match(stdout, /^### llama\.json\n/);
    assert.match(stdout, /^\| 131,072 \| 16\.0 GiB \|/m);
  });
});

import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { brokenLlama, cli, folder, llama, type Ran } from './harness';

/** Generous: a machine that is busy with other suites must not fail these. */
const patience = 30_000;

function assertCivil({ stdout, stderr }: Ran): void {
  for (const text of [stdout, stderr]) {
    assert.doesNotMatch(text, /^\s+at .*:\d+:\d+/m, 'a stack trace');
    assert.doesNotMatch(text, /internal error|call stack|\bNaN [KMGT]|Infinity [KMGT]|undefined/);
  }
}

describe('cli on bad input', function () {
  this.timeout(patience);

  const made = folder({
    'empty.json': '',
    'blank.json': '\uFEFF \n\t\n',
    'binary.json': Buffer.from([0x7b, 0x00, 0x01, 0xff, 0xfe, 0x7d]),
    'utf16.json': Buffer.from('\uFEFF{"model_type": "llama"}', 'utf16le'),
    'latin1.json': Buffer.from('{"model_type": "caf\u00e9"}', 'latin1'),
    'huge.json': `{"model_type": "llama", "x": "${'a'.repeat(50_000_000)}"}`,
    'list.json': `{"model_type": "qwen3_next", "layer_types": [${'"mamba",'.repeat(999_999)}"mamba"]}`,
    'list.yaml': `model_type: qwen3_next\nlayer_types: [${'a,'.repeat(99_999)}a]\n`,
    'deep.json': `{"model_type": "llama", "x": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    'deep.yaml': `model_type: llama\nx: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`,
    'numbers.json':
      '{"model_type": "llama", "hidden_size": -4096, "num_hidden_layers": 1e300, "vocab_size": 1e400, "num_attention_heads": NaN, "max_position_embeddings": Infinity}',
    'layers.json': '{"model_type": "llama", "num_hidden_layers": 9007199254740991}',
    'types.json':
      '{"model_type": ["llama"], "architectures": "x", "hidden_size": {}, "num_hidden_layers": "32", "layer_types": 7, "text_config": []}',
    'unknown-types.json': '{"model_type": "qwen3_next", "num_hidden_layers": 2, "layer_types": ["foo", 7]}',
    'good.json': llama,
    'loop/config.json': brokenLlama,
    'loop/inner/config.json': llama,
  });
  before(() => {
    symlinkSync('self', join(made.path, 'self'));
    symlinkSync('..', join(made.path, 'loop/inner/back'));
    symlinkSync('inner', join(made.path, 'loop/same'));
    symlinkSync('nowhere.json', join(made.path, 'loop/dangling.json'));
  });
  const runCli = async (...argv: readonly string[]): Promise<Ran> => {
    const ran = await cli(argv, { cwd: made.path });
    assertCivil(ran);
    return ran;
  };

  const unreadable: readonly (readonly [file: string, message: RegExp])[] = [
    ['missing.json', /missing\.json: does not exist\. Check the path\./],
    ['good.json/config.json', /does not exist: a part of its path is no folder/],
    ['empty.json', /empty\.json: is empty\. A model config holds at least "model_type"\./],
    ['blank.json', /blank\.json: holds only white space/],
    ['binary.json', /binary\.json: is binary, not text\. Name a JSON or YAML file\./],
    ['utf16.json', /utf16\.json: is UTF-16 text\. Save it as UTF-8\./],
    ['latin1.json', /latin1\.json: is not UTF-8 text\. Save it as UTF-8/],
    ['self', /self: is a link that leads back to itself/],
  ];
  for (const [file, message] of unreadable) {
    it(`tells of ${file}, and reads the other files all the same`, async () => {
      for (const command of ['check', 'estimate']) {
        const { code, stdout, stderr } = await runCli(command, file, 'good.json');
        assert.equal(code, 2);
        assert.match(stderr, message);
        assert.match(stdout, command === 'check' ? /^1 config checked: no problems$/m : /^good\.json /);
      }
    });
  }

  it('tells of a file without permission', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    chmodSync(join(made.path, 'good.json'), 0);
    try {
      const { code, stderr } = await runCli('check', 'good.json');
      assert.equal(code, 2);
      assert.match(stderr, /good\.json: may not be read\. Check its permissions\./);
    } finally {
      chmodSync(join(made.path, 'good.json'), 0o644);
    }
  });

  it('reads a folder with loops once, says so, and ends', async () => {
    const { code, stdout, stderr } = await runCli('check', 'loop', '--format', 'json');
    assert.equal(code, 2);
    assert.match(stderr, /loop\/inner\/back: leads back into a folder around it/);
    assert.deepEqual(
      (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file),
      ['loop/config.json', 'loop/inner/config.json'],
    );
  });

  it('refuses 50 MB', async () => {
    const check = await runCli('check', 'huge.json');
    assert.equal(check.code, 1);
    assert.match(check.stdout, /^huge\.json:1:1 +error .*50,000,032 characters; .*16,777,216.* too-large$/m);
    assert.equal((await runCli('estimate', 'huge.json')).code, 2);
  });

  it('refuses 50 MB from standard input', async () => {
    const ran = await cli(['check', '-'], { stdin: Buffer.alloc(50_400_000, 'a') });
    assertCivil(ran);
    assert.match(ran.stdout, /too-large/);
  });

  // YAML takes the parser 25 µs and 1 KB an entry, so that its list is shorter.
  for (const [file, length] of [
    ['list.json', 'a million'],
    ['list.yaml', 'a hundred thousand'],
  ] as const) {
    it(`reads a list of ${length} entries (${file})`, async () => {
      const check = await runCli('check', file);
      assert.equal(check.code, 1);
      const estimate = await runCli('estimate', file, '--json');
      assert.equal(estimate.code, 1);
      const [sizing] = JSON.parse(estimate.stdout) as { estimates: unknown[]; notes: string[] }[];
      assert.deepEqual(sizing?.estimates, []);
      assert.ok(sizing && sizing.notes.length > 0);
      assert.ok(check.stdout.length < 100_000, 'more than a person reads');
    });
  }

  for (const file of ['deep.json', 'deep.yaml']) {
    it(`survives a depth of ten thousand (${file})`, async () => {
      const { code, stdout } = await runCli('check', file);
      assert.equal(code, 1);
      assert.match(stdout, /error .*deep.* too-deep$/m);
      await runCli('estimate', file);
    });
  }

  for (const file of ['numbers.json', 'layers.json', 'unknown-types.json']) {
    it(`gives no number for ${file}, but reasons`, async () => {
      const { code, stdout } = await runCli('estimate', file, '--json');
      assert.equal(code, 1);
      const [sizing] = JSON.parse(stdout) as { parameters: unknown; estimates: unknown[]; notes: string[] }[];
      assert.deepEqual([sizing?.parameters, sizing?.estimates], [null, []]);
      assert.ok(sizing && sizing.notes.length > 0);
      assert.equal((await runCli('check', file)).code, 1);
    });
  }

  it('survives wrong types everywhere', async () => {
    await runCli('check', 'types.json');
    await runCli('estimate', 'types.json', '--json');
  });
});

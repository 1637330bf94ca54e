import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brokenLlama, cli, folder, llama } from './harness';

const yaml = 'model_type: llama\nname: yes\n---\na: 1\n';

describe('cli check', () => {
  const made = folder({
    'ok.json': llama,
    'bad.json': brokenLlama,
    'models/b/config.json': brokenLlama,
    'models/a/config.yaml': llama,
    'models/a/package.json': '{"name": "x", "version": "1.0.0"}',
    'models/a/notes.txt': '"model_type": "llama"',
    'models/node_modules/x/config.json': brokenLlama,
    'models/.hidden/config.json': brokenLlama,
    'twice.json': llama.replace('{', '{\n  "model_type": "llama",'),
    'half.json': '{"model_type": "llama", "hidden_size": ',
    'notes.yaml': yaml,
    'other.json': '{"a": 1, "a": 2}',
    'other-half.json': '[1, 2',
    'unknown.json': '{"model_type": "frobnicator9000"}',
  });
  const check = (argv: readonly string[], options: Parameters<typeof cli>[1] = {}) =>
    cli(['check', ...argv], { cwd: made.path, ...options });

  it('prints nothing on a clean run but the totals', async () => {
    assert.deepEqual(await check(['ok.json']), {
      code: 0,
      stdout: '1 config checked: no problems\n',
      stderr: '',
    });
  });

  it('prints findings as a compiler does', async () => {
    const { code, stdout } = await check(
      ['bad.json', '--rule', 'hidden-not-multiple-of-heads=off'].slice(0, 1),
    );
    assert.equal(code, 1);
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines.at(-1)!, /^1 config checked: \d+ errors?/);
    for (const line of lines.slice(0, -1))
      assert.match(line, /^bad\.json:\d+:\d+ +(?:error|warning|information|hint) +\S.* {2}[a-z0-9-]+$/);
    assert.ok(
      lines.some((line) => /^bad\.json:6:26 {2}error .*33.*8.* {2}heads-not-multiple-of-kv$/.test(line)),
    );
  });

  it('goes through folders in order, and passes over what is no config', async () => {
    const { code, stdout } = await check(['models', '--format', 'json']);
    assert.equal(code, 1);
    const files = (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file);
    assert.deepEqual(files, ['models/a/config.yaml', 'models/b/config.json']);
  });

  it('keeps the order of arguments', async () => {
    const { stdout } = await check(['ok.json', 'bad.json', 'models/b/', '--format', 'json']);
    const files = (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file);
    assert.deepEqual(files, ['ok.json', 'bad.json', 'models/b/config.json']);
  });

  it('prints the contract as JSON', async () => {
    const { stdout } = await check(['bad.json', 'ok.json', '--format=json']);
    const [bad, ok] = JSON.parse(stdout) as { file: string; findings: Record<string, unknown>[] }[];
    assert.deepEqual(ok, { file: 'ok.json', findings: [] });
    const finding = bad?.findings.find(({ rule }) => rule === 'heads-not-multiple-of-kv');
    assert.deepEqual(Object.keys(finding ?? {}), [
      'rule',
      'severity',
      'pointer',
      'range',
      'message',
      'fixes',
    ]);
    assert.deepEqual(finding?.['range'], {
      start: { line: 5, character: 25 },
      end: { line: 5, character: 26 },
    });
  });

  it('reports what the text itself gets wrong', async () => {
    assert.match((await check(['half.json'])).stdout, /^half\.json:1:1 .*error .*syntax$/m);
    assert.match((await check(['twice.json'])).stdout, /^twice\.json:3:3 +warning .*duplicate-key$/m);
    const { stdout } = await check(['notes.yaml']);
    assert.match(stdout, /^notes\.yaml:2:7 +warning .*yaml-ambiguous-scalar$/m);
    assert.match(stdout, /^notes\.yaml:\d+:1 +information .*yaml-multiple-documents$/m);
  });

  it('tells of a named file that is no model config, and of its syntax only', async () => {
    const text = await check(['other.json']);
    assert.deepEqual([text.code, text.stdout], [0, 'No model config found.\n']);
    assert.match(text.stderr, /^layerwise: other\.json: This is no model config/);
    const { stdout } = await check(['other.json', '--format', 'json']);
    const [file] = JSON.parse(stdout) as { recognised?: boolean; notes?: string[] }[];
    assert.equal(file?.recognised, false);
    assert.equal(file?.notes?.length, 1);
    const half = await check(['other-half.json']);
    assert.equal(half.code, 1);
    assert.match(half.stdout, /^other-half\.json:1:1 +error .*syntax$/m);
  });

  it('says that an architecture is not known', async () => {
    const { code, stdout, stderr } = await check(['unknown.json']);
    assert.equal(code, 0);
    assert.match(stdout + stderr, /frobnicator9000/);
  });

  it("changes severities by --rule, of the text's own problems too", async () => {
    const off = ['--rule', 'duplicate-key=off'];
    assert.doesNotMatch((await check(['twice.json', ...off])).stdout, /duplicate-key/);
    const error = await check(['twice.json', '--rule', 'duplicate-key=error']);
    assert.equal(error.code, 1);
    const last = await check(['twice.json', '--rule', 'duplicate-key=error', ...off]);
    assert.equal(last.code, 0);
  });

  it('counts warnings against --max-warnings', async () => {
    const only = ['--rule', 'duplicate-key=warning'];
    assert.equal((await check(['twice.json', '--max-warnings', '1', ...only])).code, 0);
    const many = await check(['twice.json', '--max-warnings', '0', ...only]);
    assert.equal(many.code, 1);
    assert.match(many.stderr, /1 warning, where --max-warnings allows 0/);
  });

  it('writes SARIF and annotations with paths from the working folder', async () => {
    const sarif = JSON.parse((await check(['bad.json', 'gone.json', '--format', 'sarif'])).stdout) as {
      runs: {
        results: { locations: { physicalLocation: { artifactLocation: object } }[] }[];
        invocations: object[];
      }[];
    };
    const [run] = sarif.runs;
    assert.deepEqual(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation, {
      uri: 'bad.json',
      uriBaseId: '%SRCROOT%',
    });
    assert.match(JSON.stringify(run?.invocations), /gone\.json: does not exist/);
    const empty = JSON.parse((await check(['ok.json', '--format', 'sarif'])).stdout) as typeof sarif;
    assert.deepEqual(empty.runs[0]?.results, []);
    const github = await check([join(made.path, 'bad.json'), '--format', 'github']);
    assert.match(
      github.stdout,
      /^::error file=bad\.json,line=6,endLine=6,col=26,endColumn=27,title=heads-not-multiple-of-kv::/m,
    );
    assert.match(github.stderr, /1 config checked/);
  });

  it('reads standard input as JSON or YAML', async () => {
    const json = await check(['-'], { stdin: brokenLlama });
    assert.match(json.stdout, /^<stdin>:6:26 /m);
    const guessed = await check(['-'], {
      stdin: '# a comment\nmodel_type: llama\nnum_attention_heads: 6\nnum_key_value_heads: 4\n',
    });
    assert.match(guessed.stdout, /heads-not-multiple-of-kv/);
    const told = await check(['-', '--language', 'json'], { stdin: 'model_type: llama' });
    assert.match(told.stdout, /<stdin>:1:1 +error .*syntax/);
  });

  it('colours on terminals only, unless told otherwise', async () => {
    const escape = '\u001b[';
    const coloured = async (options: Parameters<typeof cli>[1]) =>
      (await check(['bad.json'], options)).stdout.includes(escape);
    assert.equal(await coloured({}), false);
    assert.equal(await coloured({ columns: 80 }), true);
    assert.equal(await coloured({ columns: 80, env: { NO_COLOR: '1' } }), false);
    assert.equal(await coloured({ columns: 80, env: { TERM: 'dumb' } }), false);
    assert.equal(await coloured({ env: { FORCE_COLOR: '1' } }), true);
    assert.equal(await coloured({ columns: 80, env: { FORCE_COLOR: '0' } }), false);
    assert.equal(await coloured({ env: { FORCE_COLOR: '1', NO_COLOR: '1' } }), false);
  });
});

describe('cli check of paths', () => {
  const made = folder({
    'a.json': brokenLlama,
    'models/config.json': Buffer.from(`\uFEFF${llama}`, 'utf16le'),
    'other/config.json': Buffer.from(llama, 'utf16le'),
    'large/config.json': `{"model_type": "llama", "x": "${'a'.repeat(17_000_000)}"}`,
  });
  const check = (...argv: string[]) => cli(['check', ...argv], { cwd: made.path, stdin: llama });

  it('reads a file once that two of them lead to', async () => {
    const once = (await check('a.json')).stdout;
    assert.equal((await check('a.json', './a.json')).stdout, once);
    assert.equal((await check('a.json', '*.json')).stdout, once);
    assert.match((await check('-', '-')).stdout, /^1 config checked/);
  });

  it('refuses what is empty, and a name for what is not read', async () => {
    for (const argv of [[''], ['--stdin-filename', ''], ['--stdin-filename', 'x.json', 'a.json']]) {
      const { code, stderr, stdout } = await check(...argv);
      assert.deepEqual([code, stdout], [2, ''], argv.join(' '));
      assert.match(stderr, /is empty|needs a value|add - to the paths/);
    }
  });

  it('tells of configs in folders that can not be read, as of those that are named', async () => {
    for (const place of ['models', 'other']) {
      const { code, stderr } = await check(place);
      assert.equal(code, 2);
      assert.match(stderr, /config\.json: is UTF-16 text\. Save it as UTF-8/);
    }
    const { code, stdout } = await check('large');
    assert.equal(code, 1);
    assert.match(stdout, / too-large$/m);
  });
});

describe('cli check of what is said of serving', () => {
  const made = folder({
    'config.json': llama,
    'planned/config.json': llama,
    'planned/.layerwise.json': '{ "scenario": { "tensorParallel": 3, "budgetGiB": 5 } }',
    'megatron.yaml': 'num_layers: 4\nhidden_size: 4096\nffn_hidden_size: 14336\nnum_attention_heads: 32\n',
  });
  const check = (...argv: readonly string[]) => cli(['check', ...argv], { cwd: made.path });
  const rulesOf = async (...flags: readonly string[]): Promise<string[]> => {
    const { stdout } = await check('planned/config.json', '--format', 'json', ...flags);
    const [{ findings }] = JSON.parse(stdout) as [{ findings: { rule: string }[] }];
    return findings.map(({ rule }) => rule);
  };

  it('says nothing where nothing is said', async () => {
    assert.deepEqual(await check('config.json'), {
      code: 0,
      stdout: '1 config checked: no problems\n',
      stderr: '',
    });
  });

  it('hears every flag', async () => {
    for (const [flags, rule] of [
      ['--tp 3', 'tp-divides-heads'],
      ['--tp 8 --dcp 2', 'dcp-limit'],
      ['--pp 5', 'pp-uneven'],
      ['--budget 8', 'kv-does-not-fit'],
      ['--budget 4.5 --context 65536', 'kv-does-not-fit'],
      ['--budget 17 --context max --kv-dtype fp32', 'kv-does-not-fit'],
    ] as const) {
      const { stdout } = await check('config.json', ...flags.split(' '));
      assert.match(stdout, new RegExp(`  ${rule}\n`), flags);
    }
    for (const flags of ['--tp 8', '--budget 17', '--budget 8 --context 65536', '--budget 8 --kv-dtype fp8'])
      assert.match((await check('config.json', ...flags.split(' '))).stdout, /no problems/, flags);
  });

  it('looks at other dialects too', async () => {
    const { code, stdout } = await check('megatron.yaml', '--tp', '3');
    assert.equal(code, 1);
    assert.match(stdout, /^megatron\.yaml:4:22 {2}error .*  tp-divides-heads$/m);
  });

  it('takes the rest from the project file, over which flags win', async () => {
    assert.deepEqual(await rulesOf(), ['tp-divides-heads', 'kv-does-not-fit']);
    assert.deepEqual(await rulesOf('--tp', '4'), []);
    assert.deepEqual(await rulesOf('--budget', '80'), ['tp-divides-heads']);
  });

  it('refuses what can not be meant', async () => {
    for (const [flags, message] of [
      ['--tp 0', /--tp "0" is no whole number from 1/],
      ['--budget much', /--budget "much" is no number of GiB above 0/],
      ['--budget 0', /above 0/],
      ['--context 1,2', /one --context/],
      ['--engine vlm', /no engine "vlm"/],
    ] as const) {
      const { code, stderr } = await check('config.json', ...flags.split(' '));
      assert.equal(code, 2, flags);
      assert.match(stderr, message);
    }
  });
});

describe('cli check --fix', () => {
  const floating = llama.replace('"hidden_size": 4096', '"hidden_size": 4096.0');
  const made = folder({
    'float.json': `// kept\n${floating}\n`,
    'bom.json': `\uFEFF${floating}`,
    'clean.json': llama,
    'locked/config.json': floating,
  });
  const check = (argv: readonly string[]) => cli(['check', ...argv], { cwd: made.path });
  const read = (name: string) => readFileSync(join(made.path, name), 'utf8');

  it('offers, then applies safe fixes, and changes nothing else', async () => {
    const before = await check(['float.json']);
    assert.match(before.stdout, /1 fixable with --fix/);
    assert.match(read('float.json'), /4096\.0/);
    const fixed = await check(['float.json', '--fix']);
    assert.equal(fixed.code, 0);
    assert.match(fixed.stdout, /^1 config checked: no problems \(1 fixed\)$/m);
    assert.equal(read('float.json'), `// kept\n${llama}\n`);
  });

  it('keeps a byte-order mark', async () => {
    await check(['bom.json', '--fix']);
    assert.equal(read('bom.json'), `\uFEFF${llama}`);
  });

  it('does not write a file that it does not change', async () => {
    const { mtimeMs } = statSync(join(made.path, 'clean.json'));
    await check(['clean.json', '--fix']);
    assert.equal(statSync(join(made.path, 'clean.json')).mtimeMs, mtimeMs);
  });

  it('says so where a file can not be written', async function () {
    // The superuser may write anything.
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    chmodSync(join(made.path, 'locked/config.json'), 0o444);
    const { code, stderr } = await check(['locked', '--fix']);
    assert.equal(code, 2);
    assert.match(stderr, /locked\/config\.json: can't be written/);
  });
});

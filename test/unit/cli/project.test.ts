import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleNames } from '../../../src/core/project/rule-names';
import { brokenLlama, cli, folder, llama } from './harness';

const rule = 'heads-not-multiple-of-kv';
const json = (value: object): string => JSON.stringify(value, undefined, 2);

/** `file rule` of each finding, and what else there was to say. */
async function checked(cwd: string, argv: readonly string[], stdin?: string) {
  const ran = await cli(['check', '--format', 'json', ...argv], {
    cwd,
    ...(stdin !== undefined && { stdin }),
  });
  const files =
    ran.stdout === '' ? [] : (JSON.parse(ran.stdout) as { file: string; findings: { rule: string }[] }[]);
  return {
    code: ran.code,
    stderr: ran.stderr,
    files: files.map(({ file }) => file),
    findings: files.flatMap(({ file, findings }) => findings.map((finding) => `${file} ${finding.rule}`)),
  };
}

describe('cli with project files', () => {
  const made = folder({
    'repo/.git/HEAD': '',
    'repo/.layerwise.json': `{
      // The one for all.
      "rules": { "${rule}": "off" },
      "exclude": ["vendor"],
      "scenario": { "context": 1000, "batch": 2 },
      "engines": ["theory", "transformers"]
    }`,
    'repo/models/a/config.json': brokenLlama,
    'repo/models/b/.layerwise.yaml': `rules:\n  ${rule}: warning\n`,
    'repo/models/b/config.json': brokenLlama,
    'repo/vendor/config.json': brokenLlama,
    'repo/nested/.git': 'gitdir: elsewhere',
    'repo/nested/config.json': brokenLlama,
    'broken/.layerwise.json': '{"rules": {"ratio-unusal": "off"}, "exlude": ["**"]}',
    'broken/config.json': llama,
    'half/.layerwise.json': '{"exclude": ["**"',
    'half/config.json': brokenLlama,
    'suppress/.layerwise.json': json({
      suppress: [{ file: '/config.json', rule, pointer: '/num_key_value_heads', reason: 'a test' }],
    }),
    'suppress/config.json': brokenLlama,
    'suppress/other.json': brokenLlama,
    'idle/.layerwise.json': json({
      rules: { 'ratio-unusual': 'off', [rule]: 'off', 'window-inert': 'warning' },
      suppress: [
        { file: '/models/*.json', rule: 'window-inert', reason: 'a test' },
        {
          file: '/models/b.json',
          rule: 'kv-heads-omitted',
          pointer: '/num_key_value_heads',
          reason: 'a test',
        },
        // Off anyway.
        { file: '/models/a.json', rule, reason: 'a test' },
        // They depend on how the model is to be served.
        ...['tp-divides-heads', 'kv-does-not-fit']
          .filter((name) => ruleNames.includes(name))
          .map((name) => ({ file: '/models/a.json', rule: name, reason: 'a test' })),
      ],
    }),
    'idle/models/a.json': brokenLlama,
    'idle/models/b.json': '{"model_type":"qwen2","num_hidden_layers":2,"sliding_window":8,"hidden_size":8}',
    'fix/.layerwise.json': json({ rules: { 'non-integer-dimension': 'off' } }),
    'fix/config.json': llama.replace('4096,', '4096.0,'),
  });
  const at = (path: string): string => join(made.path, path);

  it('reads the nearest one upwards, and lets flags win', async () => {
    const run = await checked(at('repo'), ['models']);
    assert.deepEqual(
      run.findings.filter((line) => line.endsWith(rule)),
      [`models/b/config.json ${rule}`],
    );
    const flag = await checked(at('repo'), ['models/a/config.json', '--rule', `${rule}=error`]);
    assert.ok(flag.findings.includes(`models/a/config.json ${rule}`));
  });

  it('does not look beyond a repository', async () => {
    const { findings } = await checked(at('repo'), ['nested/config.json']);
    assert.ok(findings.includes(`nested/config.json ${rule}`));
  });

  it('leaves out what it excludes, and says so of a named file', async () => {
    assert.ok(!(await checked(at('repo'), ['.'])).files.some((file) => file.includes('vendor')));
    const named = await checked(at('repo'), ['vendor/config.json']);
    assert.deepEqual([named.code, named.files], [0, []]);
    assert.match(named.stderr, /vendor\/config\.json: is not checked: \.layerwise\.json leaves it out/);
  });

  it('tells what is wrong with it, where, and exits with 2', async () => {
    const { code, stderr, files } = await checked(at('broken'), ['config.json']);
    assert.deepEqual([code, files], [2, ['config.json']]);
    assert.match(
      stderr,
      /\.layerwise\.json:1:12: There is no rule "ratio-unusal"\. Did you mean ratio-unusual\?/,
    );
    assert.match(stderr, /\.layerwise\.json:1:36: There is no key "exlude" here\. Did you mean "exclude"\?/);
    const half = await checked(at('half'), ['.']);
    assert.equal(half.code, 2);
    assert.ok(half.findings.includes(`./config.json ${rule}`));
  });

  describe('entries that suppress nothing', () => {
    const line =
      '.layerwise.json: 2 entries suppress nothing and can be removed: ratio-unusual (off); kv-heads-omitted in /models/b.json at /num_key_value_heads.';

    it('are told after a run over the whole folder', async () => {
      const { stderr } = await checked(at('idle'), ['.']);
      assert.equal(stderr.trim(), `layerwise: ${line}`);
    });

    it('and not where a part was seen, or could not be', async () => {
      for (const argv of [
        ['models'],
        ['models/a.json', 'models/b.json'],
        ['models/*.json'],
        ['.', 'missing.json'],
      ]) {
        const { stderr } = await checked(at('idle'), argv);
        assert.doesNotMatch(stderr, /suppress/, argv.join(' '));
      }
    });

    it('are none of those that a flag stands in for', async () => {
      const { stderr } = await checked(at('idle'), [
        '.',
        '--rule',
        'ratio-unusual=hint',
        '--rule',
        'kv-heads-omitted=off',
      ]);
      assert.doesNotMatch(stderr, /suppress/);
      const other = await checked(at('idle'), ['.', '--rule', 'window-inert=off']);
      assert.match(other.stderr, /2 entries suppress nothing/);
    });
  });

  it('suppresses by pointer', async () => {
    const { findings } = await checked(at('suppress'), ['config.json', 'other.json']);
    assert.deepEqual(
      findings.filter((line) => line.endsWith(rule)),
      [`other.json ${rule}`],
    );
    const { stdout } = await cli(['check', 'config.json'], { cwd: at('suppress') });
    assert.match(stdout, /1 suppressed\)$/m);
  });

  it('keeps fixes of silenced rules away', async () => {
    const before = readFileSync(at('fix/config.json'), 'utf8');
    await checked(at('fix'), ['config.json', '--fix']);
    assert.equal(readFileSync(at('fix/config.json'), 'utf8'), before);
  });

  it('gives estimate and compare their scenario', async () => {
    const estimate = async (argv: readonly string[]) => {
      const { stdout } = await cli(['estimate', 'models/fine.json', '--json', ...argv], { cwd: at('repo') });
      const [{ estimates }] = JSON.parse(stdout) as [{ estimates: Record<string, unknown>[] }];
      return estimates.map(({ engine, context, batch }) => [engine, context, batch]);
    };
    writeFileSync(at('repo/models/fine.json'), llama);
    assert.deepEqual(await estimate([]), [
      ['theory', 1000, 2],
      ['transformers', 1000, 2],
    ]);
    assert.deepEqual(await estimate(['--engine', 'theory', '--context', '5', '--batch', '3']), [
      ['theory', 5, 3],
    ]);
    const { stdout } = await cli(['compare', 'models/fine.json', 'models/fine.json', '--json'], {
      cwd: at('repo'),
    });
    assert.match(stdout, /"context": 1000/);
  });
});

describe('cli with a baseline', () => {
  const made = folder({
    'a/config.json': brokenLlama,
    'b/config.json': brokenLlama,
    'c/config.json': llama,
    'precious.json': llama,
  });
  const run = (argv: readonly string[]) => checked(made.path, argv);

  it('accepts what was found when it was written, and nothing else', async () => {
    const written = await run(['.', '--write-baseline', 'base.json']);
    assert.deepEqual([written.code, written.findings], [0, []]);
    assert.match(written.stderr, /\d+ findings accepted in base\.json/);
    writeFileSync(join(made.path, 'a/config.json'), `// moved\n\n${brokenLlama}`);
    writeFileSync(join(made.path, 'c/config.json'), brokenLlama);
    const { code, files, findings, stderr } = await run(['.', '--baseline', 'base.json']);
    assert.equal(code, 1);
    assert.ok(files.includes('./a/config.json'));
    assert.ok(findings.length > 0 && findings.every((line) => line.startsWith('./c/')), findings.join());
    assert.equal(stderr, '');
  });

  it('is named by the project file, from its own folder', async () => {
    writeFileSync(join(made.path, '.layerwise.json'), '{"baseline": "base.json"}');
    const { findings } = await checked(join(made.path, 'a'), ['config.json']);
    assert.deepEqual(findings, []);
  });

  it('tells which findings are gone, with their files or without', async () => {
    writeFileSync(join(made.path, 'a/config.json'), llama);
    mkdirSync(join(made.path, 'gone'));
    const text = readFileSync(join(made.path, 'base.json'), 'utf8').replace(
      '"b/config.json"',
      '"gone/config.json"',
    );
    writeFileSync(join(made.path, 'base.json'), text);
    const { stderr } = await run(['a']);
    assert.match(stderr, /base\.json: \d+ accepted findings can be removed/);
    assert.match(stderr, new RegExp(`a/config\\.json ${rule} at /num_key_value_heads`));
    assert.match(stderr, /gone\/config\.json/);
  });

  it('keeps what it says of files that a run has not seen', async () => {
    await run(['b', '--write-baseline', 'part.json']);
    await run(['c', '--write-baseline', 'part.json']);
    const { files } = JSON.parse(readFileSync(join(made.path, 'part.json'), 'utf8')) as { files: object };
    assert.deepEqual(Object.keys(files), ['b/config.json', 'c/config.json']);
  });

  it('never overwrites another file, and is missed where it is not there', async () => {
    const over = await cli(['check', 'a', '--write-baseline', 'precious.json'], { cwd: made.path });
    assert.equal(over.code, 2);
    assert.match(over.stderr, /is no baseline/);
    assert.equal(readFileSync(join(made.path, 'precious.json'), 'utf8'), llama);
    const missing = await cli(['check', 'a', '--baseline', 'no.json'], { cwd: made.path });
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /no\.json: does not exist.*--write-baseline no\.json/);
    const both = await cli(['check', 'a', '--baseline', 'a', '--write-baseline', 'b'], { cwd: made.path });
    assert.equal(both.code, 2);
    writeFileSync(join(made.path, '.layerwise.json'), '{"baseline": "no.json"}');
    const named = await run(['b']);
    assert.equal(named.code, 2);
    assert.match(named.stderr, /no\.json: does not exist.*\.layerwise\.json names it/);
    assert.ok(named.findings.length > 0);
  });
});

describe('cli paths', () => {
  const made = folder({
    'models/b/config.json': llama,
    'models/a/config.json': llama,
    'models/a/params.yaml': llama,
    'models/a/package.json': '{"name": "x"}',
    'models/.hidden/config.json': llama,
    'models/node_modules/x/config.json': llama,
    'a [1].json': llama,
  });
  const files = async (argv: readonly string[]) => (await checked(made.path, argv)).files;

  it('may be globs, which we expand in order', async () => {
    assert.deepEqual(await files(['models/*/config.json']), ['models/a/config.json', 'models/b/config.json']);
    assert.deepEqual(await files(['./models/**/*.{yaml,yml}']), ['./models/a/params.yaml']);
    assert.deepEqual(await files(['models/?']), [
      'models/a/config.json',
      'models/a/params.yaml',
      'models/b/config.json',
    ]);
    assert.deepEqual(await files(['models/.h*/config.json']), ['models/.hidden/config.json']);
    assert.deepEqual(await files([join(made.path, '**/b/*.json')]), [
      join(made.path, 'models/b/config.json'),
    ]);
  });

  it('are names before they are globs', async () => {
    assert.deepEqual(await files(['a [1].json']), ['a [1].json']);
  });

  it('that match nothing are an error', async () => {
    const { code, stderr } = await checked(made.path, ['models/**/*.toml']);
    assert.equal(code, 2);
    assert.match(stderr, /matches no JSON or YAML file/);
  });

  it('may be standard input under the name of a file', async () => {
    writeFileSync(
      join(made.path, 'models/.layerwise.json'),
      json({ rules: { [rule]: 'off' }, exclude: ['b'] }),
    );
    const named = ['--stdin-filename', 'models/new/config.json'];
    const run = await checked(made.path, named, brokenLlama);
    assert.deepEqual(run.files, ['models/new/config.json']);
    assert.ok(!run.findings.join().includes(rule));
    const yaml = await checked(
      made.path,
      ['-', '--stdin-filename', 'x.yaml'],
      'model_type: llama\nhidden_size: 3\n',
    );
    assert.ok(!yaml.findings.join().includes('syntax'));
    const excluded = await checked(made.path, ['-', '--stdin-filename', 'models/b/config.json'], brokenLlama);
    assert.deepEqual([excluded.code, excluded.files], [0, []]);
  });
});

describe('problem matcher', () => {
  it('reads the lines of the text format', async () => {
    const matcher = JSON.parse(readFileSync('docs/ci/layerwise-problem-matcher.json', 'utf8')) as {
      problemMatcher: { pattern: { regexp: string }[] }[];
    };
    const pattern = new RegExp(matcher.problemMatcher[0]!.pattern[0]!.regexp);
    const { stdout } = await cli(['check', '-'], { stdin: brokenLlama });
    const lines = stdout.split('\n').filter((line) => / {2}(?:error|warning) /.test(line));
    assert.ok(lines.length > 0);
    const found = lines.map((line) => pattern.exec(line)?.slice(1));
    assert.ok(
      found.every((groups) => groups?.length === 6),
      lines.join('\n'),
    );
    const groups = found.find((each) => each?.[5] === rule);
    assert.deepEqual(groups?.slice(0, 4), ['<stdin>', '6', '26', 'error']);
    assert.equal(pattern.exec('1 config checked: 1 error'), null);
  });
});

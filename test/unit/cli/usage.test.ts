import assert from 'node:assert/strict';
import { commands } from '../../../src/cli/commands/registry';
import { cli } from './harness';

const workspaceLlama = 'test/fixtures/workspace/llama-3.1-8b/config.json';

describe('cli usage', () => {
  it('prints help on standard output when asked, and on standard error when called with nothing', async () => {
    const asked = await cli(['--help']);
    assert.equal(asked.code, 0);
    assert.match(asked.stdout, /^Usage$/m);
    assert.equal(asked.stderr, '');
    const bare = await cli([]);
    assert.deepEqual([bare.code, bare.stdout, bare.stderr], [2, '', asked.stdout]);
  });

  for (const { name, flags } of commands) {
    it(`helps with ${name}, however it is asked`, async () => {
      const help = await cli([name, '--help']);
      assert.equal(help.code, 0);
      for (const flag of flags) assert.match(help.stdout, new RegExp(`^  --${flag.name}\\b`, 'm'));
      assert.ok(help.stdout.split('\n').every((line) => line.length <= 100));
      for (const argv of [
        ['help', name],
        [name, 'x.json', '-h'],
        ['--help', name],
      ]) {
        assert.deepEqual(await cli(argv), help);
      }
    });
  }

  it('prints the version', async () => {
    for (const argv of [['--version'], ['-v'], ['version']]) {
      const { code, stdout } = await cli(argv);
      assert.equal(code, 0);
      assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    }
  });

  const mistakes: readonly (readonly [argv: readonly string[], message: RegExp])[] = [
    [['chekc', 'a.json'], /^layerwise: There is no command "chekc"\. Did you mean layerwise check\?$/m],
    [['--verison'], /There is no flag "--verison"\. Did you mean layerwise --version\?/],
    [['check', 'a.json', '--formt', 'json'], /There is no flag --formt\. Did you mean --format\?/],
    [['check', 'a.json', '-z'], /There is no flag -z\./],
    [['check'], /Name a config file, a folder, or - for standard input/],
    [['check', 'a.json', '--format', 'jsn'], /There is no format "jsn"\. Did you mean json\?/],
    [['check', 'a.json', '--format'], /--format needs a value/],
    [['check', 'a.json', '--fix=yes'], /--fix takes no value/],
    [['check', 'a.json', '--max-warnings', '-1'], /--max-warnings "-1" is no whole number from 0/],
    [
      ['check', 'a.json', '--rule', 'layer-type-length=off'],
      /There is no rule "layer-type-length"\. Did you mean layer-types-length\?/,
    ],
    [['check', 'a.json', '--rule', 'layer-types-length=fatal'], /There is no severity "fatal"/],
    [['check', 'a.json', '--rule', 'layer-types-length'], /is no NAME=SEVERITY/],
    [['check', '-', '--fix'], /--fix can not write to standard input/],
    [['estimate'], /Name a config file/],
    [['estimate', 'a.json', '--context', '4k'], /--context "4k" is no whole number from 1 to 1,000,000,000/],
    [['estimate', 'a.json', '--context', '1,,2'], /--context "" is no whole number/],
    [['estimate', 'a.json', '--context', '0'], /--context "0" is no whole number/],
    [['estimate', 'a.json', '--context', 'Infinity'], /is no whole number/],
    [['estimate', 'a.json', '--batch', '1e3'], /--batch "1e3" is no whole number/],
    [['estimate', 'a.json', '--batch', '99999999999'], /is no whole number from 1 to 1,000,000/],
    [
      ['estimate', 'a.json', '--engine', 'transformer'],
      /There is no engine "transformer"\. Did you mean transformers\?/,
    ],
    [['estimate', 'a.json', '--kv-dtype', 'fp9'], /There is no cache dtype "fp9"\. Did you mean fp8\?|fp16/],
    [['estimate', 'a.json', '--tp', '0'], /--tp "0" is no whole number/],
    [['estimate', 'a.json', '--language', 'toml'], /There is no language "toml"/],
    [['benchmark'], /benchmark takes one config file/],
    [['benchmark', 'a.json', '--phase', 'decod'], /There is no phase "decod"\. Did you mean decode\?/],
    [['benchmark', 'a.json', '--provider', 'gpu'], /There is no provider "gpu"\. Did you mean cpu\?/],
    [['benchmark', 'a.json', '--context', '-1'], /--context "-1" is no whole number/],
    [['benchmark', workspaceLlama, '--layer', '32'], /There is no layer 32: this model has 0 to 31/],
    [['benchmark', workspaceLlama, '--layer', 'sliding'], /no layer of kind "sliding"\..* There are: full\./],
    [['compare', 'a.json'], /compare takes two config files/],
    [
      ['explain', 'layer-typs-length'],
      /There is no rule or mixer "layer-typs-length"\. Did you mean layer-types-length\?/,
    ],
  ];
  for (const [argv, message] of mistakes) {
    it(`refuses layerwise ${argv.join(' ')}`, async () => {
      const { code, stdout, stderr } = await cli(argv);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.match(stderr, /^See layerwise .*--help\.$/m);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }
});

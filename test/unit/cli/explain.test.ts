import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mixerKinds, mixers } from '../../../src/core/mixers/registry';
import { problemRules } from '../../../src/core/report/problems';
import { rules } from '../../../src/core/rules/registry';
import { cli } from './harness';

describe('cli explain', () => {
  it('lists rules and mixers', async () => {
    const { code, stdout } = await cli(['explain']);
    assert.equal(code, 0);
    for (const { name } of [...rules, ...problemRules]) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
    for (const kind of mixerKinds) assert.match(stdout, new RegExp(`^  ${kind} `, 'm'));
  });

  it('prints the page of every rule', async () => {
    for (const { name } of rules) {
      const { code, stdout } = await cli(['explain', name]);
      assert.equal(code, 0);
      assert.equal(stdout.split('\n')[0], name);
      const page = readFileSync(`src/core/rules/${name}/README.md`, 'utf8');
      assert.match(page, new RegExp(`^# ${name}$`, 'm'));
      assert.doesNotMatch(stdout, /^```/m);
    }
  });

  it('explains problems of the text', async () => {
    const { stdout } = await cli(['explain', 'duplicate-key']);
    assert.match(stdout, /^duplicate-key\n\nwarning · Every key stands once in its object\.\n\nPython/);
  });

  it('explains mixers by kind and by name', async () => {
    const byKind = await cli(['explain', 'gated-deltanet']);
    assert.match(byKind.stdout, /^Gated DeltaNet {3}gated-deltanet · G in layer strips\n/);
    assert.match(byKind.stdout, /recurrent +\[batch, 30, 96, 192\] +in float32/);
    assert.match(byKind.stdout, /Qwen3-Next/);
    assert.deepEqual(await cli(['explain', mixers['gated-deltanet'].name]), byKind);
  });
});

describe('cli compare', () => {
  const qwen = 'test/fixtures/workspace/qwen3-next/config.json';
  const llama = 'test/fixtures/workspace/llama-3.1-8b/config.json';

  it('sets two configs side by side at contexts that both declare', async () => {
    const { code, stdout } = await cli(['compare', qwen, llama]);
    assert.equal(code, 0);
    assert.match(stdout, /^layers +48 +32$/m);
    assert.match(stdout, /^declared context +262,144 +131,072$/m);
    assert.match(stdout, /^transformers 5\.18, 131,072 tokens +3\.07 GiB +16\.0 GiB$/m);
    assert.match(stdout, /^num_key_value_heads +2 +8$/m);
  });

  it('finds no difference between JSON and YAML of one config', async () => {
    const { stdout } = await cli(['compare', qwen, 'test/fixtures/workspace/configs/qwen3-next.yaml']);
    assert.match(stdout, /No field differs\.\n$/);
  });

  it('prints both as JSON', async () => {
    const { stdout } = await cli(['compare', qwen, llama, '--json', '--context', '64']);
    const { a, b, fields } = JSON.parse(stdout) as {
      a: { family: string };
      b: { family: string };
      fields: unknown[];
    };
    assert.deepEqual([a.family, b.family], ['qwen3_next', 'llama']);
    assert.ok(fields.length > 10);
  });

  it('refuses what is no file', async () => {
    const gone = await cli(['compare', qwen, 'gone.json']);
    assert.equal(gone.code, 2);
    assert.match(gone.stderr, /gone\.json: does not exist/);
    const inFolder = await cli(['compare', 'test/fixtures/workspace', qwen]);
    assert.equal(inFolder.code, 2);
    assert.match(inFolder.stderr, /is a folder/);
  });

  it('says why one of them has no numbers', async () => {
    const { code, stderr } = await cli(['compare', qwen, '-'], {
      stdin: '{"model_type": "frobnicator9000"}',
    });
    assert.equal(code, 1);
    assert.match(stderr, /^layerwise: -: frobnicator9000 is not known/);
  });
});

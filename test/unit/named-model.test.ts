/** The model that a recipe names is sized where its config stands beside it, and nothing is fetched. */
import assert from 'node:assert/strict';
import { analyse } from '../../src/core/analyse';
import { hover } from '../../src/core/features/hover';
import { lenses } from '../../src/core/features/lenses';
import { links } from '../../src/core/features/links';
import { status } from '../../src/core/features/status';
import { defaultView } from '../../src/core/features/view';
import { namedModel, namedPlaces, type NamedModel } from '../../src/core/named-model';
import { cli, folder, llama } from './cli/harness';

const recipe = (name: string): string => `base_model: ${name}\nsequence_len: 4096\n`;
const pathsIn = (text: string): string[] =>
  namedPlaces(analyse(text, 'yaml').recognition).map(({ path }) => path);

describe('the model that a recipe names', () => {
  it('may stand in a folder, under the names that configs have there', () => {
    assert.deepEqual(pathsIn(recipe('../llama/')), [
      '../llama/config.json',
      '../llama/model_config.yaml',
      '../llama/params.json',
    ]);
    assert.deepEqual(pathsIn(recipe('meta-llama/Llama-3.1-8B'))[0], 'meta-llama/Llama-3.1-8B/config.json');
    assert.deepEqual(pathsIn(recipe('./my-config.json')), ['./my-config.json']);
  });

  it('is not looked for where a home, a variable or a network would have to be asked', () => {
    for (const name of [
      '~/llama',
      '"${MODEL}"',
      '//server/share',
      '"\\\\\\\\server\\\\share"',
      's3://bucket/x',
    ]) {
      assert.deepEqual(pathsIn(recipe(name)), [], name);
    }
    assert.deepEqual(pathsIn(recipe('./model.gguf')), []);
  });

  const text = recipe('../llama');
  const analysis = analyse(text, 'yaml');
  const [place] = namedPlaces(analysis.recognition);
  const named: NamedModel | undefined = place && namedModel(place, llama);

  it('is nothing where the file is no model config', () => {
    assert.ok(place);
    assert.equal(namedModel(place, '{ "name": "x" }'), undefined);
    assert.equal(namedModel(place, recipe('../further')), undefined);
  });

  it('is shown above the recipe with its numbers, and opens', () => {
    const shown = lenses(analysis, defaultView, named);
    assert.deepEqual(
      shown.map(({ title, opens }) => [title.replace(/ ·.*parameters.*/, ''), opens]),
      [
        ['Axolotl config · Model config: ../llama/config.json', '../llama/config.json'],
        ['Llama', undefined],
        ['KV 16.0 GiB at 131,072 tokens (bf16, transformers 5.18)', undefined],
      ],
    );
    assert.match(shown[1]!.title, /8\.03 B parameters/);
    assert.deepEqual(
      lenses(analysis, defaultView).map(({ title }) => title),
      ['Axolotl config: the architecture is elsewhere: ../llama; nothing is estimated.'],
    );
  });

  it('has its number in the status bar, as in its own file', () => {
    const own = status(named!.analysis, defaultView);
    assert.deepEqual(status(analysis, defaultView, named), {
      ...own,
      tooltip: `Model config: \`../llama/config.json\`\n\n${own?.tooltip}`,
    });
    assert.match(status(analysis, defaultView)?.text ?? '', /no model$/);
  });

  it('is a link where it is named', () => {
    assert.deepEqual(
      links(analysis, named).map(({ range, path }) => [text.slice(range.start, range.end), path]),
      [['../llama', '../llama/config.json']],
    );
    assert.deepEqual(links(analysis, undefined), []);
  });

  it('has its card in a hover, or the word that it is elsewhere', () => {
    const at = text.indexOf('../llama') + 1;
    assert.match(
      hover(analysis, at, defaultView, named)?.markdown ?? '',
      /^Model config: `\.\.\/llama\/config\.json`\n\n\*\*Llama\*\*/,
    );
    assert.match(hover(analysis, at, defaultView)?.markdown ?? '', /has no config here/);
    const hub = recipe('meta-llama/Llama-3.1-8B');
    const words = hover(analyse(hub, 'yaml'), hub.indexOf('meta'), defaultView)?.markdown ?? '';
    assert.match(words, /no folder here, so a model on a hub.*fetches nothing/);
    assert.equal(hover(analysis, text.indexOf('sequence_len'), defaultView, named), undefined);
  });

  describe('on the command line', () => {
    const made = folder({
      'recipes/axolotl.yaml': recipe('../llama'),
      'recipes/from-root.yaml': recipe('llama'),
      'recipes/hub.yaml': recipe('meta-llama/Llama-3.1-8B'),
      'recipes/broken.yaml': recipe('../broken'),
      'llama/config.json': llama,
      'broken/config.json': '{ "name": "no model" }',
    });
    const run = (...argv: readonly string[]) => cli(argv, { cwd: made.path });

    it('is estimated, with a note whence', async () => {
      const { code, stdout } = await run('estimate', 'recipes/axolotl.yaml', '--json', '--context', '4096');
      assert.equal(code, 0);
      const [sizing] = JSON.parse(stdout) as {
        file: string;
        family: string;
        notes: string[];
        estimates: { bytes: { total: number } }[];
      }[];
      assert.equal(sizing?.file, 'recipes/axolotl.yaml');
      assert.equal(sizing.family, 'llama');
      assert.equal(sizing.estimates[0]?.bytes.total, 32 * 2 * 8 * 128 * 2 * 4096);
      assert.equal(
        sizing.notes[0],
        'Axolotl config: the numbers are those of ../llama/config.json, which it names.',
      );
    });

    it('is found from the folder of the command, too', async () => {
      const { stdout } = await run('estimate', 'recipes/from-root.yaml');
      assert.match(stdout, /the numbers are those of llama\/config\.json/);
    });

    it('stays elsewhere where it is no folder here, or no model', async () => {
      const hub = await run('estimate', 'recipes/hub.yaml');
      assert.match(
        hub.stdout,
        /the architecture is elsewhere: meta-llama\/Llama-3\.1-8B; nothing is estimated/,
      );
      const broken = await run('estimate', 'recipes/broken.yaml');
      assert.match(broken.stdout, /the architecture is elsewhere: \.\.\/broken; nothing is estimated/);
    });

    it('is named by a check, which leaves it to be checked by itself', async () => {
      const { code, stdout, stderr } = await run('check', 'recipes/axolotl.yaml');
      assert.equal(code, 0);
      assert.match(
        (stdout + stderr).replaceAll(/\s+/g, ' '),
        /nothing is checked\. The model config is \.\.\/llama\/config\.json: check that file\./,
      );
    });
  });
});

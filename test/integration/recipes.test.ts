import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, fileUri, hoverText, lensTitles, longEnough, openFile, pause } from './editor';

const folder = 'recipe-suite';

/** Files that name a model beside them, with the name as they write it and what they are called. */
const recipes = {
  'an Axolotl config, in YAML, that names a folder': {
    file: 'axolotl.yaml',
    text: 'base_model: ./model\nadapter: lora\nsequence_len: 4096\n',
    name: './model',
    lens: /^Axolotl config · Model config: \.\/model\/config\.json$/,
  },
  'a LLaMA-Factory config that names a file': {
    file: 'sft.yaml',
    text: 'model_name_or_path: model/config.json\nstage: sft\ntemplate: qwen\n',
    name: 'model/config.json',
    lens: /^LLaMA-Factory config · Model config: model\/config\.json$/,
  },
  'an adapter, in JSON, that names a folder of the workspace': {
    file: 'adapter_config.json',
    text: `{\n  "base_model_name_or_path": "${folder}/model/",\n  "peft_type": "LORA",\n  "r": 16\n}\n`,
    name: `"${folder}/model/"`,
    lens: new RegExp(`^PEFT adapter config · Model config: ${folder}/model/config\\.json$`),
  },
};

async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(fileUri(`${folder}/${path}`), new TextEncoder().encode(text));
}

async function lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri, 100);
}

async function linksOf(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    'vscode.executeLinkProvider',
    document.uri,
    100,
  );
  return links.filter(({ tooltip }) => tooltip?.startsWith('Open '));
}

const frontPath = (): string | undefined => vscode.window.activeTextEditor?.document.uri.path;

/** The config that all of them name. */
const config = (): string => fileUri(`${folder}/model/config.json`).path;

describe('a file that names a model', () => {
  before(async () => {
    const text = await vscode.workspace.fs.readFile(fileUri('qwen3-next/config.json'));
    await write('model/config.json', new TextDecoder().decode(text));
  });
  after(() => vscode.workspace.fs.delete(fileUri(folder), { recursive: true }));
  afterEach(closeAll);

  for (const [title, { file, text, name, lens }] of Object.entries(recipes)) {
    it(`leads to its config and says what that costs: ${title}`, async () => {
      await write(file, text);
      const document = await openFile(`${folder}/${file}`);
      const lenses = await eventually('lenses', async () => {
        const found = await lensesOf(document);
        return found.length > 0 ? found : undefined;
      });
      const titles = lenses.map(({ command }) => command?.title ?? '');
      assert.match(titles[0] ?? '', lens);
      assert.match(titles.join('\n'), /Qwen3-Next · .* · 79\.7 B parameters/);
      assert.match(titles.join('\n'), /KV 6\.00 GiB \+ state 74\.3 MiB at 262,144 tokens/);

      const hover = await hoverText(document, name, 2);
      assert.match(hover, /Model config: `.*model\/config\.json`/);
      assert.match(hover, /Qwen3-Next/);
      assert.match(hover, /KV 6\.00 GiB \+ state 74\.3 MiB/);

      const links = await linksOf(document);
      assert.deepEqual(
        links.map(({ range, target }) => [document.getText(range), target?.path]),
        [[name, config()]],
      );

      const command = lenses[0]?.command;
      assert.ok(command?.command);
      await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      await eventually('the config in front', () => (frontPath() === config() ? true : undefined));
    });
  }

  it('says so where there is no such file, and leads nowhere', async () => {
    await write('hub.yaml', 'base_model: Qwen/Qwen3-Next-80B-A3B-Instruct\nadapter: lora\n');
    const document = await openFile(`${folder}/hub.yaml`);
    const titles = await eventually('a lens', async () => {
      const found = await lensTitles(document);
      return found.length > 0 ? found : undefined;
    });
    assert.match(titles.join('\n'), /Axolotl config/);
    assert.doesNotMatch(titles.join('\n'), /GiB/);
    assert.deepEqual(await linksOf(document), []);
    assert.match(await hoverText(document, 'Qwen/Qwen3-Next', 2), /Layerwise fetches nothing/);
  });

  it('shows the config as it stands in its editor, not as it was saved', async () => {
    await write('axolotl.yaml', recipes['an Axolotl config, in YAML, that names a folder'].text);
    const model = await openFile(`${folder}/model/config.json`);
    const edit = new vscode.WorkspaceEdit();
    const start = model.getText().indexOf('"num_hidden_layers": 48');
    edit.replace(
      model.uri,
      new vscode.Range(model.positionAt(start), model.positionAt(start + 23)),
      '"num_hidden_layers": 24',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    const document = await openFile(`${folder}/axolotl.yaml`);
    await pause(longEnough);
    assert.match((await lensTitles(document)).join('\n'), /KV 3\.00 GiB/);
  });
});

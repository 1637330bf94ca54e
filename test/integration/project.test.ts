import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  codeActions,
  eventually,
  fileUri,
  findingOf,
  findingsOf,
  lensTitles,
  longEnough,
  openFile,
  pause,
  problemsOf,
  readFile,
  ruleOf,
  withSetting,
} from './editor';

const rule = 'heads-not-multiple-of-kv';
const folder = 'project-suite';

/** 33 heads can't share 8 key/value heads. */
const broken = (language: 'json' | 'yaml' = 'json'): string => {
  const fields = {
    model_type: 'llama',
    hidden_size: 4224,
    intermediate_size: 14_336,
    num_attention_heads: 33,
    num_key_value_heads: 8,
    num_hidden_layers: 32,
    vocab_size: 128_256,
  };
  return language === 'json'
    ? JSON.stringify(fields, null, 2)
    : Object.entries(fields)
        .map(([key, value]) => `${key}: ${value}\n`)
        .join('');
};
const mended = (): string => broken().replace(': 33', ': 32').replace('4224', '4096');

async function write(path: string, text: string): Promise<vscode.Uri> {
  const uri = fileUri(`${folder}/${path}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

async function remove(path: string): Promise<void> {
  try {
    await vscode.workspace.fs.delete(fileUri(path), { recursive: true });
  } catch {
    // It is not there.
  }
}

const rulesAt = (uri: vscode.Uri): unknown[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Layerwise')
    .map(ruleOf);

const isOpen = (uri: vscode.Uri): boolean =>
  vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());

const gone = (uri: vscode.Uri): Promise<true> =>
  eventually(`no ${rule} at ${uri.path}`, () => (rulesAt(uri).includes(rule) ? undefined : true));

const there = (uri: vscode.Uri): Promise<true> =>
  eventually(`${rule} at ${uri.path}`, () => (rulesAt(uri).includes(rule) ? true : undefined));

async function actionTitled(document: vscode.TextDocument, title: RegExp): Promise<vscode.CodeAction> {
  const finding = await findingOf(document, rule);
  const actions = await codeActions(document, finding.range, vscode.CodeActionKind.QuickFix);
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action, `offered: ${actions.map((each) => each.title).join(', ')}`);
  return action;
}

async function run({ command, edit }: vscode.CodeAction): Promise<void> {
  if (edit) assert.ok(await vscode.workspace.applyEdit(edit));
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

const folders = ['', 'a', 'b', 'hidden', 'excluded', 'other', 'node_modules', 'node_modules/x'];

/**
 * One by one, and with time for the file watcher to take notice: of folders that are made and filled at once, it may
 * miss what is inside for good.
 */
async function makeFolders(): Promise<void> {
  for (const path of folders) {
    await vscode.workspace.fs.createDirectory(fileUri(`${folder}/${path}`));
    await pause(300);
  }
}

/** Leaves the folders, for the watcher's sake. */
async function cleanUp(): Promise<void> {
  await closeAll();
  await vscode.commands.executeCommand('layerwise.clearWorkspaceProblems');
  for (const path of folders) {
    const entries = await vscode.workspace.fs.readDirectory(fileUri(`${folder}/${path}`));
    for (const [name, type] of entries)
      if (type === vscode.FileType.File) await remove(`${folder}/${path}/${name}`);
  }
  await remove('.layerwise.json');
  // Watchers tell late; the next test wants none of this.
  await pause(longEnough);
}

describe('projects and workspaces', function () {
  this.timeout(60_000);
  before(makeFolders);
  after(() => remove(folder));
  afterEach(cleanUp);

  describe('the problems of the workspace', () => {
    it('come on demand, follow the files, and go on demand, without a file being opened', async () => {
      const uri = await write('a/config.json', broken());
      const yaml = await write('b/model.yaml', broken('yaml'));
      const packages = await write('node_modules/x/config.json', broken());
      await pause(longEnough);
      assert.deepEqual(rulesAt(uri), []);

      const totals = await vscode.commands.executeCommand<Record<string, number>>('layerwise.checkWorkspace');
      assert.ok((totals['files'] ?? 0) >= 12, JSON.stringify(totals));
      assert.ok((totals['error'] ?? 0) >= 2, JSON.stringify(totals));
      assert.ok(rulesAt(uri).includes(rule));
      assert.ok(rulesAt(yaml).includes(rule));
      assert.deepEqual(rulesAt(packages), []);
      assert.deepEqual([uri, yaml].filter(isOpen), []);
      const [diagnostic] = vscode.languages.getDiagnostics(uri).filter((each) => ruleOf(each) === rule);
      assert.equal(diagnostic?.range.start.line, 5);

      await write('a/config.json', mended());
      await gone(uri);
      await write('a/config.json', broken());
      await there(uri);
      await vscode.workspace.fs.delete(uri);
      await gone(uri);
      assert.ok(rulesAt(yaml).includes(rule));
      assert.deepEqual([uri, yaml].filter(isOpen), []);

      await vscode.commands.executeCommand('layerwise.clearWorkspaceProblems');
      assert.deepEqual(rulesAt(yaml), []);
      await write('b/model.yaml', broken('yaml').replace('8', '7'));
      await pause(longEnough);
      assert.deepEqual(rulesAt(yaml), []);
    });

    it('are not there twice in a file that is open', async () => {
      const uri = await write('a/config.json', broken());
      await vscode.commands.executeCommand('layerwise.checkWorkspace');
      const document = await openFile(`${folder}/a/config.json`);
      await findingOf(document, rule);
      await pause(400);
      assert.equal(rulesAt(uri).filter((each) => each === rule).length, 1);
    });

    it('leave out what files.exclude and project files leave out', async () => {
      const hidden = await write('hidden/config.json', broken());
      const excluded = await write('excluded/config.json', broken());
      const other = await write('other/config.json', broken());
      await write('.layerwise.json', '{"exclude": ["excluded"]}');
      await withSetting('files.exclude', { [`**/${folder}/hidden`]: true }, async () => {
        await vscode.commands.executeCommand('layerwise.checkWorkspace');
        assert.deepEqual([hidden, excluded].map(rulesAt), [[], []]);
        assert.ok(rulesAt(other).includes(rule));
      });
    });

    it('marks the entries that suppress nothing, until they are gone or do', async () => {
      await write('a/config.json', broken());
      const project = {
        rules: { 'ratio-unusual': 'off' },
        suppress: [
          { file: 'a/*.json', rule, reason: 'a test' },
          { file: 'b/*.json', rule, reason: 'a test' },
        ],
      };
      const uri = await write('.layerwise.json', JSON.stringify(project, null, 2));
      const hints = (): string[] =>
        vscode.languages
          .getDiagnostics(uri)
          .filter(({ tags }) => tags?.includes(vscode.DiagnosticTag.Unnecessary))
          .map(({ message }) => message);
      await pause(longEnough);
      assert.deepEqual(hints(), []);

      await vscode.commands.executeCommand('layerwise.checkWorkspace');
      assert.deepEqual(hints(), [
        'This suppresses nothing in the workspace: ratio-unusual (off). Remove it.',
        `This suppresses nothing in the workspace: ${rule} in b/*.json. Remove it.`,
      ]);
      const document = await openFile(`${folder}/.layerwise.json`);
      const [, second] = vscode.languages.getDiagnostics(uri).filter(({ tags }) => tags?.length);
      assert.match(document.getText(second!.range), /b\/\*\.json/);

      await write('b/config.json', broken());
      await eventually('the second entry of use', () => (hints().length === 1 ? true : undefined));
      await vscode.workspace.fs.delete(fileUri(`${folder}/b/config.json`));
      await eventually('the second entry in vain', () => (hints().length === 2 ? true : undefined));
      await write('.layerwise.json', JSON.stringify({ suppress: project.suppress.slice(0, 1) }));
      await eventually('nothing in vain', () => (hints().length === 0 ? true : undefined));
    });
  });

  describe('a project file', () => {
    it('holds for the files below it, as soon as it is written, and settings win', async () => {
      await write('a/config.json', broken());
      const document = await openFile(`${folder}/a/config.json`);
      await findingOf(document, rule);
      await write('.layerwise.yaml', `rules:\n  ${rule}: hint\n`);
      const severityOf = (): vscode.DiagnosticSeverity | undefined =>
        findingsOf(document).find((each) => ruleOf(each) === rule)?.severity;
      const becomes = (severity: vscode.DiagnosticSeverity | undefined): Promise<true> =>
        eventually(`severity ${severity}`, () => (severityOf() === severity ? true : undefined));
      await becomes(vscode.DiagnosticSeverity.Hint);
      await withSetting('layerwise.rules', { [rule]: 'warning' }, async () => {
        await becomes(vscode.DiagnosticSeverity.Warning);
      });
      await becomes(vscode.DiagnosticSeverity.Hint);
      await write(
        'a/.layerwise.json',
        `{"suppress": [{"file": "*", "rule": "${rule}", "reason": "a test"}]}`,
      );
      await becomes(undefined);
      await remove(`${folder}/a/.layerwise.json`);
      await becomes(vscode.DiagnosticSeverity.Hint);
    });

    it('names a baseline of accepted findings', async () => {
      const accepted = {
        layerwiseBaseline: 1,
        files: { 'config.json': [{ rule, pointer: '/num_key_value_heads' }] },
      };
      await write('baseline.json', JSON.stringify(accepted));
      await write('.layerwise.json', '{"baseline": "baseline.json"}');
      const uri = await write('config.json', broken());
      await openFile(`${folder}/config.json`);
      await pause(longEnough);
      assert.ok(!rulesAt(uri).includes(rule));
      await write('baseline.json', JSON.stringify({ ...accepted, files: {} }));
      await there(uri);
    });

    it('gives the scenario that numbers are shown for', async () => {
      await write('config.json', mended());
      const document = await openFile(`${folder}/config.json`);
      const title = async (): Promise<string> => (await lensTitles(document)).join('\n');
      await eventually('a lens', async () => ((await title()) === '' ? undefined : true));
      await write('.layerwise.json', '{"scenario": {"context": 12345}}');
      await eventually('the context of the project file', async () =>
        (await title()).includes('12,345') ? true : undefined,
      );
      await withSetting('layerwise.estimate.contextTokens', 54_321, async () => {
        await eventually('the context of the setting', async () =>
          (await title()).includes('54,321') ? true : undefined,
        );
      });
    });

    it('gives the scenario that is checked, and settings win', async () => {
      const uri = await write('config.json', mended());
      const document = await openFile(`${folder}/config.json`);
      const serving = 'tp-divides-heads';
      await pause(longEnough);
      assert.deepEqual(rulesAt(uri), []);
      await write('.layerwise.json', '{"scenario": {"tensorParallel": 3}}');
      assert.match((await findingOf(document, serving)).message, /^32 heads can't be shared by 3 GPUs/);
      await withSetting('layerwise.estimate.tensorParallel', 8, async () => {
        await eventually('no finding', () => (rulesAt(uri).includes(serving) ? undefined : true));
      });
      await findingOf(document, serving);
    });

    it('has its own mistakes shown', async () => {
      await write('.layerwise.yaml', 'rules:\n  ratio-unusal: off\nexlude: []\n');
      const document = await openFile(`${folder}/.layerwise.yaml`);
      const problems = await eventually('two problems', () =>
        findingsOf(document).length === 2 ? findingsOf(document) : undefined,
      );
      assert.deepEqual(
        problems.map(({ range }) => document.getText(range)),
        ['ratio-unusal', 'exlude'],
      );
      assert.match(problems[0]!.message, /Did you mean ratio-unusual\?/);
      await write('.layerwise.yaml', 'rules:\n  ratio-unusual: off\n');
      await eventually('no problem', () => (findingsOf(document).length === 0 ? true : undefined));
    });
  });

  describe('disabling a rule', () => {
    it('makes a project file in the workspace folder, for one file', async () => {
      const uri = await write('a/config.json', broken());
      const document = await openFile(`${folder}/a/config.json`);
      await run(await actionTitled(document, /^Disable heads-not-multiple-of-kv for this file$/));
      await gone(uri);
      assert.deepEqual(JSON.parse(await readFile('.layerwise.json')), {
        suppress: [{ file: `/${folder}/a/config.json`, rule, reason: '' }],
      });
      const other = await write('b/config.json', broken());
      await openFile(`${folder}/b/config.json`);
      await there(other);
    });

    it('changes the project file that holds, and saves it', async () => {
      const project = `{\n  // ours\n  "rules": {\n    "ratio-unusual": "off"\n  }\n}\n`;
      await write('.layerwise.json', project);
      const uri = await write('a/config.json', broken());
      const document = await openFile(`${folder}/a/config.json`);
      await run(await actionTitled(document, /^Disable heads-not-multiple-of-kv in the project file$/));
      await gone(uri);
      assert.equal(
        await readFile(`${folder}/.layerwise.json`),
        project.replace('"off"', `"off",\n    "${rule}": "off"`),
      );
    });

    it('goes by the place in JSON, and by a comment in YAML', async () => {
      await write('.layerwise.yaml', '# ours\n');
      const json = await write('a/config.json', broken());
      await run(await actionTitled(await openFile(`${folder}/a/config.json`), / here, in the project file$/));
      await gone(json);
      assert.match(
        await readFile(`${folder}/.layerwise.yaml`),
        /^# ours\n[^]*pointer: "\/num_key_value_heads"/,
      );

      const yaml = await write('b/model.yaml', broken('yaml'));
      const document = await openFile(`${folder}/b/model.yaml`);
      await run(await actionTitled(document, /for this line$/));
      await gone(yaml);
      assert.match(
        document.getText(),
        new RegExp(`# layerwise-disable-next-line ${rule}\nnum_key_value_heads`),
      );
      assert.ok(problemsOf(document).every((each) => ruleOf(each) !== rule));
    });

    it('is not the only way: the page of a rule opens beside', async () => {
      await write('config.json', broken());
      const document = await openFile(`${folder}/config.json`);
      const { command } = await actionTitled(document, /^Open the page of heads-not-multiple-of-kv$/);
      assert.equal(command?.command, 'layerwise.openRulePage');
      await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
      await eventually('the page', () =>
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).some(({ label }) => /README\.md/.test(label))
          ? true
          : undefined,
      );
    });
  });
});

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  codeActions,
  eventually,
  fileUri,
  findingOf,
  findingsOf,
  longEnough,
  openFile,
  openText,
  openUnsaved,
  pause,
  problemsOf,
  qwen,
  replace,
  ruleOf,
  withSetting,
} from './editor';

const lengthRule = 'layer-types-length';
const entry = {
  json: { gone: '    "linear_attention",\n', language: 'json' },
  yaml: { gone: '  - linear_attention\n', language: 'yaml' },
} as const;

describe('findings', () => {
  afterEach(closeAll);

  for (const language of ['json', 'yaml'] as const) {
    describe(`in ${language}`, () => {
      it('come when a layer is deleted, and the quick fix restores the pattern', async () => {
        const whole = await qwen(language);
        const document = await openText(whole, language);
        await pause(longEnough);
        assert.deepEqual(problemsOf(document), []);

        await replace(document, entry[language].gone, '');
        const finding = await findingOf(document, lengthRule);
        assert.match(finding.message, /^47 layer types for 48 layers/);
        assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
        assert.match(document.getText(finding.range), /layer_types/);
        assert.match(String(finding.relatedInformation?.[0]?.message), /48 layers/);

        const actions = await codeActions(document, finding.range, vscode.CodeActionKind.QuickFix);
        const fix = actions.find(({ title }) => /to keep the pattern/.test(title));
        assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
        assert.ok(await vscode.workspace.applyEdit(fix.edit));
        assert.equal(document.getText(), whole);
        await eventually('no findings', () => (problemsOf(document).length === 0 ? true : undefined));
      });
    });
  }

  it('link to the page of their rule', async () => {
    const document = await openText((await qwen()).replace(entry.json.gone, ''));
    const { code } = await findingOf(document, lengthRule);
    assert.ok(typeof code === 'object');
    assert.match(code.target.toString(), /src\/core\/rules\/layer-types-length\/README\.md$/);
  });

  it('vanish as soon as the problem is fixed, while new ones wait for a pause', async () => {
    const document = await openText((await qwen()).replace(entry.json.gone, ''));
    await findingOf(document, lengthRule);
    const seen: unknown[][] = [];
    const watching = vscode.languages.onDidChangeDiagnostics(() =>
      seen.push(problemsOf(document).map(ruleOf)),
    );
    await replace(document, '"num_hidden_layers": 48', '"num_hidden_layers": 47');
    await replace(document, '"head_dim": 256', '"head_dim": 256.5');
    await findingOf(document, 'non-integer-dimension');
    watching.dispose();
    assert.ok(
      seen.some((rules) => rules.length === 0),
      JSON.stringify(seen),
    );
  });

  it('go when the file is closed', async () => {
    const document = await openUnsaved((await qwen()).replace(entry.json.gone, ''));
    await findingOf(document, lengthRule);
    await closeAll();
    await eventually('no findings', () => (problemsOf(document).length === 0 ? true : undefined));
  });

  it('move with a file that gets another name', async () => {
    const [from, to] = [fileUri('qwen3-next/broken.json'), fileUri('qwen3-next/renamed.json')];
    const text = (await qwen()).replace(entry.json.gone, '');
    await vscode.workspace.fs.writeFile(from, new TextEncoder().encode(text));
    await findingOf(await openFile('qwen3-next/broken.json'), lengthRule);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(from, to);
    assert.ok(await vscode.workspace.applyEdit(edit));
    const renamed = await eventually('the renamed document', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('renamed.json')),
    );
    await findingOf(renamed, lengthRule);
    await eventually('no findings under the old name', () =>
      vscode.languages.getDiagnostics(from).length === 0 ? true : undefined,
    );
    await closeAll();
    await vscode.workspace.fs.delete(to);
  });

  it('do not come back for a file that was closed while they were due', async () => {
    const document = await openUnsaved(await qwen());
    await pause(longEnough);
    await replace(document, entry.json.gone, '');
    await closeAll();
    await pause(longEnough);
    assert.deepEqual(problemsOf(document), []);
  });

  it('follow the language of the file', async () => {
    const document = await openText((await qwen()).replace(entry.json.gone, ''));
    await findingOf(document, lengthRule);
    const other = await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await eventually('no findings in plain text', () => (problemsOf(other).length === 0 ? true : undefined));
    await findingOf(await vscode.languages.setTextDocumentLanguage(other, 'jsonc'), lengthRule);
  });

  it('have the severity of the settings, or none', async () => {
    const document = await openText((await qwen()).replace(entry.json.gone, ''));
    await findingOf(document, lengthRule);
    await withSetting('layerwise.rules', { [lengthRule]: 'information' }, async () => {
      await eventually('an information', () =>
        findingsOf(document).find(
          (finding) =>
            ruleOf(finding) === lengthRule && finding.severity === vscode.DiagnosticSeverity.Information,
        ),
      );
    });
    await withSetting('layerwise.rules', { [lengthRule]: 'off' }, async () => {
      await eventually('silence', () =>
        findingsOf(document).some((finding) => ruleOf(finding) === lengthRule) ? undefined : true,
      );
    });
  });

  it('wait for a save where the settings say so', async () => {
    await withSetting('layerwise.run', 'onSave', async () => {
      const document = await openFile('qwen3-next/config.json');
      await replace(document, '"head_dim": 256', '"head_dim": 256.5');
      await pause(longEnough);
      assert.deepEqual(problemsOf(document), []);
      await document.save();
      await findingOf(document, 'non-integer-dimension');
      await replace(document, '256.5', '256');
      await document.save();
      await eventually('no findings', () => (problemsOf(document).length === 0 ? true : undefined));
    });
  });

  it('are fixed all at once, where that is safe', async () => {
    const document = await openText(
      (await qwen())
        .replace('"head_dim": 256', '"head_dim": 256.0')
        .replace('"num_experts": 512', '"num_experts": 512.0'),
    );
    await findingOf(document, 'non-integer-dimension');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const kind = vscode.CodeActionKind.SourceFixAll.append('layerwise');
    const [action] = await codeActions(document, whole, kind);
    assert.ok(action?.edit, 'no source.fixAll.layerwise');
    await vscode.commands.executeCommand('layerwise.fixAll');
    assert.equal(document.getText(), await qwen());
  });

  it('wait until half-typed JSON is whole again', async () => {
    const document = await openText(await qwen());
    await pause(longEnough);
    await replace(document, '  "num_experts_per_tok": 10,', '  "num_exp"');
    await pause(longEnough);
    assert.deepEqual(problemsOf(document), []);
  });

  it('survive half a text and garbage', async () => {
    const whole = await qwen();
    const document = await openText(whole);
    for (const text of [
      whole.slice(0, 700),
      '{"model_type": "qwen3_next", "layer_types": [',
      '\u0000model_type:',
      '',
    ]) {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await pause(400);
    }
    await vscode.commands.executeCommand('undo');
  });

  it('tell of a comment that suppresses nothing, and the fix takes it out', async () => {
    const lines = {
      idle: `# layerwise-disable-next-line ${lengthRule}, head-dim-unusual -- as it was\n`,
      used: `# layerwise-disable-next-line ${lengthRule} -- meant\n`,
    };
    const whole = await qwen('yaml');
    const document = await openText(whole.replace('head_dim: 256', `${lines.idle}head_dim: 256`), 'yaml');
    for (const gone of [lengthRule, 'head-dim-unusual']) {
      const finding = await eventually(`a hint about ${gone}`, () =>
        findingsOf(document).find(
          (each) => ruleOf(each) === 'suppression-comment' && document.getText(each.range) === gone,
        ),
      );
      assert.equal(finding.severity, vscode.DiagnosticSeverity.Hint);
      assert.match(finding.message, /is on the line below: this suppresses nothing\. Remove it\./);
      const actions = await codeActions(document, finding.range, vscode.CodeActionKind.QuickFix);
      const fix = actions.find(({ title }) => title === `Remove ${gone} from the comment`);
      assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join(', ')}`);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
    }
    assert.equal(document.getText(), whole);

    const used = whole.replace(entry.yaml.gone, '').replace('layer_types:', `${lines.used}layer_types:`);
    const other = await openText(used, 'yaml');
    await pause(longEnough);
    assert.deepEqual(
      findingsOf(other)
        .map(ruleOf)
        .filter((rule) => rule === lengthRule || rule === 'suppression-comment'),
      [],
    );
  });

  it('about serving follow the number of GPUs that is picked, until it is forgotten', async () => {
    const document = await openFile('qwen3-next/config.json');
    const serving = 'tp-divides-heads';
    await pause(longEnough);
    assert.deepEqual(
      findingsOf(document).filter((finding) => ruleOf(finding) === serving),
      [],
    );
    const picking = vscode.commands.executeCommand('layerwise.pickScenario', document.uri);
    // From the end: the budget, the GPUs; then the number of one's own, 32 GPUs.
    for (let depth = 0; depth < 2; depth++) {
      await pause(500);
      for (const command of [
        'quickInput.last',
        'quickInput.previous',
        'workbench.action.acceptSelectedQuickOpenItem',
      ]) {
        await vscode.commands.executeCommand(command);
        await pause(100);
      }
    }
    await picking;
    const finding = await findingOf(document, serving);
    assert.match(finding.message, /^16 heads can't be shared by 32 GPUs/);
    assert.match(document.getText(finding.range), /num_attention_heads|^16$/);
    await vscode.commands.executeCommand('layerwise.resetScenario');
    await eventually('no finding about serving', () =>
      findingsOf(document).some((each) => ruleOf(each) === serving) ? undefined : true,
    );
  });
});

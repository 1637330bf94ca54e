import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeActions, eventually, openFile, openText, positionOf, qwen } from './editor';

const { QuickFix, Refactor, RefactorRewrite } = vscode.CodeActionKind;

const key = { json: '"full_attention_interval"', yaml: 'full_attention_interval' } as const;
const path = { json: 'qwen3-next/config.json', yaml: 'configs/qwen3-next.yaml' } as const;

/** What is offered at a text, without what other extensions offer everywhere. */
async function rewritesAt(
  document: vscode.TextDocument,
  text: string,
  kind = RefactorRewrite,
): Promise<vscode.CodeAction[]> {
  const place = positionOf(document, text, 2);
  const actions = await codeActions(document, new vscode.Range(place, place), kind);
  return actions.filter((action) => action.kind && RefactorRewrite.contains(action.kind));
}

async function apply(actions: readonly vscode.CodeAction[], title: RegExp): Promise<void> {
  const action = actions.find((each) => title.test(each.title));
  assert.ok(action?.edit, `offered: ${actions.map((each) => each.title).join(', ')}`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}

describe('the menu of refactorings', () => {
  before(async () => {
    // While extensions are still adding what they offer, VS Code cancels whoever asks.
    const document = await openFile(path.json);
    const offered = (): Promise<true | undefined> =>
      rewritesAt(document, key.json).then(
        ({ length }) => length > 0 || undefined,
        () => undefined,
      );
    await eventually('a rewrite', offered);
  });
  afterEach(closeAll);

  for (const language of ['json', 'yaml'] as const) {
    it(`writes an interval as a list and back, in ${language}`, async () => {
      const document = await openFile(path[language]);
      const before = document.getText();
      await apply(
        await rewritesAt(document, key[language]),
        /^Write full_attention_interval out as layer_types$/,
      );
      const after = document.getText();
      assert.equal(after.match(/linear_attention/g)?.length, 36);
      assert.equal(after.match(/full_attention\b/g)?.length, 12);
      assert.ok(!after.includes('full_attention_interval'));
      await apply(
        await rewritesAt(document, 'full_attention'),
        /^Write layer_types as full_attention_interval: 4$/,
      );
      assert.equal(document.getText(), before);
    });
  }

  it('is told nothing where nothing can be rewritten, and by a file that is no config', async () => {
    const config = await openFile(path.json);
    assert.deepEqual(await rewritesAt(config, '"vocab_size"'), []);
    const other = await openText('{\n  "full_attention_interval": 4,\n  "num_hidden_layers": 8\n}\n');
    assert.deepEqual(await rewritesAt(other, key.json), []);
    const packageFile = await openFile('package.json');
    assert.deepEqual(await rewritesAt(packageFile, '"name"'), []);
  });

  it('has them as refactorings alone, which no quick fix is', async () => {
    const document = await openText((await qwen()).replace('  "full_attention_interval": 4,\n', ''));
    const titles = async (kind: vscode.CodeActionKind): Promise<string[]> =>
      (await rewritesAt(document, '"layer_types"', kind)).map(({ title }) => title);
    assert.deepEqual(await titles(QuickFix), []);
    assert.deepEqual(await titles(Refactor), ['Write layer_types as full_attention_interval: 4']);
  });
});

import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  eventually,
  findingsOf,
  hoverText,
  inlayLines,
  lensTitles,
  longEnough,
  openFile,
  openText,
  openUnsaved,
  pause,
  qwen,
  withSetting,
} from './editor';

async function assertSilent(document: vscode.TextDocument): Promise<void> {
  await pause(longEnough);
  assert.deepEqual(findingsOf(document), []);
  assert.deepEqual(await lensTitles(document), []);
  assert.deepEqual(await inlayLines(document), []);
}

describe('files of other kinds', () => {
  afterEach(closeAll);

  it('are left alone: package.json', async () => {
    const document = await openFile('package.json');
    await assertSilent(document);
    assert.equal(await hoverText(document, '"name"'), '');
  });

  it('are left alone: the other side of a diff', async () => {
    const text = await qwen();
    const scheme = vscode.workspace.registerTextDocumentContentProvider('layerwise-test', {
      provideTextDocumentContent: () => text,
    });
    const uri = vscode.Uri.parse('layerwise-test:/config.json');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.equal(document.languageId, 'json');
    await assertSilent(document);
    scheme.dispose();
  });

  it('are left alone where a glob says so, and read where another does', async () => {
    const document = await openFile('qwen3-next/config.json');
    await eventually('a lens', async () => (await lensTitles(document))[0]);
    await withSetting('layerwise.files.exclude', ['**/qwen3-next/*.json'], async () => {
      assert.deepEqual(await lensTitles(document), []);
    });
    const plain = await openText(await qwen(), 'txt');
    assert.deepEqual(await lensTitles(plain), []);
    await withSetting('layerwise.files.include', ['**'], async () => {
      await eventually('a lens in plain text', async () => (await lensTitles(plain))[0]);
    });
  });
});

describe('a config', () => {
  afterEach(closeAll);

  it('of an unknown model says so, and gives no number', async () => {
    const document = await openUnsaved(
      JSON.stringify({ model_type: 'qwen3_nxet', num_hidden_layers: 48, hidden_size: 2048 }, null, 2),
    );
    const titles = await eventually('a lens', async () => {
      const text = (await lensTitles(document)).join('\n');
      return text === '' ? undefined : text;
    });
    assert.match(
      titles,
      /qwen3_nxet is not known to Layerwise; nothing is estimated\. Nearest known: .*qwen3_next/,
    );
    assert.doesNotMatch(titles, /GiB/);
  });

  it('of 3 MB is read quickly', async () => {
    const modules = Array.from(
      { length: 60_000 },
      (_, index) => `model.layers.${index}.mlp.experts.gate_proj.weight`,
    );
    const config = JSON.parse(await qwen()) as Record<string, unknown>;
    const text = JSON.stringify({ ...config, quantization_config: { ignore: modules } }, null, 2);
    assert.ok(text.length > 3_000_000);
    const document = await openText(text);
    const start = performance.now();
    const titles = await lensTitles(document);
    const milliseconds = performance.now() - start;
    assert.match(titles.join('\n'), /Qwen3-Next/);
    assert.ok(milliseconds < 2000, `${milliseconds.toFixed(0)} ms`);
  });

  it('of more than 16 MB is refused with words', async function () {
    this.timeout(60_000);
    const text = `{"model_type": "qwen3_next",\n"x": [\n${'"0123456789012345678901234567890123456789",\n'.repeat(400_000)}""]}`;
    const document = await openText(text);
    const finding = await eventually('a finding', () => findingsOf(document)[0], 30_000);
    assert.match(finding.message, /Layerwise reads up to 16,777,216/);
  });
});

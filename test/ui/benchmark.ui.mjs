import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../host/host.mjs';
import { lensesSaying, openNew } from './configs.mjs';

const toy = readFileSync(join(root, 'test/fixtures/benchmark/toy-hybrid.json'), 'utf8');

/** Short, on what every machine has. */
const settings = {
  'layerwise.benchmark.provider': 'cpu',
  'layerwise.benchmark.contexts': [256, 1024, 4096],
  'layerwise.benchmark.prompts': [32, 128],
};

/** Longer than a test's patience: the process that measures shares the machine with the editor. */
const runTime = 90_000;

/**
 * @param {import('./page.mjs').Editor} editor
 * @param {string} theme
 */
async function changeTheme(editor, theme) {
  await editor.runCommand('Preferences: Color Theme');
  const input = editor.page.locator('.quick-input-widget:visible input').first();
  await input.fill(theme);
  await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: theme }).first().click();
  await input.waitFor({ state: 'hidden' });
}

/** Drags nothing and clicks nothing: the panel alone, as wide as the window. @param {import('./page.mjs').Editor} editor */
async function maximise(editor) {
  await editor.page.locator('.tab.active', { hasText: /Gated DeltaNet/ }).click();
  await editor.runCommand('View: Toggle Maximize Editor Group');
}

/** @type {import('./page.mjs').UiTests} */
export const tests = {
  'a benchmark runs for real and fills its panel': async (open) => {
    const editor = await open('qwen3-next/config.json', { settings });
    await openNew(editor, 'toy.json', toy);
    await lensesSaying(editor, /Benchmark a layer of each kind/);
    await editor.page
      .locator('.codelens-decoration a', { hasText: 'Benchmark a layer of each kind' })
      .click();

    const panel = editor.webview();
    await panel.locator('[role=status]').waitFor({ timeout: 30_000 });
    await editor.screenshot('benchmark-running');
    await panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: runTime });
    assert.match(await panel.locator('.where').innerText(), /^CPU · .+ · fp32$/);
    assert.equal(await panel.locator('.headline').count(), 2);
    assert.equal(await panel.locator('canvas').count(), 2);
    assert.equal(await panel.locator('table caption').count(), 2);
    // Every chart has its table: two kinds at three contexts and two prompts.
    assert.equal(await panel.locator('td.verdict').count(), 10);
    await editor.screenshot('benchmark-beside');

    await maximise(editor);
    await editor.screenshot('benchmark-dark');
    await panel.locator('.chart').first().focus();
    await editor.page.keyboard.press('ArrowRight');
    assert.match(
      await panel.locator('.readout').first().innerText(),
      /^At 256 tokens: Gated DeltaNet .*full attention/i,
    );
    await panel.getByText('Operators and who ran them').click();
    await panel.locator('#behind').scrollIntoViewIfNeeded();
    await editor.screenshot('benchmark-behind');
    await panel.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    for (const [theme, name] of /** @type {[string, string][]} */ ([
      ['Light Modern', 'benchmark-light'],
      ['Dark High Contrast', 'benchmark-high-contrast'],
    ])) {
      await changeTheme(editor, theme);
      await editor.page.waitForTimeout(500);
      await editor.screenshot(name);
    }
  },
};

import assert from 'node:assert/strict';
import { hintSaying, leave, lensesSaying } from './configs.mjs';

/**
 * Chooses a row of the list that is open.
 * @param {import('./page.mjs').Editor} editor
 * @param {string} label
 */
async function choose(editor, label) {
  const row = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  await row.waitFor();
  await row.click();
}

/** @type {import('./page.mjs').UiTests} */
export const tests = {
  'the status bar leads to another scenario, and everything follows': async (open) => {
    const editor = await open('qwen3-next/config.json');
    const status = await editor.statusBar(/6\.07 GiB @ 262k/);
    await lensesSaying(editor, /at 262,144 tokens/);
    await status.click();
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: '32,768 tokens' }).waitFor();
    await editor.screenshot('picker');
    await choose(editor, '32,768 tokens');
    await editor.statusBar(/842 MiB/);
    await lensesSaying(editor, /KV 768 MiB \+ state 74\.3 MiB at 32,768 tokens/);
    await hintSaying(editor, /842 MiB/);
    await editor.screenshot('picked-context');
  },

  'a number of one’s own is taken, and nonsense is not': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await (await editor.statusBar(/6\.07 GiB @ 262k/)).click();
    await choose(editor, 'Another context…');
    await editor.page.locator('.quick-input-titlebar', { hasText: 'Another context' }).waitFor();
    const input = editor.page.locator('.quick-input-widget:visible input').first();
    await input.fill('many');
    await editor.page
      .locator('.quick-input-widget:visible .quick-input-message', { hasText: 'many' })
      .waitFor();
    await editor.screenshot('own-number');
    await input.fill('64k');
    await editor.page.keyboard.press('Enter');
    await lensesSaying(editor, /at 65,536 tokens/);
  },

  'a budget that is too small turns the status bar to a warning': async (open) => {
    const editor = await open('qwen3-next/config.json', { settings: { 'layerwise.estimate.budgetGiB': 4 } });
    const status = await editor.statusBar(/6\.07 GiB @ 262k/);
    await editor.page.locator('.statusbar-item.warning-kind', { hasText: '6.07 GiB' }).waitFor();
    await status.hover();
    const tip = editor.page.locator('.monaco-hover:visible');
    await tip.first().waitFor();
    assert.match(await tip.first().innerText(), /budget/);
    await editor.page.waitForTimeout(500);
    await editor.screenshot('over-budget');
  },

  'a number of GPUs that can’t share the heads is an error, until it is reset': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await (await editor.statusBar(/6\.07 GiB @ 262k/)).click();
    await choose(editor, 'Tensor parallel');
    await choose(editor, 'Another number of GPUs…');
    await editor.page.locator('.quick-input-titlebar', { hasText: 'Another number of GPUs' }).waitFor();
    await editor.page.locator('.quick-input-widget:visible input').first().fill('3');
    await editor.page.keyboard.press('Enter');
    await editor.waitSquiggle('error');
    // The first of two values that are marked.
    assert.match(await editor.hoverOn(': 16,'), /16 .* heads .* 3 GPUs/);
    await editor.screenshot('serving-finding');
    await leave(editor);
    await editor.runCommand('Layerwise: Reset Scenario');
    await editor.page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
  },

  'engines are told apart in the picker': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await (await editor.statusBar(/6\.07 GiB @ 262k/)).click();
    await choose(editor, 'Engine');
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'theory' }).waitFor();
    await editor.screenshot('picker-engines');
    await choose(editor, 'theory');
    await lensesSaying(editor, /theory/);
  },
};

import assert from 'node:assert/strict';
import { lensesSaying } from './configs.mjs';

/** @type {import('./page.mjs').UiTests} */
export const tests = {
  'the palette has the commands, for a model config': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await lensesSaying(editor, /Qwen3-Next/);
    await editor.page.keyboard.press('F1');
    await editor.page.locator('.quick-input-widget:visible input').first().fill('>Layerwise: ');
    const rows = editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Layerwise: ' });
    await rows.nth(4).waitFor();
    const titles = (await rows.allInnerTexts()).join('\n');
    for (const title of [
      'Choose Scenario',
      'Copy Estimate as Markdown',
      'Fix All Safe Problems',
      'Show Log',
    ]) {
      assert.ok(titles.includes(title), titles);
    }
    await editor.screenshot('palette');
  },

  'the settings are in groups': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await editor.runCommand('Preferences: Open Settings (UI)');
    const search = editor.page.locator('.settings-editor .suggest-input-container');
    await search.click();
    await editor.page.keyboard.type('@ext:layerwise.layerwise');
    await editor.page.locator('.settings-editor', { hasText: 'Cache Dtype' }).waitFor();
    await editor.page.waitForTimeout(1000);
    await editor.screenshot('settings');
    await search.click();
    await editor.page.keyboard.press('ControlOrMeta+A');
    await editor.page.keyboard.type('layerwise.rules');
    await editor.page.locator('.settings-editor', { hasText: 'How severe each rule is' }).waitFor();
    await editor.page.waitForTimeout(1000);
    await editor.screenshot('settings-rules');
  },

  'a walkthrough says how to begin': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await editor.runCommand('Welcome: Open Walkthrough');
    await editor.page.locator('.quick-input-widget:visible input').first().fill('Size up a model');
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Size up' }).first().click();
    await editor.page.locator('.gettingStartedContainer', { hasText: 'Open a config' }).waitFor();
    await editor.page.waitForTimeout(1500);
    await editor.screenshot('walkthrough');
  },
};

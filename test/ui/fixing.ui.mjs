import assert from 'node:assert/strict';
import { lensesSaying, openNew, qwenWithLayers } from './configs.mjs';

/** @type {import('./page.mjs').UiTests} */
export const tests = {
  'a deleted layer is found, and the quick fix restores it': async (open) => {
    const editor = await open('qwen3-next/config.json');
    const whole = qwenWithLayers(editor);
    await openNew(editor, 'layers.json', whole.replace('    "linear_attention",\n', ''));
    await editor.waitSquiggle('error');
    await lensesSaying(editor, /47 entries for 48 layers/);
    await editor.reveal('"layer_types"');
    await editor.page.keyboard.press('ControlOrMeta+.');
    await editor.page.locator('.action-widget .monaco-list-row.action').first().waitFor();
    await editor.page.waitForTimeout(500);
    await editor.screenshot('quick-fixes');
    await editor.page.keyboard.press('Escape');
    const words = await editor.hoverOn('"layer_types"');
    assert.match(words, /47 layer types for 48 layers/);
    await editor.screenshot('squiggle');
    await editor.page.keyboard.press('Escape');
    const titles = await editor.quickFix('"layer_types"', 'to keep the pattern');
    assert.ok(
      titles.some((title) => /Set num_hidden_layers to 47/.test(title)),
      titles.join(', '),
    );
    await lensesSaying(editor, /36 Gated DeltaNet, 12 full/);
    assert.equal(await editor.save('layers.json'), whole);
  },

  'an interval is written as a list from the lightbulb': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await lensesSaying(editor, /Qwen3-Next/);
    const title = 'Write full_attention_interval out as layer_types';
    assert.ok((await editor.openActions('"full_attention_interval"')).includes(title));
    await editor.page.waitForTimeout(500);
    await editor.screenshot('rewrites');
    await editor.page.keyboard.press('Escape');
    await editor.quickFix('"full_attention_interval"', title);
    await lensesSaying(editor, /48 layers · 36 Gated DeltaNet, 12 full/);
    assert.equal((await editor.save('qwen3-next/config.json')).match(/"linear_attention"/g)?.length, 36);
    await editor.screenshot('rewritten');
  },

  'keys are completed with what they do': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await openNew(
      editor,
      'layers.json',
      qwenWithLayers(editor).replace('  "num_experts_per_tok": 10,\n', ''),
    );
    await lensesSaying(editor, /Qwen3-Next/);
    await editor.reveal('"num_experts": 512,');
    await editor.page.locator('.find-widget.visible').waitFor({ state: 'hidden' });
    await editor.page.keyboard.press('End');
    await editor.page.keyboard.press('Enter');
    await editor.page.keyboard.type('"num_exp');
    const widget = editor.page.locator('.suggest-widget.visible');
    await widget.locator('.monaco-list-row', { hasText: 'num_experts_per_tok' }).waitFor();
    await editor.page.waitForTimeout(500);
    await editor.screenshot('completion');
  },
};

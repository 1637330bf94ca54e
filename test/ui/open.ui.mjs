import assert from 'node:assert/strict';

/** @type {import('./page.mjs').UiTests} */
export const tests = {
  'a config opens as JSON': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await editor.statusBar('JSON');
    assert.ok(await editor.hoverOn('"num_key_value_heads"'));
    await editor.screenshot('qwen3-next');
  },
};

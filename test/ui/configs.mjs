/** Configs that the folder of real ones lacks, written into the copy that an editor has open. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./page.mjs').Editor} Editor */

/**
 * Writes a file and opens it, as a person would from the palette.
 * @param {Editor} editor
 * @param {string} name
 * @param {string} text
 */
export async function openNew(editor, name, text) {
  const file = join(editor.workspace, name);
  writeFileSync(file, text);
  await editor.page.keyboard.press('ControlOrMeta+P');
  await editor.page.locator('.quick-input-widget:visible input').first().fill(file);
  await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await editor.page.keyboard.press('Enter');
  await editor.page.locator('.tab.active', { hasText: name }).waitFor();
}

/**
 * Qwen3-Next's config with its list of layer types written out, as transformers saves it.
 * @param {Editor} editor
 */
export function qwenWithLayers(editor) {
  const text = readFileSync(join(editor.workspace, 'qwen3-next', 'config.json'), 'utf8');
  const types = Array.from({ length: 48 }, (_, index) => (index % 4 === 3 ? 'full' : 'linear'));
  const list = types.map((type) => `    "${type}_attention"`).join(',\n');
  const key = '  "linear_conv_kernel_dim"';
  assert.ok(text.includes(key));
  return text.replace(key, `  "layer_types": [\n${list}\n  ],\n${key}`);
}

/**
 * Waits until a lens says this, and gives all of them as one text.
 * @param {Editor} editor
 * @param {RegExp} words
 */
export async function lensesSaying(editor, words) {
  await editor.page.locator('.monaco-editor .codelens-decoration', { hasText: words }).first().waitFor();
  return (await editor.lensTexts()).join('\n');
}

/**
 * Waits until a hint says this.
 * @param {Editor} editor
 * @param {RegExp} words
 */
export async function hintSaying(editor, words) {
  // The editor writes its blanks as no-break spaces.
  const spaced = new RegExp(words.source.replaceAll(' ', '\\s'));
  await editor.page
    .locator('.monaco-editor .view-line span[class*="dyn-rule"]', { hasText: spaced })
    .first()
    .waitFor();
}

/** Takes the mouse to where nothing hovers. @param {Editor} editor */
export async function leave(editor) {
  await editor.page.keyboard.press('Escape');
  await editor.page.mouse.move(1200, 700);
  await editor.page.locator('.monaco-hover:visible').waitFor({ state: 'hidden' });
}

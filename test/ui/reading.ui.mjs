import assert from 'node:assert/strict';
import { hintSaying, leave, lensesSaying, openNew, qwenWithLayers } from './configs.mjs';

/** @type {import('./page.mjs').UiTests} */
export const tests = {
  'lenses and hints say what a config is and costs': async (open) => {
    const editor = await open('qwen3-next/config.json');
    const lenses = await lensesSaying(editor, /KV 6\.00 GiB/);
    assert.match(
      lenses,
      /Qwen3-Next · \(3 Gated DeltaNet \+ 1 full\) × 12 · 79\.7 B parameters, 3\.87 B active/,
    );
    await hintSaying(editor, /24\.0 KiB/);
    await editor.statusBar(/6\.07 GiB @ 262k/);
    await editor.screenshot('lens-and-hints');
    await openNew(editor, 'layers.json', qwenWithLayers(editor));
    await lensesSaying(editor, /KV 6\.00 GiB/);
    await editor.reveal('layer_types');
    await hintSaying(editor, /× 12/);
    await leave(editor);
    await editor.screenshot('layer-types');
  },

  'hovers explain a key, its arithmetic and its layers': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await openNew(editor, 'layers.json', qwenWithLayers(editor));
    await lensesSaying(editor, /KV 6\.00 GiB/);
    for (const [text, words, picture] of /** @type {[string, RegExp, string][]} */ ([
      ['"num_key_value_heads"', /24\.0 KiB per token/, 'hover-num-key-value-heads'],
      ['"linear_num_value_heads"', /72\.0 MiB/, 'hover-linear-num-value-heads'],
      ['"layer_types"', /Gated DeltaNet/, 'hover-layer-types'],
      ['"linear_attention"', /Gated DeltaNet/, 'hover-layer'],
      ['"max_position_embeddings"', /262,144/, 'hover-max-position-embeddings'],
      ['"num_experts"', /512/, 'hover-num-experts'],
      ['"use_sliding_window"', /./, 'hover-use-sliding-window'],
    ])) {
      assert.match(await editor.hoverOn(text), words, text);
      await editor.screenshot(picture);
      await leave(editor);
    }
  },

  'YAML says the same': async (open) => {
    const editor = await open('configs/qwen3-next.yaml');
    await lensesSaying(editor, /KV 6\.00 GiB \+ state 74\.3 MiB/);
    assert.match(await editor.hoverOn('num_key_value_heads'), /24\.0 KiB per token/);
    await editor.screenshot('yaml');
  },

  'a recipe leads to the config that it names': async (open) => {
    const editor = await open('qwen3-next/config.json');
    await openNew(
      editor,
      'lora.yaml',
      'base_model: ./qwen3-next\nadapter: lora\nlora_r: 16\nsequence_len: 4096\ndatasets:\n  - path: ./data.jsonl\n',
    );
    const lenses = await lensesSaying(editor, /KV 6\.00 GiB/);
    assert.match(lenses, /Axolotl config · Model config: \.\/qwen3-next\/config\.json/);
    assert.match(lenses, /Qwen3-Next · .* · 79\.7 B parameters/);
    await editor.statusBar(/6\.07 GiB @ 262k/);
    assert.match(await editor.hoverOn('./qwen3-next'), /Qwen3-Next/);
    await editor.screenshot('recipe');
    await leave(editor);
    await editor.page.locator('.codelens-decoration a', { hasText: 'Model config' }).click();
    await editor.page.locator('.tab.active', { hasText: 'config.json' }).waitFor();
  },

  'an unknown model is called unknown': async (open) => {
    const editor = await open('qwen3-next/config.json');
    const text = qwenWithLayers(editor).replace('"qwen3_next"', '"qwen3_nxet"');
    await openNew(editor, 'unknown.json', text);
    await lensesSaying(editor, /qwen3_nxet is not known to Layerwise; nothing is estimated/);
    await editor.statusBar(/unknown model/);
    await editor.screenshot('unknown-model');
  },

  'a light theme': async (open) => {
    const editor = await open('qwen3-next/config.json', { theme: 'light' });
    await lensesSaying(editor, /KV 6\.00 GiB/);
    await editor.hoverOn('"num_key_value_heads"');
    await editor.screenshot('theme-light');
  },

  'high contrast': async (open) => {
    const editor = await open('qwen3-next/config.json', { theme: 'high contrast' });
    await lensesSaying(editor, /KV 6\.00 GiB/);
    await editor.hoverOn('"num_key_value_heads"');
    await editor.screenshot('theme-high-contrast');
  },
};

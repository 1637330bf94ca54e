import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  completionsAt,
  eventually,
  hoverText,
  inlayLines,
  labelOf,
  lensTitles,
  openFile,
  openText,
  positionOf,
  qwen,
  replace,
  withSetting,
} from './editor';

/** How each language writes a key. */
const key = { json: (name: string) => `"${name}"`, yaml: (name: string) => `${name}:` } as const;

for (const language of ['json', 'yaml'] as const) {
  describe(`a model config in ${language}`, () => {
    let document: vscode.TextDocument;

    beforeEach(async () => {
      document = await openText(await qwen(language), language);
    });

    afterEach(closeAll);

    it('has a lens that says what it is and what it costs', async () => {
      const titles = await eventually('lenses', async () => {
        const found = await lensTitles(document);
        return found.length > 0 ? found.join('\n') : undefined;
      });
      assert.match(
        titles,
        /Qwen3-Next · \(3 Gated DeltaNet \+ 1 full\) × 12 · 79\.7 B parameters, 3\.87 B active/,
      );
      assert.match(titles, /KV 6\.00 GiB \+ state 74\.3 MiB at 262,144 tokens \(bf16, transformers 5\.18\)/);
      assert.match(titles, /48 layers · 36 Gated DeltaNet, 12 full · 3:1 as published/);
    });

    it('explains a key and its arithmetic under the mouse', async () => {
      const heads = await hoverText(document, key[language]('num_key_value_heads'), 2);
      assert.match(heads, /24\.0 KiB per token/);
      assert.match(heads, /\|\W*262,144\W*\|\W*6\.00 GiB\W*\|/);
      const state = await hoverText(document, key[language]('linear_num_value_heads'), 2);
      assert.match(state, /72\.0 MiB/);
    });

    it('tells the mixer of a layer under the mouse', async () => {
      assert.match(await hoverText(document, 'linear_attention'), /Gated DeltaNet/);
      assert.match(await hoverText(document, 'full_attention', 1), /attention/i);
    });

    it('has a hint beside what decides memory', async () => {
      const hints = await inlayLines(document);
      const hintOf = (field: string): string =>
        hints
          .filter(({ line }) => line.includes(key[language](field)))
          .map(({ label }) => label)
          .join(' ');
      assert.match(hintOf('num_key_value_heads'), /24\.0 KiB/);
      assert.match(hintOf('max_position_embeddings'), /6\.07 GiB/);
      assert.match(hintOf('linear_num_value_heads'), /72\.0 MiB/);
    });

    it('shows another scenario at once', async () => {
      await lensTitles(document);
      await withSetting('layerwise.estimate.contextTokens', 32_768, async () => {
        const titles = await eventually('the lens to change', async () => {
          const text = (await lensTitles(document)).join('\n');
          return text.includes('32,768 tokens') ? text : undefined;
        });
        assert.match(titles, /KV 768 MiB \+ state 74\.3 MiB at 32,768 tokens/);
        const hints = (await inlayLines(document)).map(({ label }) => label).join('\n');
        assert.match(hints, /842 MiB/);
      });
      await eventually('the lens to change back', async () =>
        (await lensTitles(document)).join('\n').includes('262,144 tokens') ? true : undefined,
      );
    });
  });
}

describe('completion', () => {
  afterEach(closeAll);

  it('offers keys that are missing, in JSON', async () => {
    const document = await openText(
      (await qwen()).replace('  "num_experts_per_tok": 10,\n', '  "num_exp"\n'),
    );
    const items = await completionsAt(document, positionOf(document, '"num_exp"', 5));
    const item = items.find((candidate) => labelOf(candidate) === 'num_experts_per_tok');
    assert.ok(item, `offered: ${items.map(labelOf).join(', ')}`);
    assert.ok(!items.some((candidate) => labelOf(candidate) === 'num_key_value_heads'));
  });

  it('offers keys that are missing, in YAML', async () => {
    const document = await openText(
      (await qwen('yaml')).replace('num_experts_per_tok: 10\n', 'num_exp\n'),
      'yaml',
    );
    const items = await completionsAt(document, positionOf(document, 'num_exp\n', 7));
    assert.ok(items.some((candidate) => labelOf(candidate) === 'num_experts_per_tok'));
  });

  it('offers the layer types that there are', async () => {
    const document = await openText(await qwen());
    await replace(document, '"linear_attention"', '""');
    const items = await completionsAt(document, positionOf(document, '""', 1));
    const labels = items.map(labelOf).join(' ');
    assert.match(labels, /full_attention/);
    assert.match(labels, /linear_attention/);
  });
});

describe('the features', () => {
  afterEach(closeAll);

  it('can be switched off one by one', async () => {
    const document = await openFile('qwen3-next/config.json');
    await eventually('a lens', async () => (await lensTitles(document))[0]);
    await withSetting('layerwise.lens.enabled', false, async () =>
      assert.deepEqual(await lensTitles(document), []),
    );
    await withSetting('layerwise.hints.enabled', false, async () =>
      assert.deepEqual(await inlayLines(document), []),
    );
    await withSetting('layerwise.hover.enabled', false, async () =>
      assert.equal(await hoverText(document, '"num_key_value_heads"'), ''),
    );
  });

  it('copy the estimate as Markdown', async () => {
    const document = await openFile('qwen3-next/config.json');
    await vscode.commands.executeCommand('layerwise.copyEstimate', document.uri);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /\| 262,144 \| 6\.00 GiB \| 74\.3 MiB \| 6\.07 GiB \|/);
  });
});

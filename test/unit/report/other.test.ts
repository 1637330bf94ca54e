import assert from 'node:assert/strict';
import { mixerKinds } from '../../../src/core/mixers/registry';
import { compareSizings } from '../../../src/core/report/comparison';
import { sizingMarkdown } from '../../../src/core/report/markdown';
import { comparisonLines } from '../../../src/core/report/text/comparison';
import { mixerLines } from '../../../src/core/report/text/mixer';
import { pageLines } from '../../../src/core/report/text/page';
import { ansi, plain } from '../../../src/core/report/text/paint';
import { table, wrap } from '../../../src/core/report/text/table';
import { changed, sizeText, workspaceConfig } from './size';

describe('estimate as Markdown', () => {
  it('is a heading, facts and a table', () => {
    const markdown = sizingMarkdown(sizeText(workspaceConfig('qwen3-next'), { contexts: [4096, 'maximum'] }));
    assert.equal(
      markdown,
      `### config.json

- \`qwen3_next\` · Hugging Face
- 48 layers: (3 Gated DeltaNet + 1 full attention) × 12 (3:1 as published)
- 79.7 B parameters, 3.87 B active · weights 148 GiB in bf16

cache per sequence, bf16, transformers 5.18:

| context | KV | state | total |
| --: | --: | --: | --: |
| 4,096 | 96.0 MiB | 74.3 MiB | **170 MiB** |
| 262,144 | 6.00 GiB | 74.3 MiB | **6.07 GiB** |

- 24.0 KiB per token + 74.3 MiB fixed
`,
    );
  });

  it('keeps names from becoming markup', () => {
    const markdown = sizingMarkdown(sizeText('{"model_type": "a`<b>\\n|"}', {}, 'x*_y.json'));
    assert.match(markdown, /^### x\\\*\\_y\.json\n/);
    assert.match(markdown, /`a<b>\|`/);
  });
});

describe('comparison', () => {
  const a = sizeText(workspaceConfig('qwen3-next'), {}, 'a.json');
  const b = sizeText(changed('qwen3-next', { num_key_value_heads: 4, layer_types: undefined }), {}, 'b.json');

  it('names the fields that differ, and no others', () => {
    assert.deepEqual(compareSizings(a, b).fields, [{ label: 'num_key_value_heads', a: '2', b: '4' }]);
  });

  it('sets bytes side by side', () => {
    const text = comparisonLines(a, b, 100, plain).join('\n');
    assert.match(text, /transformers 5\.18, 262,144 tokens {4}6\.07 GiB {2,}12\.1 GiB/);
    assert.match(comparisonLines(a, a, 100, plain).join('\n'), /No field differs\.$/);
  });

  it('shortens paths at their start and values at their end', () => {
    const long = sizeText(workspaceConfig('qwen3-next'), {}, `${'x/'.repeat(60)}z.json`);
    const lines = comparisonLines(long, b, 80, plain);
    assert.match(lines[0]!, /…(?:x\/)+z\.json/);
    assert.ok(lines.every((line) => line.length <= 80));
  });
});

describe('mixers explained', () => {
  for (const kind of mixerKinds) {
    it(kind, () => {
      const lines = mixerLines(kind, 80, plain);
      assert.ok(lines.some((line) => line.startsWith('Paper   ')));
      assert.ok(lines.some((line) => line.startsWith('Used by ')));
    });
  }

  it('shows state in symbols', () => {
    const text = mixerLines('full', 80, plain).join('\n');
    assert.match(text, /keys {4}\[batch, \d+, tokens, \d+\] {2}in the cache dtype/);
  });
});

describe('rule pages in a terminal', () => {
  it('keeps code as it is and wraps prose', () => {
    const page =
      '# name\n\nSome `code span` and **bold** and [a link](https://x.y/z).\n\n```json\n{ "a":  1 }\n```\n\n- item one two\n';
    assert.deepEqual(pageLines(page, 30, plain), [
      'name',
      '',
      'Some code span and bold and',
      'a link (https://x.y/z).',
      '',
      '    { "a":  1 }',
      '',
      '- item one two',
    ]);
    assert.equal(pageLines('a `b` c', 30, ansi)[0], 'a \u001b[36mb\u001b[39m c');
  });
});

describe('tables', () => {
  it('align, and let a cell hang behind the last column', () => {
    const columns = [
      { title: 'n', align: 'right' },
      { title: 'name', align: 'left' },
    ] as const;
    assert.deepEqual(
      table(
        columns,
        [
          ['10', 'a'],
          ['2', 'b', 'more'],
        ],
        ' ',
      ),
      [' n name', '10 a', ' 2 b    more'],
    );
  });

  it('wrap keeps words whole', () => {
    assert.deepEqual(wrap(['aa', 'bb', 'cccccc'], 5), ['aa bb', 'cccccc']);
  });
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { hover } from '../../../src/core/features/hover';
import { defaultView } from '../../../src/core/features/view';
import { hoverOver, marked, workspaceAnalysis, workspaceText } from './marked';

const qwen = 'qwen3-next/config.json';

function hoverAt(textWithCursor: string, language: 'json' | 'yaml' = 'json') {
  const { analysis, text, offset } = marked(textWithCursor, language);
  const content = hover(analysis, offset, defaultView);
  return content && { ...content, over: text.slice(content.range.start, content.range.end) };
}

/** Qwen2 with a window, whose switch is on or off. */
const windowed = (on: boolean): string =>
  `{"model_type":"qwen2","hidden_size":64,"num_attention_heads":4,"num_hidden_layers":4,"max_window_layers":0,"use_cache":true,"use_sliding_window":${on},"sliding_w|indow":32}`;

const llama = (heads: number, kv: number): string =>
  hoverAt(
    `{"model_type":"llama","hidden_size":64,"num_attention_heads":${heads},"num_key_value_he|ads":${kv}}`,
  )?.markdown ?? '';

describe('hover over a key', () => {
  it('shows what num_key_value_heads does, the arithmetic, a table and variations', () => {
    const markdown = hoverOver(qwen, '"num_key_value_heads"');
    assert.match(markdown, /^\*\*`num_key_value_heads`\*\* 2 · Key\/value heads/);
    for (const expected of [
      '12 full-attention layers · GQA: 16 query heads, 2 key/value heads of 256, gated output',
      '12 full-attention layers × 2 (K, V) × 2 heads × 256 × 2 B = **24.0 KiB per token**',
      '| 4,096 | 96.0 MiB | 170 MiB |',
      '| 32,768 | 768 MiB | 842 MiB |',
      '| **262,144** | **6.00 GiB** | **6.07 GiB** |',
      '1: 3.00 GiB · **2: 6.00 GiB** · 4: 12.0 GiB (KV at 262,144 tokens)',
      'Omitted, it would be 2.',
      'bf16, transformers 5.18, 1 sequence · [Change](layerwise:pick-scenario) · [Benchmark one full layer](layerwise:benchmark?%7B%22layer%22%3A3%7D)',
    ])
      assert.ok(markdown.includes(expected), `${expected} is missing in\n${markdown}`);
  });

  it('says the same in YAML', () => {
    assert.equal(
      hoverOver('configs/qwen3-next.yaml', 'num_key_value_heads'),
      hoverOver(qwen, '"num_key_value_heads"'),
    );
  });

  it('says over the number of heads by how many GPUs they can be shared', () => {
    const words = 'Tensor parallel over 1, 2, 4, 8 or 16 GPUs.';
    assert.ok(hoverOver(qwen, '"num_attention_heads"').includes(words));
    assert.ok(!hoverOver(qwen, '"num_key_value_heads"').includes('Tensor parallel'));
  });

  it('counts states, which do not grow', () => {
    const markdown = hoverOver(qwen, '"linear_num_value_heads"');
    assert.ok(
      markdown.includes(
        '36 Gated DeltaNet layers × 32 heads × 128 × 128 × 4 B = **72.0 MiB**, whatever the length',
      ),
    );
    assert.ok(markdown.includes('| **262,144** | **74.3 MiB** | **6.07 GiB** |'));
    assert.ok(markdown.includes('16: 37.7 MiB · **32: 74.3 MiB** · 64: 147 MiB'));
  });

  it('shows only the windows over a window', () => {
    const markdown = hoverOver('gemma-3-27b/config.json', '"sliding_window"');
    assert.ok(
      markdown.includes(
        '52 sliding-attention layers × 2 (K, V) × 16 heads × 1,023 tokens × 128 × 2 B = **416 MiB**',
      ),
    );
    assert.ok(markdown.includes('512: 208 MiB · **1,024: 416 MiB** · 2,048: 832 MiB'));
    assert.ok(markdown.includes('Omitted, it would be 4,096: a cache of 11.6 GiB.'));
    assert.match(hoverOver('gpt-oss-120b/config.json', '"sliding_window"'), /× 127 tokens ×/);
  });

  it('counts latents with their rope keys', () => {
    const markdown = hoverOver('deepseek-v3.2/config.json', '"kv_lora_rank"');
    assert.ok(markdown.includes('61 DSA layers × (512 + 64) × 2 B = **68.6 KiB per token**'));
    assert.ok(markdown.includes('| **163,840** | **10.7 GiB** | **13.1 GiB** |'));
    assert.match(
      hoverOver('deepseek-v3.2/config.json', '"num_key_value_heads"'),
      /neither layers nor memory/,
    );
  });

  it('shows the parts of the parameters where memory stays', () => {
    const markdown = hoverOver(qwen, '"num_experts"');
    assert.ok(
      markdown.includes('Decides routed experts 77.3 B, other feed-forward 201 M of 79.7 B parameters.'),
    );
    assert.ok(markdown.includes('256: 41.0 B · **512: 79.7 B** · 1,024: 157 B (parameters)'));
    assert.ok(
      hoverOver(qwen, '"num_experts_per_tok"').includes('A token touches 3.87 B of 79.7 B parameters.'),
    );
  });

  it('shows operations where neither memory nor parameters change', () => {
    assert.match(hoverOver('deepseek-v3.2/config.json', '"index_topk"'), /Decides operations, not memory/);
  });

  it('shows the whole table over the longest context, and what a budget holds', () => {
    const markdown = hoverOver(qwen, '"max_position_embeddings"', { budgetBytes: 4 * 2 ** 30 });
    assert.ok(markdown.includes('24.0 KiB per token + 74.3 MiB fixed, per sequence'));
    assert.ok(markdown.includes('| 131,072 | 3.00 GiB | 74.3 MiB | 3.07 GiB |'));
    assert.ok(markdown.includes('Were all 48 layers full attention: 24.0 GiB at 262,144 tokens.'));
    assert.ok(
      markdown.includes(
        'A cache budget of 4.00 GiB (without weights) holds up to 171,594 tokens per sequence.',
      ),
    );
  });

  it('shows the model card over model_type', () => {
    const markdown = hoverOver(qwen, '"model_type"');
    assert.match(
      markdown,
      /^\*\*Qwen3-Next\*\* · `qwen3_next` · \(3 Gated DeltaNet \+ 1 full\) × 12 · 3:1 as published/,
    );
    assert.ok(markdown.includes('| routed experts | 77.3 B | 97.0 % |'));
    assert.ok(markdown.includes('79.7 B parameters, 3.87 B active · 148 GiB in bf16'));
    assert.equal(hoverOver(qwen, '"architectures"'), markdown);
  });

  it('shows it over a nested text config as well, and the vision tower over its config', () => {
    const wrapped = 'qwen3.5-35b/config.json';
    assert.match(hoverOver(wrapped, '"text_config"'), /\| vision tower \| 447 M \| 1\.3 % \|/);
    assert.match(hoverOver(wrapped, '"vision_config"'), /Decides vision tower 447 M of 35\.1 B parameters\./);
  });

  it('shows layers by kind over what decides them', () => {
    const markdown = hoverOver(qwen, '"full_attention_interval"');
    assert.match(markdown, /\| full \| 12 \| .* \| 512 MiB \| 6\.00 GiB \|/);
    assert.ok(markdown.includes('2: 12.0 GiB · **4: 6.07 GiB** · 8: 3.08 GiB'));
    assert.match(
      hoverOver('gemma-3-27b/config.json', '"layer_types"'),
      /\(5 sliding \+ 1 full\) × 10 \+ 2 sliding/,
    );
  });

  it('finds the switch without which a key changes nothing', () => {
    assert.match(
      hoverAt(windowed(false))?.markdown ?? '',
      /Changes nothing here: it counts only with `use_sliding_window: true`\./,
    );
    assert.match(hoverAt(windowed(true))?.markdown ?? '', /4 sliding-attention layers ×/);
    assert.match(hoverOver(qwen, '"use_sliding_window"'), /Changes neither layers nor memory/);
  });

  it('offers only variations that can be built', () => {
    assert.match(llama(4, 4), /2: [^·]+ · \*\*4: [^·]+\*\* \(KV/);
    assert.match(llama(4, 1), /\n\*\*1: [^·]+\*\* · 2: [^·]+ \(KV/);
  });

  it('says what a missing key would do', () => {
    const text = '{"model_type":"llama","hidden_size":64,"num_attention_heads":4,"num_key_value_he|ads":2}';
    assert.match(hoverAt(text)?.markdown ?? '', /Omitted, there would be a cache of/);
  });

  it('says why nothing is estimated, and no number', () => {
    const content = hoverAt('{"model_type":"llama","hidden_size":"big","num_key_value_he|ads":8}');
    assert.match(content?.markdown ?? '', /Nothing is estimated: `hidden_size` is the string "big"/);
    assert.doesNotMatch(content?.markdown ?? '', /[KMG]iB/);
  });

  it('is silent between members, over unknown keys, in other files and past the end', () => {
    assert.equal(hoverAt('{|  "model_type": "llama"}'), undefined);
    assert.equal(hoverAt('{"model_type":"llama","frobni|cation":3}'), undefined);
    assert.equal(hoverAt('{"model_type":"llama","junk":{"a":[1,|2]}}'), undefined);
    assert.equal(hoverAt('{"na|me":"left-pad","version":"1.0.0"}'), undefined);
    assert.equal(hoverAt('|'), undefined);
    assert.equal(hoverAt('{"model_type":"llama"}   |'), undefined);
  });

  it('says plainly that a family is unknown', () => {
    const content = hoverAt('{"model_ty|pe":"qwen3_nxt","num_hidden_layers":4}');
    assert.match(
      content?.markdown ?? '',
      /^qwen3_nxt is not known to Layerwise; nothing is estimated\. Nearest known: qwen3_next/,
    );
  });

  it('covers the key it is over', () => {
    assert.equal(hoverAt('{"model_type":"llama","num_key_|value_heads":8}')?.over, '"num_key_value_heads"');
    assert.equal(hoverAt('{"model_type":"llama","num_key_value_heads": 8|}')?.over, '8');
  });
});

describe('hover over a layer', () => {
  it('tells its mixer, state, costs and what full attention would keep', () => {
    const markdown = hoverOver('gemma-3-27b/config.json', '"sliding_attention"');
    for (const expected of [
      '**Layer 0** of 62 · **sliding-window attention**',
      'GQA: 32 query heads, 16 key/value heads of 128, window of 1,024 tokens',
      '| keys | `[1, 16, 1023, 128]` | bf16 | 4.00 MiB |',
      'In all **7.99 MiB** at 131,072 tokens (bf16, transformers 5.18), and no more beyond.',
      'Were it full attention: 1.00 GiB.',
      '(https://arxiv.org/abs/2004.05150)',
    ])
      assert.ok(markdown.includes(expected), `${expected} is missing in\n${markdown}`);
  });

  it('knows the letters of a pattern string', () => {
    const text = workspaceText('nemotron-3-nano/config.json');
    const start = text.indexOf('MEMEM*');
    const at = (letter: number) =>
      hover(workspaceAnalysis('nemotron-3-nano/config.json'), start + letter, defaultView);
    assert.match(at(2)?.markdown ?? '', /^\*\*Layer 2\*\* of 52 · \*\*Mamba-2\*\*/);
    assert.match(at(5)?.markdown ?? '', /^\*\*Layer 5\*\* of 52 · \*\*full attention\*\*/);
    assert.deepEqual(at(5)?.range, { start: start + 5, end: start + 6 });
  });

  it('counts layers from 0, whatever the list does', () => {
    const text = workspaceText('kimi-k3/config.json');
    const offset = text.indexOf('4', text.indexOf('"full_attn_layers"'));
    assert.match(
      hover(workspaceAnalysis('kimi-k3/config.json'), offset, defaultView)?.markdown ?? '',
      /^\*\*Layer 3\*\* of 93 · \*\*multi-head latent attention\*\*/,
    );
  });

  it('leaves the numbers out where nothing is estimated', () => {
    const list = '["linear_attention","linear_a|ttention","full_attention"]';
    const { markdown = '' } =
      hoverAt(`{"model_type":"qwen3_next","num_hidden_layers":4,"layer_types":${list}}`) ?? {};
    assert.match(markdown, /Layer 1\*\* of 3/);
    assert.match(markdown, /Nothing is estimated/);
    assert.doesNotMatch(markdown, /[KMG]iB/);
  });
});

describe('every hover of the example workspace', function () {
  this.timeout(20_000);
  const files = readdirSync('test/fixtures/workspace', { recursive: true, encoding: 'utf8' }).filter((path) =>
    /config\.json$|\.yaml$/.test(path),
  );
  for (const path of files) {
    it(`fits a screen and says only numbers: ${path}`, () => {
      const analysis = workspaceAnalysis(path);
      const { text } = analysis.document;
      for (const { index } of text.matchAll(/[\w*]+"?:/g)) {
        const markdown = hover(analysis, index, defaultView)?.markdown ?? '';
        assert.ok(markdown.split('\n').length <= 25, markdown);
        assert.doesNotMatch(markdown, /NaN|Infinity|undefined|\[object/);
      }
    });
  }
});

import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { inlayHints } from '../../../src/core/features/hints';
import { defaultView, type View } from '../../../src/core/features/view';
import { workspaceText } from './marked';

/** The lines that have a hint, with the hint where it would stand. */
function hinted(text: string, language: DocumentLanguage = 'json', view: Partial<View> = {}): string[] {
  const hints = inlayHints(analyse(text, language), { ...defaultView, ...view });
  const shown = hints.reduceRight(
    (result, { offset, label }) => `${result.slice(0, offset)}⟨${label}⟩${result.slice(offset)}`,
    text,
  );
  return shown
    .split('\n')
    .filter((line) => line.includes('⟨'))
    .map((line) => line.trim());
}

const types = (...names: string[]): string =>
  `{"model_type": "qwen3_next", "num_hidden_layers": ${names.length}, "layer_types": [\n${names.map((name) => `  "${name}_attention"`).join(',\n')}\n]}`;

describe('inlay hints', () => {
  it('stand by the fields that decide memory', () => {
    assert.deepEqual(hinted(workspaceText('qwen3-next/config.json')), [
      '"full_attention_interval": 4⟨(3 G + 1 F) × 12⟩,',
      '"linear_num_value_heads": 32⟨state 72.0 MiB⟩,',
      '"max_position_embeddings": 262144⟨6.07 GiB⟩,',
      '"num_experts": 512⟨77.3 B of 79.7 B parameters⟩,',
      '"num_key_value_heads": 2⟨24.0 KiB/token⟩,',
    ]);
  });

  it('stand in YAML as well', () => {
    assert.deepEqual(hinted(workspaceText('configs/qwen3-next.yaml'), 'yaml'), [
      'max_position_embeddings: 262144⟨6.07 GiB⟩',
      'full_attention_interval: 4⟨(3 G + 1 F) × 12⟩',
      'num_key_value_heads: 2⟨24.0 KiB/token⟩',
      'linear_num_value_heads: 32⟨state 72.0 MiB⟩',
      'num_experts: 512⟨77.3 B of 79.7 B parameters⟩',
    ]);
  });

  it('follow the chosen context', () => {
    const lines = hinted(workspaceText('qwen3-next/config.json'), 'json', { contextTokens: 32_768 });
    assert.ok(lines.includes('"max_position_embeddings": 262144⟨842 MiB at 32,768 tokens⟩,'));
  });

  it('count latents and windows', () => {
    const deepseek = hinted(workspaceText('deepseek-v3.2/config.json'));
    assert.ok(deepseek.includes('"kv_lora_rank": 512⟨68.6 KiB/token⟩,'));
    const gemma = hinted(workspaceText('gemma-3-27b/config.json'));
    assert.ok(gemma.includes('"sliding_window": 1024⟨window 416 MiB⟩,'));
    assert.ok(gemma.includes('"layer_types": [⟨(5 S + 1 F) × 10 + 2 S⟩'));
  });

  it('number the runs of a list', () => {
    assert.deepEqual(hinted(types('linear', 'linear', 'linear', 'full')).slice(0, 3), [
      '{"model_type": "qwen3_next", "num_hidden_layers": 4, "layer_types": [⟨3 G + 1 F⟩',
      '"linear_attention"⟨0–2 Gated DeltaNet · 6.19 MiB⟩,',
      '"full_attention"⟨3 full · 8.00 MiB⟩',
    ]);
  });

  it('number the runs of lists of layer numbers, which have gaps', () => {
    const lines = hinted(workspaceText('kimi-k3/config.json'));
    assert.ok(lines.includes('4⟨3 MLA · 1.13 GiB⟩,'));
    assert.ok(lines.includes('1⟨0–2 KDA · 18.8 MiB⟩,'));
  });

  it('stand behind the key of a block list', () => {
    const text =
      'model_type: qwen3_next\nnum_hidden_layers: 2\nlayer_types:\n  - linear_attention\n  - full_attention\n';
    assert.deepEqual(hinted(text, 'yaml').slice(0, 3), [
      'layer_types:⟨1 G + 1 F⟩',
      '- linear_attention⟨0 Gated DeltaNet · 2.06 MiB⟩',
      '- full_attention⟨1 full · 8.00 MiB⟩',
    ]);
  });

  it('are none where nothing is estimated, or no model is', () => {
    assert.deepEqual(hinted('{"model_type":"llama","hidden_size":"big","num_key_value_heads":8}'), []);
    assert.deepEqual(hinted('{"model_type":"frobnicator9000","num_key_value_heads":8}'), []);
    assert.deepEqual(hinted('{"name":"left-pad"}'), []);
    assert.deepEqual(hinted(''), []);
  });

  it('keep to the range that is asked for', () => {
    const text = workspaceText('gemma-3-27b/config.json');
    const start = text.indexOf('"sliding_window"');
    const hints = inlayHints(analyse(text, 'json'), defaultView, { start, end: start + 25 });
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['window 416 MiB'],
    );
  });

  it('show the arithmetic when asked', () => {
    const hints = inlayHints(analyse(workspaceText('qwen3-next/config.json'), 'json'), defaultView);
    assert.equal(
      hints.find(({ label }) => label === '24.0 KiB/token')?.tooltip,
      '12 full-attention layers × 2 (K, V) × 2 heads × 256 × 2 B = **24.0 KiB per token**',
    );
  });
});

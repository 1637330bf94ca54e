import assert from 'node:assert/strict';
import type { SizingRequest } from '../../../src/core/report/sizing';
import { sizingLines } from '../../../src/core/report/text/estimate';
import { ansi, plain } from '../../../src/core/report/text/paint';
import { changed, sizeText, workspaceConfig } from './size';

function lines(text: string, request: Partial<SizingRequest> = {}, width = 100): string[] {
  return sizingLines(sizeText(text, request, 'Qwen3-Next.json'), width, plain);
}

describe('estimate as text', () => {
  it('shows a hybrid as a person reads it', () => {
    assert.deepEqual(lines(workspaceConfig('qwen3-next')), [
      'Qwen3-Next.json   qwen3_next · Hugging Face',
      '  48 layers   GGGF GGGF GGGF GGGF GGGF GGGF GGGF GGGF GGGF GGGF GGGF GGGF',
      '              G Gated DeltaNet ×36   F full (GQA 16/2, gated) ×12      3:1 as published',
      '  79.7 B parameters, 3.87 B active · weights 148 GiB in bf16',
      '  cache per sequence, bf16, transformers 5.18',
      '    context          KV       state       total',
      '      4,096    96.0 MiB    74.3 MiB     170 MiB',
      '     32,768     768 MiB    74.3 MiB     842 MiB',
      '    262,144    6.00 GiB    74.3 MiB    6.07 GiB    all 48 layers full: 24.0 GiB',
      '  24.0 KiB per token + 74.3 MiB fixed',
    ]);
  });

  it('wraps the strip at whole periods', () => {
    assert.deepEqual(lines(workspaceConfig('qwen3-next'), {}, 50).slice(1, 6), [
      '  48 layers   GGGF GGGF GGGF GGGF GGGF GGGF GGGF',
      '              GGGF GGGF GGGF GGGF GGGF',
      '              G Gated DeltaNet ×36',
      '              F full (GQA 16/2, gated) ×12',
      '              3:1 as published',
    ]);
  });

  it('sets engines side by side and says what each rests on', () => {
    const shown = lines(workspaceConfig('qwen3-next'), {
      engines: ['theory', 'transformers'],
      contexts: [64],
      batch: 2,
    });
    assert.deepEqual(shown.slice(4), [
      '  cache of 2 sequences, bf16',
      '    context      theory    transformers 5.18',
      '         64    78.4 MiB              152 MiB',
      '  theory: 24.0 KiB per token + 37.7 MiB fixed, for each sequence',
      '  transformers 5.18: 24.0 KiB per token + 74.3 MiB fixed, for each sequence',
    ]);
  });

  it('points at the layer that breaks the period, and at another ratio than the published one', () => {
    const types = Array.from({ length: 48 }, (_, index) =>
      index % 2 === 1 ? 'full_attention' : 'linear_attention',
    );
    types[10] = 'full_attention';
    const shown = lines(changed('qwen3-next', { layer_types: types })).join('\n');
    assert.match(shown, /1:1, published is 3:1/);
    assert.match(shown, /irregular: layer 10 is full attention where the pattern has\n? *Gated DeltaNet/);
  });

  it('shows a single kind of state without a total, and no comparison where every layer is full', () => {
    const shown = lines(workspaceConfig('llama-3.1-8b'));
    assert.deepEqual(shown.slice(4), [
      '  cache per sequence, bf16, transformers 5.18',
      '    context          KV',
      '      4,096     512 MiB',
      '     32,768    4.00 GiB',
      '    131,072    16.0 GiB',
      '  128 KiB per token',
    ]);
  });

  it('says why there are no numbers', () => {
    const shown = lines(changed('qwen3-next', { layer_types: ['full_attention'] }));
    assert.match(shown.at(-1)!, /^ {2}· `layer_types` has 1 .* for 48 layers/);
    assert.ok(!shown.some((line) => line.includes('GiB')));
  });

  it('names the nearest known where the architecture is not', () => {
    const [header, ...notes] = lines('{"model_type": "qwen3_nex", "hidden_size": 1}', {}, 200);
    assert.equal(header, 'Qwen3-Next.json   qwen3_nex · Hugging Face');
    assert.match(
      notes.join('\n'),
      /^ {2}· qwen3_nex is not known to Layerwise; nothing is estimated\. Nearest known: qwen3_next.*\.$/,
    );
  });

  it('mentions what the config leaves out and contexts beyond its own', () => {
    const shown = lines('{"model_type":"llama","max_position_embeddings":8192}', { contexts: [16_384] }).join(
      ' ',
    );
    assert.match(shown, /Left out of the config, so the family's default is taken: hidden_size 4096/);
    assert.match(
      shown.replaceAll(/\s+/g, ' '),
      /16,384 tokens are more than the 8,192 that the config declares/,
    );
  });

  it('paints for terminals without shifting a column, and never prints control characters of the file', () => {
    const sizing = sizeText(workspaceConfig('qwen3-next'), {}, 'a\u001b[2Jb.json');
    const painted = sizingLines(sizing, 100, ansi);
    // oxlint-disable-next-line no-control-regex
    const stripped = painted.map((line) => line.replaceAll(/\u001b\[\d+m/g, ''));
    assert.deepEqual(stripped, sizingLines(sizing, 100, plain));
    assert.match(painted[0]!, /a\\u001b\[2Jb/);
  });

  it('does not print thousands of layers', () => {
    const shown = lines('{"model_type":"llama","num_hidden_layers":10000}');
    assert.ok(shown.length < 40, `${shown.length} lines`);
    assert.ok(shown.some((line) => line.endsWith('… 8,976 more')));
  });
});

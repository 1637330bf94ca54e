/**
 * Families that transformers has no class for. Nothing was measured: totals are those that their makers publish, or
 * follow from the modules of their source.
 */
import assert from 'node:assert/strict';
import { analyse, estimateBlocker } from '../../../src/core/analyse';
import { estimate } from '../../../src/core/memory/estimate';
import { countParameters } from '../../../src/core/memory/parameters';
import { describePattern } from '../../../src/core/pattern';
import { buildModel, readModel } from '../../models';

const files: readonly (readonly [config: string, pattern: string, total: number])[] = [
  // q and k of half the width, a gate of rank 16, a vocabulary of 32,000 that is tied in the first and not in the second.
  ['fla/gla_340M.json', '24 gated-linear', 341_707_776],
  ['fla/flame-gla_340M.json', '24 gated-linear', 341_707_776 + 32_000 * 1024],
  [
    'fla/transformer_340M.json',
    '24 full',
    24 * (4 * 1024 ** 2 + 3 * 1024 * 2816 + 2 * 1024) + 1024 + 32_000 * 1024,
  ],
  [
    'fla/hgrn2_340M.json',
    '24 gated-linear',
    24 * (4 * 1024 ** 2 + 1024 + 3 * 1024 * 2816 + 2 * 1024) + 24 * 1024 + 1024 + 2 * 32_000 * 1024,
  ],
  [
    'fla/delta_net_1B.json',
    '24 gated-linear',
    24 * (4 * 2048 ** 2 + 2048 * 16 + 128 + 3 * 2048 * 4 + 3 * 2048 * 5632 + 2 * 2048) +
      2048 +
      2 * 32_000 * 2048,
  ],
  ['fla/samba_1B.json', '(1 mamba1 + 1 sliding) × 9', 1_403_935_488],
  ['fla/mamba2_1B.json', '48 mamba2', 1_371_839_488],
  ['fla/gated_deltanet_340M.json', '21 gated-deltanet', 512_272_124],
  // nvidia/Llama-3_3-Nemotron-Super-49B-v1: the sum of its checkpoint's tensors.
  ['llama-nemotron-nas/nvidia--Llama-3_3-Nemotron-Super-49B-v1.json', '49 full', 49_867_145_216],
  // Qwen3-4B with a head of its own.
  ['text-diffusion/SDAR-4B-Chat.json', '36 full', 4_022_468_096 + 151_936 * 2560],
];

const notesOf = (modelType: string): string =>
  analyse(JSON.stringify({ model_type: modelType }), 'json').model?.architecture.notes.join() ?? '';

describe('families of remote code', () => {
  for (const [config, pattern, total] of files) {
    it(config, () => {
      const model = readModel(config);
      assert.ok(model);
      assert.equal(estimateBlocker(model), undefined);
      assert.equal(describePattern(model.architecture.layers).text, pattern);
      assert.equal(countParameters(model.architecture).total, total);
    });
  }

  it('put softmax attention where `attn.layers` says, and point there', () => {
    const { architecture } = buildModel({
      model_type: 'gla',
      hidden_size: 256,
      num_hidden_layers: 4,
      num_heads: 4,
      attn: { layers: [1, 3], num_heads: 4, num_kv_heads: 2, window_size: 128 },
    });
    assert.equal(describePattern(architecture.layers).text, '(1 gated-linear + 1 sliding) × 2');
    assert.equal(architecture.layers[3]!.pointer, '/attn/layers/1');
  });

  it('read several attentions, each with its own layers and heads', () => {
    const { architecture, fields } = buildModel({
      model_type: 'gla',
      hidden_size: 256,
      num_hidden_layers: 4,
      num_heads: 4,
      attn: [
        { layers: [0], num_heads: 4, window_size: 128 },
        { layers: [3], num_heads: 8, num_kv_heads: 2 },
      ],
    });
    assert.deepEqual(fields.issues, []);
    assert.deepEqual(
      architecture.layers.map(({ mixer }) => mixer.kind),
      ['sliding', 'gated-linear', 'gated-linear', 'full'],
    );
    const { mixer, pointer } = architecture.layers[3]!;
    assert.equal(pointer, '/attn/1/layers/0');
    assert.ok(mixer.kind === 'full' && mixer.queryHeads === 8 && mixer.keyValueHeads === 2);
  });

  it('keep one matrix per head in single precision, whatever the context', () => {
    const { architecture } = readModel('fla/gla_340M.json')!;
    const { bytes, bytesPerToken } = estimate(architecture, {
      contextTokens: 4096,
      batch: 1,
      cacheDtype: 'auto',
      engine: 'transformers',
      tensorParallel: 1,
    });
    assert.equal(bytes.total, 24 * 4 * 128 * 256 * 4);
    assert.equal(bytesPerToken, 0);
  });

  it('say what a draft head is, and that its weights are not all its own', () => {
    const model = readModel('draft-models/gpt-oss-120B-eagle3.json')!;
    assert.equal(model.recognition.family.title, 'EAGLE-3 draft head (Llama layers)');
    assert.match(model.architecture.notes.join(), /drafts tokens for a larger model/);
    assert.match(countParameters(model.architecture).reason ?? '', /shares parts with its target/);
  });

  it('say what text diffusion keeps: nothing by default, or the blocks that are finished', () => {
    assert.match(notesOf('Dream'), /by default no keys/);
    assert.match(notesOf('llada'), /by default no keys/);
    assert.match(
      readModel('text-diffusion/SDAR-4B-Chat.json')!.architecture.notes.join(),
      /blocks before it, whose keys and values are kept/,
    );
  });
});

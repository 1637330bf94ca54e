/** What multimodal classes put around their text model, and who decides on a shared head. */
import assert from 'node:assert/strict';
import { countParameters } from '../../../src/core/memory/parameters';
import { buildModel } from '../../models';
import type { Config } from './support';

const text = { num_hidden_layers: 1, hidden_size: 64, num_attention_heads: 4, vocab_size: 10 };

describe('a shared head in a wrapper', () => {
  const rows: readonly (readonly [title: string, config: Config, shared: boolean])[] = [
    [
      'gemma3: by default, whatever the text config says',
      {
        model_type: 'gemma3',
        text_config: { ...text, model_type: 'gemma3_text', tie_word_embeddings: false },
      },
      true,
    ],
    [
      'gemma3: not where the root says no',
      {
        model_type: 'gemma3',
        tie_word_embeddings: false,
        text_config: { ...text, model_type: 'gemma3_text' },
      },
      false,
    ],
    [
      'qwen3_5: not by default, whatever the text config says',
      {
        model_type: 'qwen3_5',
        text_config: { ...text, model_type: 'qwen3_5_text', tie_word_embeddings: true },
      },
      false,
    ],
    [
      'qwen3_5: where the root says so',
      {
        model_type: 'qwen3_5',
        tie_word_embeddings: true,
        text_config: { ...text, model_type: 'qwen3_5_text' },
      },
      true,
    ],
    [
      'kimi_k25: by default',
      { model_type: 'kimi_k25', text_config: { ...text, model_type: 'kimi_k2' } },
      true,
    ],
    [
      'llama4: the text config decides',
      {
        model_type: 'llama4',
        tie_word_embeddings: false,
        text_config: { ...text, model_type: 'llama4_text', tie_word_embeddings: true },
      },
      true,
    ],
    [
      'llava: either',
      { model_type: 'llava', text_config: { ...text, model_type: 'llama', tie_word_embeddings: true } },
      true,
    ],
    ['llava: neither', { model_type: 'llava', text_config: { ...text, model_type: 'llama' } }, false],
    [
      'mistral3: by default',
      { model_type: 'mistral3', text_config: { ...text, model_type: 'mistral' } },
      true,
    ],
  ];
  for (const [title, config, shared] of rows) {
    it(title, () => assert.equal(buildModel(config).architecture.headParameters === 0, shared));
  }
});

const gemma3n = (audio: Config): Config => ({
  model_type: 'gemma3n',
  text_config: { model_type: 'gemma3n_text' },
  vision_config: {},
  audio_config: audio,
});

describe('the parts of Gemma 3n', () => {
  // Counted on the real classes: `Gemma3nAudioEncoder` and both `Gemma3nMultimodalEmbedder`.
  const rows: readonly (readonly [title: string, audio: Config, tower: number, projector: number])[] = [
    ['as published', {}, 681_348_640, 3_345_408],
    [
      'with every size another',
      {
        hidden_size: 96,
        conf_num_hidden_layers: 3,
        conf_num_attention_heads: 4,
        conf_conv_kernel_size: 7,
        input_feat_size: 40,
        sscp_conv_channel_size: [12, 10],
        sscp_conv_kernel_size: [
          [5, 3],
          [3, 5],
        ],
        sscp_conv_stride_size: [
          [2, 2],
          [1, 3],
        ],
        vocab_size: 9,
      },
      675_994,
      197_664,
    ],
  ];
  for (const [title, audio, tower, projector] of rows) {
    it(title, () => {
      const parts: Record<string, number> = Object.fromEntries(
        buildModel(gemma3n(audio)).architecture.parts.map(({ name, parameters }) => [name, parameters]),
      );
      assert.equal(parts['audio tower'], tower);
      assert.equal(parts['audio projector'], projector);
      assert.equal(parts['projector'], 4_460_544);
    });
  }

  it('leave out the vision tower, and say so', () => {
    const { inexact } = buildModel(gemma3n({})).architecture;
    assert.match(inexact ?? '', /^the vision tower is a MobileNet of timm/);
  });

  it('are not counted where a list is no list of pairs', () => {
    for (const size of [
      [3, 3],
      [[3, 3]],
      [
        [3, 3],
        [3, 0],
      ],
      3,
    ]) {
      const { inexact, parts } = buildModel(gemma3n({ sscp_conv_kernel_size: size })).architecture;
      assert.match(inexact ?? '', /sscp_conv_kernel_size/);
      assert.deepEqual(
        parts.filter(({ name }) => name === 'audio tower'),
        [],
      );
    }
  });
});

describe('a vision part', () => {
  /** One layer of 8, patches of 2 on images of 4: small enough to count by hand. */
  const tower = {
    hidden_size: 8,
    intermediate_size: 16,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    image_size: 4,
    patch_size: 2,
  };
  const attention = 4 * 8 * 8;
  const feedForward = 2 * 8 * 16;
  const biases = 4 * 8 + 16 + 8;
  const norms = 2 * 2 * 8;
  const patch = 3 * 4 * 8;

  const rows: readonly (readonly [title: string, config: Config, tower: number, projector: number])[] = [
    [
      'siglip without its head',
      {
        model_type: 'gemma3',
        text_config: { ...text, model_type: 'gemma3_text' },
        vision_config: { ...tower, vision_use_head: false },
      },
      patch + 8 + 4 * 8 + attention + feedForward + biases + norms + 16,
      8 * 64 + 8,
    ],
    [
      'siglip with it',
      { model_type: 'gemma3', text_config: { ...text, model_type: 'gemma3_text' }, vision_config: tower },
      patch +
        8 +
        4 * 8 +
        attention +
        feedForward +
        biases +
        norms +
        16 +
        (8 + 4 * 72 + 16 + feedForward + 16 + 8),
      8 * 64 + 8,
    ],
    [
      'clip in llava',
      {
        model_type: 'llava',
        text_config: { ...text, model_type: 'llama' },
        vision_config: { ...tower, model_type: 'clip_vision_model' },
      },
      8 + patch + 5 * 8 + attention + feedForward + biases + norms + 32,
      8 * 64 + 64 + 64 * 64 + 64,
    ],
    [
      'pixtral in mistral3, with its patch merger',
      {
        model_type: 'mistral3',
        text_config: { ...text, model_type: 'mistral' },
        vision_config: { ...tower, model_type: 'pixtral' },
      },
      patch + 8 + attention + feedForward + 8 * 16 + 16,
      8 + 8 * 8 * 4 + 8 * 64 + 64 * 64,
    ],
  ];
  for (const [title, config, towerWeights, projectorWeights] of rows) {
    it(title, () => {
      const { architecture } = buildModel(config);
      const weights = Object.fromEntries(
        architecture.parts.map(({ name, parameters }) => [name, parameters]),
      );
      assert.deepEqual([weights['vision tower'], weights['projector']], [towerWeights, projectorWeights]);
      assert.equal(architecture.inexact, undefined);
    });
  }

  const inexact: readonly (readonly [title: string, config: Config, reason: RegExp])[] = [
    [
      'a wrapper that is not known',
      { model_type: 'somevl', text_config: { ...text, model_type: 'llama' }, vision_config: {} },
      /somevl.*vision_config/,
    ],
    [
      'a tower that is not known',
      {
        model_type: 'llava',
        text_config: { ...text, model_type: 'llama' },
        vision_config: { model_type: 'somevit' },
      },
      /somevit/,
    ],
    [
      'a tower that can not be read',
      {
        model_type: 'gemma3',
        text_config: { ...text, model_type: 'gemma3_text' },
        vision_config: { hidden_size: 'wide' },
      },
      /hidden_size/,
    ],
  ];
  for (const [title, config, reason] of inexact) {
    it(`${title}: the text is counted, and the count says so`, () => {
      const model = buildModel(config);
      const count = countParameters(model.architecture);
      assert.equal(count.exact, false);
      assert.match(count.reason ?? '', reason);
      assert.ok(count.total > 0);
      assert.deepEqual(model.fields.issues, []);
    });
  }

  it('a text model on its own has none', () => {
    const { architecture } = buildModel({ ...text, model_type: 'gemma3_text' });
    assert.deepEqual(
      architecture.parts.map(({ name }) => name),
      ['final norm'],
    );
  });
});

describe('a text config that names no model', () => {
  const rows: readonly (readonly [wrapper: string, family: string])[] = [
    ['llava', 'llama'],
    ['llava_onevision', 'qwen2'],
    ['mistral3', 'mistral'],
    ['paligemma', 'gemma'],
    ['aya_vision', 'cohere2'],
    ['blip-2', 'opt'],
    ['step3p7', 'step3p5'],
  ];
  for (const [wrapper, family] of rows) {
    it(`${wrapper}: is what its class builds, ${family}`, () => {
      const { recognition } = buildModel({ model_type: wrapper, text_config: text });
      assert.equal(recognition.family.id, family);
    });
  }

  it('llava: is what it says where it says something', () => {
    const config = { model_type: 'llava', text_config: { ...text, model_type: 'mistral' } };
    assert.equal(buildModel(config).recognition.family.id, 'mistral');
  });

  it('names the towers that are not counted', () => {
    const config = { model_type: 'llava_next', text_config: text, vision_config: { hidden_size: 8 } };
    const { architecture } = buildModel(config);
    assert.match(architecture.inexact ?? '', /`vision_config`/);
  });
});

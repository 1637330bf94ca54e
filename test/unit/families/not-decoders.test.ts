/** Models that are told for what they are, without a number: encoder-decoders and encoders. */
import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { families } from '../../../src/core/families/registry';
import { notDecoder } from '../../../src/core/families/not-decoders';
import { unrecognisedNote } from '../../../src/core/report/sizing';

const rows: readonly (readonly [modelType: string, note: string])[] = [
  [
    't5',
    'Encoder-decoder model (t5): its decoder keeps the keys and values of the encoder beside its own, which Layerwise does not size; nothing is estimated.',
  ],
  [
    'bart',
    'Encoder-decoder model (bart): its decoder keeps the keys and values of the encoder beside its own, which Layerwise does not size; nothing is estimated.',
  ],
  [
    'whisper',
    'Speech encoder-decoder (whisper): its decoder keeps the keys and values of the sound beside its own, which Layerwise does not size; nothing is estimated.',
  ],
  [
    'bert',
    'Text encoder (bert): it reads a text as a whole and keeps nothing between tokens; nothing is estimated.',
  ],
  [
    'openai-gpt',
    'Decoder without a cache (openai-gpt): its class in transformers keeps no keys and values, and reads the whole text again for every token; nothing is estimated.',
  ],
];

describe('models that are no decoders', () => {
  for (const [modelType, note] of rows) {
    it(`${modelType} is declined with words and without findings`, () => {
      const text = JSON.stringify({ model_type: modelType, d_model: 512, num_layers: 6, hidden_size: 512 });
      const analysis = analyse(text, 'json');
      assert.equal(analysis.recognition.status, 'declined');
      assert.equal(analysis.model, undefined);
      assert.equal(unrecognisedNote(analysis.recognition), note);
      assert.deepEqual(check(analysis), []);
    });
  }

  it('are in no family', () => {
    for (const type of families.flatMap(({ modelTypes }) => modelTypes)) {
      const { recognition } = analyse(JSON.stringify({ model_type: type }), 'json');
      assert.equal(recognition.status, 'model', type);
      if (recognition.status === 'model') assert.equal(notDecoder(recognition.config), undefined, type);
    }
  });

  it('do not make a language model in a multimodal config an encoder', () => {
    const text = JSON.stringify({ model_type: 'llava', text_config: { model_type: 'llama' } });
    assert.equal(analyse(text, 'json').recognition.status, 'model');
  });
});

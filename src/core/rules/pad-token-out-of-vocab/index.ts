import { setValue } from '../../document/edit';
import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { breaksEmbedding, strayTokenIds } from '../token-id-out-of-vocab';

export const padTokenOutOfVocab = modelRule({
  name: 'pad-token-out-of-vocab',
  severity: 'error',
  summary: 'The padding token has a row in the embedding.',
  check(model) {
    const { document } = model.recognition.config;
    return strayTokenIds(model)
      .filter((token) => breaksEmbedding(model, token))
      .map(({ value, pointer }) => ({
        pointer,
        message: `\`pad_token_id\` is ${formatCount(value)}, but the vocabulary has ${formatCount(model.architecture.vocabularySize)} tokens: building the embedding fails. Write null, or a token below the vocabulary's size.`,
        fixes: [{ title: 'Set pad_token_id to null', edits: setValue(document, pointer, null), safe: false }],
        related: { pointer: model.fields.pointer('vocab_size'), message: 'the vocabulary' },
      }));
  },
});

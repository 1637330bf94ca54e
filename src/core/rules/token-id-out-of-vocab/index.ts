import { setValue } from '../../document/edit';
import { isArray, isObject } from '../../document/node';
import { joinPointer, locate, type Pointer } from '../../document/pointer';
import { formatCount } from '../../format';
import type { Model } from '../../analyse';
import { modelRule } from '../rule';

export const tokenIdOutOfVocab = modelRule({
  name: 'token-id-out-of-vocab',
  severity: 'warning',
  summary: 'Special tokens are entries of the vocabulary.',
  check(model) {
    const { document } = model.recognition.config;
    const outside = `outside the vocabulary of ${formatCount(model.architecture.vocabularySize)} tokens`;
    return strayTokenIds(model)
      .filter((token) => !breaksEmbedding(model, token))
      .map(({ name, value, pointer, isListed }) => ({
        pointer,
        message: isListed
          ? `\`${name}\` lists ${value}, ${outside}: the model can't say it, and nothing ends there. Write the right id, or a larger vocab_size.`
          : `\`${name}\` is ${value}, ${outside}: transformers warns when it loads this. Write null where there is no such token.`,
        fixes: isListed
          ? []
          : [{ title: `Set ${name} to null`, edits: setValue(document, pointer, null), safe: false }],
      }));
  },
});

export interface TokenId {
  readonly name: string;
  readonly value: number;
  readonly pointer: Pointer;
  /** One of several. */
  readonly isListed: boolean;
}

/** Token ids of the text model below 0 or beyond the vocabulary. */
export function strayTokenIds({ recognition, architecture, fields }: Model): TokenId[] {
  const { config } = recognition;
  const object = locate(config.document.root, config.base)?.node;
  if (!isObject(object) || fields.issues.some(({ field }) => field === 'vocab_size')) return [];
  return [...object.members.values()].flatMap(({ key, value: node }) => {
    if (!key.endsWith('_token_id')) return [];
    const pointer = joinPointer(config.base, key);
    const isListed = isArray(node);
    return (isListed ? node.items : [node]).flatMap((item, index) => {
      if (item.type !== 'scalar' || !Number.isInteger(item.value)) return [];
      const value = Number(item.value);
      if (value >= 0 && value < architecture.vocabularySize) return [];
      return [{ name: key, value, pointer: isListed ? joinPointer(pointer, index) : pointer, isListed }];
    });
  });
}

/** Families whose embedding has no padding row. */
const withoutPadding = ['nemotron_h', 'mamba', 'mamba2', 'linear_transformer'];

/** A padding token beyond the vocabulary has no row to set to zero; a negative one counts from the end. */
export function breaksEmbedding({ recognition, architecture }: Model, { name, value }: TokenId): boolean {
  return (
    name === 'pad_token_id' &&
    (value >= architecture.vocabularySize || value < -architecture.vocabularySize) &&
    !withoutPadding.includes(recognition.family.id)
  );
}

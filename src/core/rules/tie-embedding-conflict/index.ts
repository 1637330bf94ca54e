import { setValue } from '../../document/edit';
import type { Field } from '../../dialects/dialect';
import { modelRule } from '../rule';

const field = 'tie_word_embeddings';

export const tieEmbeddingConflict = modelRule({
  name: 'tie-embedding-conflict',
  severity: 'warning',
  summary: 'Outer object and text config agree on whether the head shares the embedding.',
  check({ architecture, recognition: { config } }) {
    const outer = config.rootField(field);
    const inner = config.field(field);
    const [outerFlag, innerFlag] = [flagOf(outer), flagOf(inner)];
    if (config.base === '' || !outer || !inner) return [];
    if (outerFlag === undefined || innerFlag === undefined || outerFlag === innerFlag) return [];
    const isTied = architecture.headParameters === 0;
    const name = config.base.slice(1);
    const [deciding, other, otherName] =
      outerFlag === isTied ? ['this one', inner, `${name}.${field}`] : [`the one in ${name}`, outer, field];
    return [
      {
        pointer: outer.pointer,
        message: `\`${field}\` is ${outerFlag} here and ${innerFlag} in ${name}: transformers goes by ${deciding}, so that the head ${isTied ? 'shares the embedding' : 'has weights of its own'}. Engines that build the text model on its own go by the other; write the same in both.`,
        fixes: [
          {
            title: `Set ${otherName} to ${isTied}`,
            edits: setValue(config.document, other.pointer, isTied),
            safe: false,
          },
        ],
        related: { pointer: inner.pointer, message: `${innerFlag} here` },
      },
    ];
  },
});

function flagOf(found: Field | undefined): boolean | undefined {
  const value = found?.node.type === 'scalar' ? found.node.value : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

import { formatCount } from '../../format';
import { scalarOf } from '../../dialects/source';
import { insertMember } from '../../document/edit';
import { inSpellingOf, megatronDialects, nameOf, numberOf, ownFile, textOf } from '../own-keys';
import type { Rule } from '../rule';

/** `MLATransformerConfig.original_max_position_embeddings`. */
const fallback = 4096;

export const megatronYarnOriginal: Rule = {
  name: 'megatron-yarn-original',
  severity: 'information',
  summary:
    'Where Megatron’s latent attention stretches positions by YaRN, the context it starts from is written.',
  dialects: megatronDialects,
  check(analysis) {
    const file = ownFile(analysis, megatronDialects);
    const latent = file?.key('multi_latent_attention');
    const context = file?.key('max_position_embeddings');
    const tokens = scalarOf(context);
    if (!file || scalarOf(latent) !== true || !context || typeof tokens !== 'number') return [];
    if (tokens === fallback || file.key('original_max_position_embeddings') || context.implied) return [];
    // YaRN is the default of latent attention; a factor of 1 stretches nothing.
    if ((textOf(file, 'rope_type') ?? 'yarn') !== 'yarn' || numberOf(file, 'rotary_scaling_factor') === 1)
      return [];
    const name = inSpellingOf(nameOf(context), 'original_max_position_embeddings');
    const { document } = file;
    const parent = context.pointer.slice(0, context.pointer.lastIndexOf('/'));
    return [
      {
        pointer: context.pointer,
        message: `Megatron Core up to 0.14 starts YaRN from this number (${formatCount(tokens)}), later ones from ${formatCount(fallback)} unless \`${name}\` says otherwise. Write the context that the model was trained with before it was stretched.`,
        fixes: [
          {
            title: `Add ${name}: ${fallback}`,
            edits: insertMember(document, parent, name, fallback, nameOf(context)),
            safe: false,
          },
        ],
      },
    ];
  },
};

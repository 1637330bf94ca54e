/** Configs that keep a model's `model_type` and are something else: draft heads, and classes of another library. */
import { memberValue, type ObjectNode } from '../document/node';
import type { Family } from '../families/family';
import { mamba2Fla } from '../families/fla';
import { retnetFla } from '../families/fla-slots';
import type { ModelConfig } from './dialect';
import { familyOf } from './source';

/** By the class named in `architectures` (sgl-project/SpecForge, configs; SafeAILab/EAGLE). */
const drafts: readonly { readonly is: RegExp; readonly name: string }[] = [
  { is: /Eagle3/i, name: 'EAGLE-3 draft head' },
  { is: /Eagle/i, name: 'EAGLE draft head' },
  { is: /^DFlashDraft/, name: 'DFlash draft model' },
  { is: /^DSparkDraft/, name: 'DSpark draft model' },
  { is: /^DominoDraft/, name: 'Domino draft model' },
  { is: /^Medusa/, name: 'Medusa draft heads' },
];

const draftOf = (architectures: readonly string[]) =>
  drafts.find(({ is }) => architectures.some((name) => is.test(name)));

/** Whether the class is a draft model's: engines go by its name, and transformers never builds it. */
export const isDraft = ({ architectures }: Pick<ModelConfig, 'architectures'>): boolean =>
  draftOf(architectures) !== undefined;

/** Family and caveats that a config needs beside what its names say. */
export function inDisguise(
  root: ObjectNode,
  types: readonly string[],
  architectures: readonly string[],
): Pick<ModelConfig, 'family' | 'caveats'> {
  const type = types[0] ?? '';
  // transformers' class computes no heads and has no such switches.
  if (type === 'mamba2' && memberValue(root, 'fuse_norm') !== undefined) return { family: mamba2Fla };
  // Ports of torchscale's RetNet write its names.
  if (type === 'retnet' && memberValue(root, 'decoder_embed_dim') === undefined) return { family: retnetFla };
  // sgl-project's FP8 conversions name DeepSeek's reference code in the place of the model.
  if (type === 'deepseek_ref' && architectures.includes('DeepseekV4ForCausalLM')) {
    const family = familyOf('deepseek_v4');
    return family ? { family } : {};
  }
  const draft = draftOf(architectures);
  const family = draft && familyOf(type);
  if (!draft || !family) return {};
  return {
    family: titled(family, `${draft.name} (${family.title} layers)`),
    caveats: {
      inexact: `${draft.name}: it shares parts with its target that are counted here, and adds others`,
      notes: [
        `${draft.name}: it drafts tokens for a larger model, whose own cache comes on top. The cache is that of its own layers.`,
      ],
    },
  };
}

function titled(family: Family, title: string): Family {
  return { ...family, title };
}

import { isDraft } from '../../dialects/drafts';
import { setValue } from '../../document/edit';
import { joinPointer } from '../../document/pointer';
import type { Model } from '../../analyse';
import { editDistance, nearest } from '../../nearest';
import { flatRopes, isRotary, ropes, variants, type Rope } from '../rope-support';
import { modelRule } from '../rule';

export const ropeTypeUnknown = modelRule({
  name: 'rope-type-unknown',
  severity: 'error',
  summary: 'The variant of RoPE is one that there is.',
  check(model) {
    const { document } = model.recognition.config;
    const known = Object.keys(variants);
    const read = ropes(model);
    return (read.length > 0 ? read : misspeltElsewhere(model)).flatMap(({ pointer, type, typeKey }) => {
      if (typeKey === undefined || type === '' || known.includes(type) || !isLookedUp(model, type)) return [];
      const place = joinPointer(pointer, typeKey);
      const meant = type === 'su' ? ['longrope'] : nearest(type, known, 1);
      return [
        {
          pointer: place,
          message: `"${type}" is no variant of RoPE in transformers: the model can't be built (KeyError: '${type}'). There are ${known.join(', ')}.`,
          fixes: meant.map((name) => ({
            title: `Set ${typeKey} to "${name}"`,
            edits: setValue(document, place, name),
            safe: false,
          })),
        },
      ];
    });
  },
});

/** Code that a checkpoint brings along may know other variants; a known one with a slip of the pen is none. */
function misspeltElsewhere(model: Model): Rope[] {
  return flatRopes(model).filter(({ type }) =>
    Object.keys(variants).some((known) => known !== type && editDistance(known, type, 1) === 1),
  );
}

/** Models with rotary code of their own, and classes that rename older variants, never look the name up. */
const withoutTable: ReadonlySet<string> = new Set(['gptj', 'codegen', 'gpt_neo', 'recurrent_gemma']);
function isLookedUp(model: Model, type: string): boolean {
  const { config, family } = model.recognition;
  if (!isRotary(model) || [family.id, ...config.modelTypes].some((name) => withoutTable.has(name)))
    return false;
  const modelTypes = config.modelTypes.join(' ');
  // SpecForge's draft heads for Qwen-VL have code of their own for it (llama3_eagle.py).
  if (type === 'mrope') return !isDraft(config) && !/qwen2(?:_5)?_(?:vl|omni)/.test(modelTypes);
  return !(type === 'su' && /phi/.test(modelTypes));
}

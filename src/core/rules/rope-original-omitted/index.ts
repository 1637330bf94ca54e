import { insertMember } from '../../document/edit';
import { numberValue } from '../../document/node';
import { formatCount } from '../../format';
import { needsOriginal, ropes, requiredKeys, numberIn } from '../rope-support';
import { modelRule } from '../rule';

const key = 'original_max_position_embeddings';

export const ropeOriginalOmitted = modelRule({
  name: 'rope-original-omitted',
  severity: 'warning',
  summary: 'RoPE that stretches a trained context says how long that was.',
  check(model) {
    const { config } = model.recognition;
    return ropes(model).flatMap((rope) => {
      const { node, pointer, type, typeKey } = rope;
      if (typeKey === undefined || !needsOriginal.has(type) || numberIn(model, rope, key) !== undefined)
        return [];
      // Other keys are missing too, or this one stops transformers: rope-missing-keys says so.
      const missing = (requiredKeys(model, type) ?? []).some((required) => !node.members.has(required));
      if (missing || node.members.has(key)) return [];
      const longest = numberValue(config.field('max_position_embeddings')?.node);
      const taken =
        longest === undefined
          ? 'max_position_embeddings'
          : `${formatCount(longest)} (\`max_position_embeddings\`)`;
      const factor = numberIn(model, rope, 'factor');
      const original =
        longest !== undefined && factor !== undefined && factor > 0 ? longest / factor : undefined;
      return [
        {
          pointer: `${pointer}/${typeKey}`,
          message: `RoPE of type ${type} has no \`${key}\`: transformers takes ${taken} for the context before it was stretched, other readers stop with KeyError. Add it.`,
          fixes:
            longest === undefined
              ? []
              : [original, longest]
                  .filter((value) => value !== undefined && Number.isInteger(value))
                  .map((value) => ({
                    title: `Add ${key}: ${value}`,
                    edits: insertMember(config.document, pointer, key, value!, typeKey),
                    safe: false,
                  })),
        },
      ];
    });
  },
});

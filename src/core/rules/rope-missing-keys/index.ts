import { insertMember } from '../../document/edit';
import { joinPointer } from '../../document/pointer';
import { requiredKeys, ropes } from '../rope-support';
import { modelRule } from '../rule';

/** Values of published models, where there is one. */
const usual: Readonly<Record<string, number>> = { low_freq_factor: 1, high_freq_factor: 4 };

export const ropeMissingKeys = modelRule({
  name: 'rope-missing-keys',
  severity: 'error',
  summary: 'A variant of RoPE has the keys that it needs.',
  check(model) {
    const { document } = model.recognition.config;
    return ropes(model).flatMap(({ node, pointer, type, typeKey }) => {
      const missing = (requiredKeys(model, type) ?? []).filter((key) => !node.members.has(key));
      if (typeKey === undefined || missing.length === 0) return [];
      const [first] = missing;
      const value = missing.length === 1 && first !== undefined ? usual[first] : undefined;
      const names = missing.map((key) => `\`${key}\``).join(' and ');
      return [
        {
          pointer: joinPointer(pointer, typeKey),
          message: `RoPE of type ${type} needs ${names}: transformers refuses to load this (Missing required keys). Add ${missing.length > 1 ? 'them' : 'it'}, or write "default".`,
          fixes:
            first === undefined || value === undefined
              ? []
              : [
                  {
                    title: `Add ${first}: ${value}`,
                    edits: insertMember(document, pointer, first, value, typeKey),
                    safe: false,
                  },
                ],
        },
      ];
    });
  },
});

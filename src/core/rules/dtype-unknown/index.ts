import { setValue } from '../../document/edit';
import { stringValue } from '../../document/node';
import { nearest } from '../../nearest';
import { dtypePlaces } from '../dtype-conflict';
import { modelRule } from '../rule';

/** Attributes of torch that are a floating-point dtype (2.13); those of fewer than 16 bits have names with a suffix. */
const usual: readonly string[] = ['bfloat16', 'float16', 'float32', 'float64', 'half', 'float', 'double'];
const isNarrow = (name: string): boolean => /^float(?:8_e\dm\d|4_e2m1fn_x2)/.test(name);

/** What else torch calls a dtype: it is found, and no model is built in it. */
const isNoFloat = (name: string): boolean =>
  /^(?:q?u?int\d+(?:x\d)?|bool|short|int|long|complex\d+|c(?:half|float|double))$/.test(name);

/** Short names of other tools. */
const meant: Readonly<Record<string, string>> = { bf16: 'bfloat16', fp16: 'float16', fp32: 'float32' };

export const dtypeUnknown = modelRule({
  name: 'dtype-unknown',
  severity: 'error',
  summary: 'The dtype is one that torch has.',
  check(model) {
    const { document } = model.recognition.config;
    return dtypePlaces(model)
      .flatMap(({ old, current }) => [old, current])
      .flatMap((field) => {
        const name = stringValue(field?.node);
        if (!field || name === undefined || usual.includes(name) || isNarrow(name)) return [];
        const plain = name.toLowerCase().replace(/^torch\./, '');
        const [known] = usual.includes(plain)
          ? [plain]
          : [meant[plain], ...nearest(plain, usual, 1)].filter(Boolean);
        const isFound = isNoFloat(name);
        const problem = isFound
          ? `"${name}" is no dtype of floating point: a model can't be built in it.`
          : `torch has no dtype "${name}": loading fails (module 'torch' has no attribute '${name}').`;
        return [
          {
            pointer: field.pointer,
            message: `${problem} Write ${known === undefined || isFound ? 'the one that the weights have, such as "bfloat16"' : `"${known}"`}.`,
            fixes:
              known === undefined || isFound
                ? []
                : [
                    {
                      title: `Write "${known}"`,
                      edits: setValue(document, field.pointer, known),
                      safe: false,
                    },
                  ],
          },
        ];
      });
  },
});

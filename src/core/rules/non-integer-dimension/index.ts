import { isNull } from '../../document/node';
import { locate, type Pointer } from '../../document/pointer';
import { setValue } from '../../document/edit';
import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';
import { typeViolations } from '../schema-violations';

export const nonIntegerDimension = modelRule({
  name: 'non-integer-dimension',
  severity: 'error',
  summary: 'Counts and dimensions are whole numbers, flags are true or false, lists are lists.',
  check(model) {
    const { fields } = model;
    const wrong = [
      // A null chunk size loads, and fails later: chunk-null says so.
      ...fields.issues.filter(
        ({ kind, field }) =>
          kind === 'type' && !(field === 'attention_chunk_size' && isNull(fields.node(field))),
      ),
      ...typeViolations(model),
    ];
    return wrong.map(({ pointer, message }) => ({
      pointer,
      message: `${message} transformers refuses to load this.`,
      fixes: wholeNumberFix(model, pointer),
    }));
  },
});

/** Where the value is a whole number in another guise. */
function wholeNumberFix({ recognition }: Model, pointer: Pointer): Fix[] {
  const { document } = recognition.config;
  const node = locate(document.root, pointer)?.node;
  if (node?.type !== 'scalar' || node.value === null || node.value === '' || typeof node.value === 'boolean')
    return [];
  const whole = Number(node.value);
  return Number.isSafeInteger(whole)
    ? [{ title: `Write ${whole}`, edits: setValue(document, pointer, whole), safe: true }]
    : [];
}

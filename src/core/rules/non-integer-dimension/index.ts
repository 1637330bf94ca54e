import { setValue } from '../../document/edit';
import { isNull } from '../../document/node';
import { locate } from '../../document/pointer';
import { modelRule, type Fix } from '../rule';

export const nonIntegerDimension = modelRule({
  name: 'non-integer-dimension',
  severity: 'error',
  summary: 'Counts and dimensions are whole numbers, flags are true or false, lists are lists.',
  check({ fields, recognition }) {
    const { document } = recognition.config;
    return (
      fields.issues
        // A null chunk size loads, and fails later: chunk-null says so.
        .filter(
          ({ kind, field }) =>
            kind === 'type' && !(field === 'attention_chunk_size' && isNull(fields.node(field))),
        )
        .map((issue) => {
          const node = locate(document.root, issue.pointer)?.node;
          const whole =
            node?.type === 'scalar' && node.value !== null && node.value !== ''
              ? Number(node.value)
              : Number.NaN;
          const fixes: Fix[] =
            Number.isSafeInteger(whole) && typeof (node?.type === 'scalar' && node.value) !== 'boolean'
              ? [{ title: `Write ${whole}`, edits: setValue(document, issue.pointer, whole), safe: true }]
              : [];
          return {
            pointer: issue.pointer,
            message: `${issue.message} transformers refuses to load this.`,
            fixes,
          };
        })
    );
  },
});

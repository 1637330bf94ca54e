import { isNull } from '../../document/node';
import { locate, type Pointer } from '../../document/pointer';
import { setValue } from '../../document/edit';
import type { Model } from '../../analyse';
import type { FieldIssue } from '../../families/fields';
import { isExaonePattern } from '../exaone-pattern-type';
import { isAboutNoExperts } from '../experts-null';
import { modelRule, type Fix } from '../rule';
import { typeViolations } from '../schema-violations';
import { isHuggingface, latentAttention, mixerOf } from '../support';

export const nonIntegerDimension = modelRule({
  name: 'non-integer-dimension',
  severity: 'error',
  summary: 'Counts and dimensions are whole numbers, flags are true or false, lists are lists.',
  dialects: 'any',
  check(model) {
    const { fields } = model;
    const wrong = [
      ...fields.issues.filter((issue) => issue.kind === 'type' && !hasOwnRule(model, issue)),
      ...typeViolations(model),
    ];
    return wrong.map(({ pointer, message }) => ({
      pointer,
      message: `${message} ${isHuggingface(model) ? 'transformers refuses to load this' : 'No model can be built of it'}.`,
      fixes: wholeNumberFix(model, pointer),
    }));
  },
});

/**
 * What has a rule of its own: exaone-pattern-type, experts-null, and of nulls chunk-null (which loads, and fails later),
 * mla-missing-rank and dsa-needs-q-lora.
 */
function hasOwnRule(model: Model, issue: FieldIssue): boolean {
  const { field } = issue;
  if (field === 'sliding_window_pattern') return isExaonePattern(model);
  if (isAboutNoExperts(model, issue)) return true;
  if (!isNull(model.fields.node(field))) return false;
  if (field === 'attention_chunk_size') return true;
  if (field === 'kv_lora_rank') return latentAttention(model) !== undefined;
  return field === 'q_lora_rank' && mixerOf(model, 'dsa') !== undefined;
}

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

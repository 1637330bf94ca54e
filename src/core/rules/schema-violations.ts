import type { Model } from '../analyse';
import { dialectSchema, isStrict } from '../schema/keys';
import { validate, type SchemaViolation } from '../schema/validate';

/**
 * Values of the wrong type by the family's schema, where describing the model did not stumble over them: the class
 * checks the type of fields that no layer depends on, too. Bounds are left alone there: what nobody reads may be 0.
 */
export function typeViolations({ fields, recognition }: Model): SchemaViolation[] {
  const { config, family } = recognition;
  const told = new Set(fields.issues.map(({ pointer }) => pointer));
  const isHuggingface = config.dialect === 'huggingface';
  const { text } = config.document;
  const schema = isHuggingface ? family.id : dialectSchema(config.dialect);
  if (!isHuggingface && !isStrict(schema)) return [];
  return validate(config, schema).filter(
    ({ keyword, pointer, source, range }) =>
      keyword === 'type' &&
      (isHuggingface ? source.startsWith(checked) : !isLeftOpen(text.slice(range.start, range.end))) &&
      !told.has(pointer) &&
      !isUnread(family.id, pointer),
  );
}

/** Tools with an args class take null for left out, and OmegaConf fills `${variables}` in. */
const isLeftOpen = (value: string): boolean => /^(?:null|~|)$|\$\{/.test(value);

/** Fields of the class: what only other readers of the file know, it takes as it comes. */
const checked = 'transformers ';

/** Nemotron-H's class drops the number of layers unseen; nemotron-layer-count says what comes of it. */
function isUnread(family: string, pointer: string): boolean {
  return family === 'nemotron_h' && pointer.endsWith('/num_hidden_layers');
}

import type { Model } from '../analyse';
import { validate, type SchemaViolation } from '../schema/validate';

/**
 * Values of the wrong type by the family's schema, where describing the model did not stumble over them: the class
 * checks the type of fields that no layer depends on, too. Bounds are left alone there: what nobody reads may be 0.
 */
export function typeViolations({ fields, recognition }: Model): SchemaViolation[] {
  const { config, family } = recognition;
  if (config.dialect !== 'huggingface') return [];
  const told = new Set(fields.issues.map(({ pointer }) => pointer));
  return validate(config, family.id).filter(
    ({ keyword, pointer, source }) =>
      keyword === 'type' && source.startsWith(checked) && !told.has(pointer) && !isUnread(family.id, pointer),
  );
}

/** Fields of the class: what only other readers of the file know, it takes as it comes. */
const checked = 'transformers ';

/** Nemotron-H's class drops the number of layers unseen; nemotron-layer-count says what comes of it. */
function isUnread(family: string, pointer: string): boolean {
  return family === 'nemotron_h' && pointer.endsWith('/num_hidden_layers');
}

import { insertMember } from '../../document/edit';
import { isNull, stringValue } from '../../document/node';
import { modelRule, type Fix } from '../rule';
import { issueOf, setFix } from '../support';
import type { Model } from '../../analyse';

const key = 'sliding_window_pattern';

export const exaonePatternType = modelRule({
  name: 'exaone-pattern-type',
  severity: 'error',
  summary: 'The pattern of an EXAONE without a list of layers is a number.',
  check(model) {
    if (!isExaonePattern(model)) return [];
    const letters = stringValue(model.fields.node(key));
    const shown = letters === undefined ? 'null' : `the text "${letters}"`;
    return [
      {
        pointer: model.fields.pointer(key),
        message: `\`${key}\` is ${shown}, which the class divides layer numbers by: loading fails (unsupported operand type(s) for %). Write the period as a number, or name the layers in \`layer_types\`.`,
        fixes: fixes(model, letters),
      },
    ];
  },
});

/** Text and null pass the class's check of types, and fail where it divides by them. */
export function isExaonePattern(model: Model): boolean {
  const node = model.fields.node(key);
  return (
    model.recognition.family.id.startsWith('exaone') &&
    issueOf(model, key, 'type') !== undefined &&
    (isNull(node) || stringValue(node) !== undefined)
  );
}

function fixes(model: Model, letters: string | undefined): Fix[] {
  if (letters === undefined) return [setFix(model, key, 4)];
  const { config } = model.recognition;
  // What the letters mean stands in the layers already; the number says the same of a window to each layer but the last.
  const types = model.architecture.layers.map(({ mixer }) =>
    mixer.kind === 'sliding' ? 'sliding_attention' : 'full_attention',
  );
  return [
    ...(/^L+G$/.test(letters) ? [setFix(model, key, letters.length)] : []),
    ...(/^[LG]+$/.test(letters)
      ? [
          {
            title: 'Add layer_types with what the letters mean',
            edits: insertMember(config.document, config.base, 'layer_types', types, key),
            safe: false,
          },
        ]
      : []),
  ];
}

import { insertMember } from '../../document/edit';
import { memberValue, numberValue } from '../../document/node';
import { formatCount } from '../../format';
import { knownKeys } from '../../schema/keys';
import type { Model } from '../../analyse';
import { ropeKey, ropes } from '../rope-support';
import { modelRule, type Fix } from '../rule';
import { keyOf } from '../support';

const key = 'max_position_embeddings';

export const maxLenOverDerived = modelRule({
  name: 'max-len-over-derived',
  severity: 'error',
  summary: 'The context that is asked for is one that the model has positions for.',
  check(model, { scenario }) {
    const asked = scenario.contextTokens;
    const maximum = derivedLength(model);
    if (typeof asked !== 'number' || maximum === undefined || asked <= maximum) return [];
    const factor = Math.ceil((100 * asked) / maximum) / 100;
    const scaling = canScale(model)
      ? `, or stretch the positions by ${formatCount(factor)} (YaRN) if the model is made for it`
      : '';
    return [
      {
        pointer: model.fields.pointer(key),
        message: `${formatCount(asked)} tokens are asked for, and the model has positions for ${formatCount(maximum)}: vLLM refuses to serve it (User-specified max_model_len (${asked}) is greater than the derived max_model_len (${keyOf(model, key)}=${maximum})). Ask for at most ${formatCount(maximum)}${scaling}.`,
        fixes: canScale(model) ? [scaleFix(model, maximum, factor)] : [],
      },
    ];
  },
});

/**
 * What vLLM derives: the trained positions, times the factor of a scaling that stretches them; and what a
 * `model_max_length` beside them allows.
 */
function derivedLength(model: Model): number | undefined {
  const trained = model.architecture.maximumContextTokens;
  if (trained === undefined) return undefined;
  const stretched = ropes(model).flatMap(({ node, type }) => {
    // In these two the context already is the stretched one.
    if (type === 'longrope' || type === 'llama3') return [];
    const from =
      type === 'yarn' ? numberValue(memberValue(node, 'original_max_position_embeddings')) : undefined;
    return (from ?? trained) * (numberValue(memberValue(node, 'factor')) ?? 1);
  });
  const allowed = numberValue(model.fields.config.field('model_max_length')?.node) ?? 0;
  return Math.max(trained, allowed, ...stretched);
}

/** Whether the class knows scaled positions, and the file has none yet. */
function canScale(model: Model): boolean {
  return knownKeys(model.recognition.family.id).includes('rope_scaling') && ropeKey(model) === undefined;
}

function scaleFix(model: Model, trained: number, factor: number): Fix {
  const { document, base } = model.recognition.config;
  const scaling = { rope_type: 'yarn', factor, original_max_position_embeddings: trained };
  return {
    title: `Add YaRN by a factor of ${formatCount(factor)}`,
    edits: insertMember(document, base, 'rope_scaling', scaling, keyOf(model, key)),
    safe: false,
  };
}

import { isNull } from '../../document/node';
import type { FieldIssue } from '../../families/fields';
import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';
import { insertFix, keyOf, removeFix, setFix } from '../support';

interface ExpertsField {
  readonly field: string;
  /** For a class without a default: the number that its published model has. */
  readonly published?: number;
}

/** Where null passes the class's check of types: it fails when the experts are made. */
const expertsOf: Readonly<Record<string, ExpertsField>> = {
  dots1: { field: 'n_routed_experts', published: 128 },
  gemma4: { field: 'num_experts', published: 128 },
  afmoe: { field: 'num_experts' },
  ernie4_5_moe: { field: 'moe_num_experts' },
  granitemoe: { field: 'num_local_experts' },
  granitemoeshared: { field: 'num_local_experts' },
  granitemoehybrid: { field: 'num_local_experts' },
  hy_v3: { field: 'num_experts' },
  kimi_linear: { field: 'num_experts' },
};

export const expertsNull = modelRule({
  name: 'experts-null',
  severity: 'error',
  summary: 'Layers with experts know how many there are.',
  check(model) {
    return model.fields.issues
      .filter((issue) => isAboutNoExperts(model, issue))
      .map(({ field, pointer, kind }) => ({
        pointer,
        message: `\`${keyOf(model, field)}\` is ${kind === 'missing' ? 'left out, which means null' : 'null'}, and there are layers with experts: building them fails with a TypeError. Write how many experts there are.`,
        fixes: fixes(model, field, kind === 'missing'),
      }));
  },
});

/** Whether an issue is that a layer with experts has no number of them. */
export function isAboutNoExperts(model: Model, { field, kind }: FieldIssue): boolean {
  if (expertsOf[model.recognition.family.id]?.field !== field) return false;
  return kind === 'missing' || (kind === 'type' && isNull(model.fields.node(field)));
}

function fixes(model: Model, field: string, isMissing: boolean): Fix[] {
  const { family } = model.recognition;
  const published = expertsOf[family.id]?.published;
  if (published === undefined)
    return [removeFix(model, field, { title: `Remove ${keyOf(model, field)}, so that its default holds` })];
  if (isMissing) return [insertFix(model, field, published)];
  return [
    setFix(model, field, published, {
      title: `Set ${keyOf(model, field)} to ${published}, as the published ${family.title} has`,
    }),
  ];
}

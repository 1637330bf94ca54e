/** What the rules on mixtures of experts share. */
import type { Model } from '../analyse';
import type { MoeFeedForward } from '../feedforward/feedforward';
import { isHuggingface, isWritten, writtenNumber } from './support';

/** The first layer's mixture of experts; its sizes hold for all such layers of these families. */
export function mixtureOf({ architecture }: Model): MoeFeedForward | undefined {
  return architecture.layers.map(({ feedForward }) => feedForward).find((part) => part.kind === 'moe');
}

/** The fields that give the number of experts, and how many of them a token passes. */
export const expertFields = ['n_routed_experts', 'num_local_experts', 'num_experts'];
export const perTokenFields = ['num_experts_per_tok', 'num_experts_per_token'];

export function firstWritten(model: Model, fields: readonly string[]): string | undefined {
  return fields.find((field) => isWritten(model, field));
}

export interface Groups {
  readonly field: string | undefined;
  readonly count: number;
  readonly chosen: number;
  /** Experts that each group needs for its score: the two best are added up. */
  readonly least: number;
}

/** Class defaults of `n_group` and `topk_group` (transformers 5.18). */
const defaults: Readonly<Record<string, readonly [number, number]>> = {
  deepseek_v2: [1, 1],
  deepseek_v3: [8, 4],
  deepseek_v32: [8, 4],
  kimi_k2: [8, 4],
  kimi_linear: [1, 1],
  axk1: [8, 4],
  axk2: [1, 1],
  dots1: [1, 1],
  exaone_moe: [1, 1],
  glm4_moe: [1, 1],
  glm4_moe_lite: [1, 1],
  glm_moe_dsa: [1, 1],
  mimo_v2_flash: [1, 1],
  solar_open: [1, 1],
  nemotron_h: [1, 1],
};

/** The groups that experts are chosen from, in families that have them. */
export function expertGroups(model: Model): Groups | undefined {
  if (!isHuggingface(model)) return writtenGroups(model);
  const { family } = model.recognition;
  const fallback = defaults[family.id];
  if (!fallback || !mixtureOf(model)) return undefined;
  // DeepSeek-V2 looks at groups with one method only.
  if (family.id === 'deepseek_v2' && model.fields.text('topk_method') !== 'group_limited_greedy')
    return undefined;
  const field = firstWritten(model, ['n_group', 'num_expert_group']);
  const count = field === undefined ? fallback[0] : writtenNumber(model, field);
  const chosen = isWritten(model, 'topk_group') ? writtenNumber(model, 'topk_group') : fallback[1];
  if (count === undefined || chosen === undefined) return undefined;
  return { field, count, chosen, least: family.id === 'deepseek_v2' ? 1 : 2 };
}

/** Other dialects have groups where both numbers are written; one expert in each is enough for a score. */
function writtenGroups(model: Model): Groups | undefined {
  const count = writtenNumber(model, 'n_group');
  const chosen = writtenNumber(model, 'topk_group');
  return count === undefined || chosen === undefined || !mixtureOf(model)
    ? undefined
    : { field: 'n_group', count, chosen, least: 1 };
}

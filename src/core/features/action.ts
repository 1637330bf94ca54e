/** What a click may ask for; the adapter maps each to a command of its own. */
export type Action =
  | { readonly type: 'pick-scenario' }
  | { readonly type: 'open-report' }
  /** One layer; without a number the reader chooses. */
  | { readonly type: 'benchmark'; readonly layer?: number }
  /** One layer of each kind of the model. */
  | { readonly type: 'compare-kinds' }
  | { readonly type: 'explain-engines' }
  | { readonly type: 'compare' };

/** The actions that exist in this version: nothing else is offered, in lenses and in links. */
export const availableActions: readonly Action['type'][] = ['pick-scenario', 'benchmark', 'compare-kinds'];

export function isAvailable({ type }: Action): boolean {
  return availableActions.includes(type);
}

/**
 * A Markdown link to an action, `[Report](layerwise:open-report)`, its arguments as JSON in the query; the adapter
 * rewrites it to a command of its own. Empty where the action does not exist yet.
 */
export function actionLink(label: string, action: Action): string {
  if (!isAvailable(action)) return '';
  const { type, ...rest } = action;
  const query = Object.keys(rest).length > 0 ? `?${encodeURIComponent(JSON.stringify(rest))}` : '';
  return `[${label}](layerwise:${type}${query})`;
}

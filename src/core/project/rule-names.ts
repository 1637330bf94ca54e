import { nearest } from '../nearest';
import { problemRules } from '../report/problems';
import { rules } from '../rules/registry';

/** All that can be given a severity or be suppressed. */
export const ruleNames: readonly string[] = [...rules, ...problemRules].map(({ name }) => name);

const known = new Set(ruleNames);

/** Undefined for a rule that there is; else that there is none, with the nearest name. */
export function checkRuleName(name: string): string | undefined {
  if (known.has(name)) return undefined;
  const [best] = nearest(name, ruleNames, 1);
  const wayOut = best === undefined ? 'layerwise explain lists them.' : `Did you mean ${best}?`;
  return `There is no rule ${JSON.stringify(name)}. ${wayOut}`;
}

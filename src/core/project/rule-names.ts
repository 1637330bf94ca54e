import { nearest } from '../nearest';
import { problemRules } from '../report/problems';
import { rules } from '../rules/registry';
import type { Severity } from '../rules/rule';

/** All that can be given a severity or be suppressed. */
export const ruleNames: readonly string[] = [...rules, ...problemRules].map(({ name }) => name);

const severities = new Map(
  [...rules, ...problemRules].map(({ name, severity }): [string, Severity] => [name, severity]),
);

/** The severity of a rule of which nobody says anything. */
export const defaultSeverity = (name: string): Severity | undefined => severities.get(name);

/** Undefined for a rule that there is; else that there is none, with the nearest name. */
export function checkRuleName(name: string): string | undefined {
  if (severities.has(name)) return undefined;
  const [best] = nearest(name, ruleNames, 1);
  const wayOut = best === undefined ? 'layerwise explain lists them.' : `Did you mean ${best}?`;
  return `There is no rule ${JSON.stringify(name)}. ${wayOut}`;
}

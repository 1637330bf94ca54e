/** The user's settings, typed. */
import type * as vscode from 'vscode';
import type { RuleSettings } from '../core/check';
import type { View } from '../core/features/view';
import { isEngineId } from '../core/memory/engines/registry';
import type { ScenarioSettings } from '../core/memory/scenario';
import { withoutUndefined } from '../core/plain';
import { dtypeNames } from '../core/reference/dtypes';
import { severities } from '../core/rules/rule';
import { read, readExplicit, type Is } from './configuration';

export type Feature = 'hints' | 'lens' | 'statusBar' | 'hover';

/** Whether a feature is switched on. */
export function isEnabled(feature: Feature): boolean {
  return read(`${feature}.enabled`, undefined, isBoolean) ?? true;
}

/** When findings are brought up to date. */
export function runMode(scope: vscode.Uri): 'onType' | 'onSave' {
  return read('run', scope, oneOf(['onType', 'onSave'])) ?? 'onType';
}

export function ruleSettings(scope: vscode.Uri): RuleSettings {
  const written = read('rules', scope, isRecord) ?? {};
  const isSeverity = oneOf([...severities, 'off']);
  return Object.fromEntries(
    Object.entries(written).flatMap(([rule, severity]) => (isSeverity(severity) ? [[rule, severity]] : [])),
  );
}

/** The scenario as far as somebody set it. */
export function scenarioSettings(): ScenarioSettings {
  const budget = set('budgetGiB', isPositive);
  return withoutUndefined({
    contextTokens: set('contextTokens', isCount),
    batch: set('batch', isCount),
    cacheDtype: set('cacheDtype', oneOf(['auto', ...dtypeNames])),
    engine: set('engine', isEngine),
    tensorParallel: set('tensorParallel', isCount),
    budgetBytes: budget === undefined ? undefined : budget * 1024 ** 3,
  });
}

const set = <T>(key: string, is: Is<T>): T | undefined => readExplicit(`estimate.${key}`, undefined, is);

const isBoolean: Is<boolean> = (value) => typeof value === 'boolean';
const isRecord: Is<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPositive: Is<number> = (value): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;
const isCount: Is<number> = (value): value is number => isPositive(value) && Number.isSafeInteger(value);
const isEngine: Is<View['engine']> = (value): value is View['engine'] =>
  typeof value === 'string' && isEngineId(value);

function oneOf<const T extends string>(names: readonly T[]): Is<T> {
  return (value): value is T => typeof value === 'string' && (names as readonly string[]).includes(value);
}

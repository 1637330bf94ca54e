/** Two sized models side by side. */
import { formatBytes, formatCount, formatParameters } from '../format';
import type { ConfigNode } from '../document/node';
import { isArray, isObject } from '../document/node';
import { locate } from '../document/pointer';
import { mixers } from '../mixers/registry';
import { describePattern } from '../pattern';
import { describeWeights, weightsOf } from '../memory/weights';
import { engineName, growthText } from './basis';
import type { Sizing } from './sizing';

export interface ComparisonRow {
  readonly label: string;
  readonly a: string;
  readonly b: string;
}

export interface Comparison {
  /** What the two are and cost. */
  readonly facts: readonly ComparisonRow[];
  /** Fields that are written otherwise, or in one of the two only. */
  readonly fields: readonly ComparisonRow[];
}

export function compareSizings(a: Sizing, b: Sizing): Comparison {
  const facts = new Map<string, { a?: string; b?: string }>();
  for (const [label, value] of factsOf(a)) facts.set(label, { a: value });
  for (const [label, value] of factsOf(b)) facts.set(label, { ...facts.get(label), b: value });
  return {
    facts: [...facts].map(([label, values]) => ({ label, a: values.a ?? '–', b: values.b ?? '–' })),
    fields: fieldDifferences(a, b),
  };
}

function* factsOf(sizing: Sizing): Generator<[label: string, value: string]> {
  const { model, parameters, estimates } = sizing;
  if (!model) return;
  const { architecture, recognition } = model;
  yield ['family', recognition.family.title];
  yield ['layers', formatCount(architecture.layers.length)];
  yield ['pattern', describePattern(architecture.layers, (kind) => mixers[kind].name).text];
  if (sizing.pattern?.ratio !== undefined) yield ['ratio', sizing.pattern.ratio];
  if (parameters) {
    yield ['parameters', formatParameters(parameters.total)];
    yield ['active parameters', formatParameters(parameters.active)];
    yield ['weights', describeWeights(weightsOf(model))];
  }
  const { maximumContextTokens } = architecture;
  if (maximumContextTokens !== undefined) yield ['declared context', formatCount(maximumContextTokens)];
  for (const estimate of estimates) {
    yield [
      `${engineName(estimate)}, ${formatCount(estimate.scenario.contextTokens)} tokens`,
      formatBytes(estimate.bytes.total),
    ];
  }
  const last = estimates.at(-1);
  if (last) yield ['growth', growthText(last)];
}

/** Keys that say nothing of layers or sizes. */
const bookkeeping = new Set(['transformers_version', '_name_or_path', 'auto_map']);

function fieldDifferences(a: Sizing, b: Sizing): ComparisonRow[] {
  const first = fieldsOf(a);
  const second = fieldsOf(b);
  const names = [...new Set([...first.keys(), ...second.keys()])].toSorted();
  return names.flatMap((label) => {
    const values = { a: first.get(label) ?? '–', b: second.get(label) ?? '–' };
    return values.a === values.b || bookkeeping.has(label) ? [] : [{ label, ...values }];
  });
}

/** The text model's own fields, nested ones by dotted names, long lists shortened. */
function fieldsOf({ model }: Sizing): Map<string, string> {
  const fields = new Map<string, string>();
  const add = (node: ConfigNode, path: string, depth: number): void => {
    if (isObject(node) && depth < 3) {
      for (const { key, value } of node.members.values())
        add(value, path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (path !== '') {
      fields.set(path, valueText(node));
    }
  };
  const config = model?.recognition.config;
  const root = config && locate(config.document.root, config.base)?.node;
  if (root) add(root, '', 0);
  return fields;
}

function valueText(node: ConfigNode): string {
  if (isObject(node)) return '{…}';
  if (!isArray(node)) return typeof node.value === 'string' ? node.value : String(node.value);
  const items = node.items.slice(0, 4).map(valueText);
  return node.items.length > 4
    ? `[${items.join(', ')}, … ${formatCount(node.items.length)}]`
    : `[${items.join(', ')}]`;
}

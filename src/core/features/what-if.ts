import { describeModel, type Analysis, type Model } from '../analyse';
import type { Value } from '../document/edit';
import { isObject, type ConfigNode, type ScalarNode } from '../document/node';
import { splitPointer, type Pointer } from '../document/pointer';
import { recognise } from '../recognise';

/** A value to be put in the place of one that is written; without a value the key is left out. */
export interface Change {
  readonly pointer: Pointer;
  readonly value?: Exclude<Value, object>;
}

/**
 * The same config with some values changed, described anew by its family: what a change does is computed, never
 * imitated. Undefined where it is then no model config any more.
 */
export function whatIf({ document }: Analysis, changes: readonly Change[]): Model | undefined {
  const root = changes.reduce(
    (node, { pointer, value }) => node && changed(node, splitPointer(pointer), value),
    document.root,
  );
  const recognition = recognise({ ...document, root });
  return recognition.status === 'model' ? describeModel(recognition) : undefined;
}

/** Copies the objects on the way to the value and shares all the rest. */
function changed(node: ConfigNode, path: readonly string[], value: Change['value']): ConfigNode | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value === undefined ? undefined : scalar(value, node);
  const member = isObject(node) ? node.members.get(key) : undefined;
  if (!isObject(node) || !member) return node;
  const members = new Map(node.members);
  const child = changed(member.value, rest, value);
  if (child) members.set(key, { ...member, value: child });
  else members.delete(key);
  return { ...node, members };
}

function scalar(value: NonNullable<Change['value']> | null, { range }: ConfigNode): ScalarNode {
  const isFloat = typeof value === 'number' && !Number.isInteger(value);
  return { type: 'scalar', value, range, ...(isFloat && { isFloat }) };
}

/** An estimate's arithmetic as text, built from the estimate's own tensors so that the two can't disagree. */
import type { Architecture } from '../architecture';
import { formatCount } from '../format';
import type { Mixer } from '../mixers/registry';
import type { StateKind, StateTensor } from '../mixers/state';
import { bytesPerNumber } from '../reference/dtypes';
import { stateTensors, type Estimate, type EstimatedTensor } from './estimate';
import { mixerGroups } from './mixer-groups';

/** One product of the estimate: tensors alike, times the layers that keep them. */
export interface Term {
  readonly mixer: Mixer;
  readonly kind: StateKind;
  readonly layers: readonly number[];
  /** Bytes at the estimate's context and batch. */
  readonly bytes: number;
  /** Bytes that one more token of one sequence adds; 0 where a window or state is full. */
  readonly bytesPerToken: number;
  /** `2 (K, V) × 2 heads × 262,144 tokens × 256 × 2 B`, for one layer. */
  readonly factors: string;
  /** The same for one token: `2 (K, V) × 2 heads × 256 × 2 B`. Empty where the tensors don't grow. */
  readonly factorsPerToken: string;
}

/** Whether a tensor of a layer is to be in the arithmetic. */
export type TensorFilter = (layer: number, tensor: string) => boolean;

/** The products whose sum is the estimate, or the part of it that the filter lets through. */
export function arithmetic(architecture: Architecture, estimate: Estimate, filter?: TensorFilter): Term[] {
  return mixerGroups(architecture).flatMap((group) => {
    const [first] = group.layers;
    const estimated = first === undefined ? undefined : estimate.layers[first];
    if (!estimated) return [];
    const pairs = stateTensors(group.mixer, architecture, estimate.scenario).flatMap((tensor): Pair[] => {
      const layers = filter ? group.layers.filter((layer) => filter(layer, tensor.name)) : group.layers;
      const found = estimated.tensors.find(({ name }) => name === tensor.name);
      return found && layers.length > 0 ? [{ tensor, estimated: found, layers }] : [];
    });
    return mergeAlike(pairs).map((alike) => toTerm(group.mixer, alike, estimate));
  });
}

interface Pair {
  readonly tensor: StateTensor;
  readonly estimated: EstimatedTensor;
  readonly layers: readonly number[];
}

/** Tensors of one layer that differ in their names and at most in one axis. */
interface Alike {
  readonly pairs: readonly [Pair, ...Pair[]];
  readonly differingAxis: number | undefined;
}

function mergeAlike(pairs: readonly Pair[]): Alike[] {
  const merged: Alike[] = [];
  for (const pair of pairs) {
    const last = merged.at(-1);
    const axis = last && differingAxis(last.pairs[0], pair);
    const fits = last && axis !== false && (last.pairs.length === 1 || axis === last.differingAxis);
    if (fits) merged[merged.length - 1] = { pairs: [...last.pairs, pair], differingAxis: axis };
    else merged.push({ pairs: [pair], differingAxis: undefined });
  }
  return merged;
}

/** The one axis in which two tensors differ, undefined where none does, false where they can't be one product. */
function differingAxis(a: Pair, b: Pair): number | undefined | false {
  const growth = (pair: Pair): string => JSON.stringify(pair.tensor.growth);
  const alike =
    a.tensor.kind === b.tensor.kind &&
    a.estimated.dtype === b.estimated.dtype &&
    a.tensor.shape.length === b.tensor.shape.length &&
    a.layers.length === b.layers.length &&
    growth(a) === growth(b);
  if (!alike) return false;
  const axes = a.estimated.shape.flatMap((size, axis) => (size === b.estimated.shape[axis] ? [] : [axis]));
  return axes.length > 1 ? false : axes[0];
}

function toTerm(mixer: Mixer, alike: Alike, estimate: Estimate): Term {
  const { tensor, layers } = alike.pairs[0];
  const { growth } = tensor;
  const perLayer = alike.pairs.reduce((sum, { estimated }) => sum + estimated.bytes, 0);
  const grows = growth.type === 'tokens' || growth.type === 'blocks';
  const perEntry = alike.pairs.reduce((sum, pair) => sum + entryBytes(pair), 0);
  const step = growth.type === 'blocks' ? growth.of : 1;
  return {
    mixer,
    kind: tensor.kind,
    layers,
    bytes: perLayer * layers.length,
    bytesPerToken: grows ? (perEntry * layers.length) / step : 0,
    factors: factors(alike, estimate.scenario.batch, true),
    factorsPerToken: grows ? factors(alike, 1, false) + (step > 1 ? ` ÷ ${step} tokens` : '') : '',
  };
}

/** Bytes of one entry along the length, of one sequence. */
function entryBytes({ tensor, estimated }: Pair): number {
  const elements = estimated.shape.reduce((product, size, axis) => {
    const is = tensor.shape[axis];
    return is === 'batch' || is === 'length' ? product : product * size;
  }, 1);
  return elements * bytesPerNumber(estimated.dtype);
}

function factors({ pairs, differingAxis }: Alike, batch: number, withLength: boolean): string {
  const { tensor, estimated } = pairs[0];
  const parts: string[] = [];
  if (batch > 1) parts.push(`${formatCount(batch)} sequences`);
  if (pairs.length > 1 && differingAxis === undefined) {
    const names = pairs.map(({ tensor: { name } }) => shortNames[name] ?? name.replaceAll('_', ' '));
    parts.push(`${pairs.length} (${names.join(', ')})`);
  }
  for (const [axis, size] of estimated.shape.entries()) {
    if (axis === differingAxis) {
      parts.push(`(${pairs.map((pair) => formatCount(pair.estimated.shape[axis]!)).join(' + ')})`);
      continue;
    }
    const text = axisText(tensor, axis, size);
    if (text !== undefined && (withLength || tensor.shape[axis] !== 'length')) parts.push(text);
  }
  parts.push(`${bytesPerNumber(estimated.dtype)} B`);
  return parts.join(' × ');
}

const shortNames: Readonly<Record<string, string>> = { keys: 'K', values: 'V' };

/** A size with its unit where one is due; undefined for what is no factor. */
function axisText({ shape, growth, kind }: StateTensor, axis: number, size: number): string | undefined {
  const is = shape[axis];
  const count = formatCount(size);
  const counted = (unit: string): string => `${count} ${unit}${size === 1 ? '' : 's'}`;
  if (is === 'batch') return undefined;
  if (is === 'length') {
    if (growth.type === 'constant') return undefined;
    return counted(growth.type === 'convolution' ? 'column' : growth.type === 'blocks' ? 'block' : 'token');
  }
  if (typeof is === 'number') return size === 1 ? undefined : count;
  if (kind === 'conv') return counted('channel');
  return kind === 'kv' || shape.length === 4 ? counted('head') : count;
}

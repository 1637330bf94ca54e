/** What a value of a config decides, found by changing it and describing the model anew. */
import type { Analysis, Model } from '../analyse';
import type { Architecture } from '../architecture';
import type { ConfigNode } from '../document/node';
import type { Pointer } from '../document/pointer';
import type { TensorFilter } from '../memory/arithmetic';
import { countParameters } from '../memory/parameters';
import { mixerModule, type Mixer } from '../mixers/registry';
import { parseDtype } from '../reference/dtypes';
import { parameterParts } from './parts';
import { whatIf, type Change } from './what-if';

export interface Effect {
  /** The number of layers, or their kinds. */
  readonly structure: boolean;
  /** The caches and states whose size it decides; undefined where there are none. */
  readonly tensors: TensorFilter | undefined;
  /** The parts of the model (`parameterParts`) whose parameters it decides. */
  readonly parameters: ReadonlySet<string>;
  /** The parameters that one token touches. */
  readonly active: boolean;
  readonly longestContext: boolean;
  readonly dtype: boolean;
  /** Something else of a layer: operations, most often. */
  readonly work: boolean;
}

/**
 * What the value at a pointer decides; undefined where no change of it makes a difference to the model.
 *
 * @param given changes by which `model` differs from the text.
 */
export function effectOf(
  analysis: Analysis,
  model: Model,
  pointer: Pointer,
  node: ConfigNode,
  given: readonly Change[] = [],
): Effect | undefined {
  for (const change of alternatives(pointer, node)) {
    const variant = whatIf(analysis, [...given, change]);
    const effect = variant && difference(model.architecture, variant.architecture);
    if (effect) return effect;
  }
  return undefined;
}

/** Other values that tell what one decides. Doubling comes first: it changes sizes and breaks no divisibility. */
function alternatives(pointer: Pointer, node: ConfigNode): Change[] {
  const omitted = { pointer };
  if (node.type !== 'scalar') return [omitted];
  const { value } = node;
  const values: Exclude<Change['value'], undefined>[] =
    typeof value === 'number'
      ? [value * 2, Math.ceil(value / 2), value + 1]
      : typeof value === 'boolean'
        ? [!value]
        : value === null
          ? [8]
          : parseDtype(value)
            ? ['float32', 'float16']
            : [];
  return [...values.map((other) => ({ pointer, value: other })), omitted];
}

/** In what two descriptions of a model differ; undefined where in nothing that counts. */
export function difference(before: Architecture, after: Architecture): Effect | undefined {
  const structure =
    before.layers.length !== after.layers.length ||
    before.layers.some(({ mixer }, index) => mixer.kind !== after.layers[index]!.mixer.kind);
  const changed = structure ? new Set<string>() : changedTensors(before, after);
  const parameters = changedParts(before, after);
  const active = countParameters(before).active !== countParameters(after).active;
  const longestContext = before.maximumContextTokens !== after.maximumContextTokens;
  const dtype = before.modelDtype !== after.modelDtype;
  const work = !structure && changedLayers(before, after);
  const isAny = structure || changed.size + parameters.size > 0 || active || longestContext || dtype || work;
  if (!isAny) return undefined;
  return {
    structure,
    tensors: structure
      ? () => true
      : changed.size > 0
        ? (layer, tensor) => changed.has(`${layer} ${tensor}`)
        : undefined,
    parameters,
    active,
    longestContext,
    dtype,
    work,
  };
}

/** With a tensor goes what is of the same kind in its layer: a latent and its rope key are one cache to a reader. */
function changedTensors(before: Architecture, after: Architecture): Set<string> {
  const changed = new Set<string>();
  const shapes = memo((mixer: Mixer) =>
    mixerModule(mixer)
      .state(mixer)
      .map((tensor) => ({ name: tensor.name, kind: tensor.kind, text: JSON.stringify(tensor) })),
  );
  for (const { index, mixer } of before.layers) {
    const own = shapes(mixer);
    const others = shapes(after.layers[index]!.mixer);
    const isChanged = ({ name, text }: (typeof own)[number]): boolean =>
      others.find((other) => other.name === name)?.text !== text;
    const kinds = new Set(own.filter(isChanged).map(({ kind }) => kind));
    for (const { name, kind } of own) if (kinds.has(kind)) changed.add(`${index} ${name}`);
  }
  return changed;
}

function changedLayers(before: Architecture, after: Architecture): boolean {
  const text = memo((part: object) => JSON.stringify(part));
  return before.layers.some(({ mixer, feedForward }, index) => {
    const other = after.layers[index]!;
    return text(mixer) !== text(other.mixer) || text(feedForward) !== text(other.feedForward);
  });
}

function changedParts(before: Architecture, after: Architecture): Set<string> {
  const [old, next] = [parameterParts(before), parameterParts(after)];
  return new Set([...old.keys(), ...next.keys()].filter((part) => old.get(part) !== next.get(part)));
}

/** Layers share their mixers and feed-forwards, which are then looked at once. */
function memo<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = compute(key)));
    return value;
  };
}

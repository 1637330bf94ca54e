import type { Model } from '../../../src/core/analyse';
import { estimate } from '../../../src/core/memory/estimate';
import { countParameters } from '../../../src/core/memory/parameters';
import { mixers, type Mixer } from '../../../src/core/mixers/registry';
import { buildModel } from '../../models';

export type Config = Readonly<Record<string, unknown>>;

/** A row of a table: what is special about a config, the config, and what it gives. */
export type Row<Expected> = readonly [title: string, config: Config, expected: Expected];

/** One letter per layer: `GGGF`. */
export function glyphs(config: Config): string {
  return buildModel(config)
    .architecture.layers.map(({ mixer }) => mixers[mixer.kind].glyph)
    .join('');
}

/** The mixer of one layer. */
export function mixerOf(model: Model, index = 0): Mixer {
  const layer = model.architecture.layers[index];
  if (!layer) throw new Error(`there is no layer ${index}`);
  return layer.mixer;
}

/** `heads`, `key/value heads`, `head dim` of layer 0, which is softmax attention. */
export function heads(config: Config): readonly [number, number, number] {
  const mixer = mixerOf(buildModel(config));
  if (mixer.kind !== 'full' && mixer.kind !== 'sliding') throw new Error(`layer 0 is ${mixer.kind}`);
  return [mixer.queryHeads, mixer.keyValueHeads, mixer.headDim];
}

export function parameters(config: Config): number {
  return countParameters(buildModel(config).architecture).total;
}

/** Bytes that transformers keeps of one sequence, in bf16. */
export function bytes(config: Config, contextTokens: number): number {
  const scenario = {
    contextTokens,
    batch: 1,
    cacheDtype: 'bf16',
    engine: 'transformers',
    tensorParallel: 1,
  } as const;
  return estimate(buildModel(config).architecture, scenario).bytes.total;
}

/** `kind pointer` of every issue. */
export function issues(config: Config): string[] {
  return buildModel(config).fields.issues.map(({ kind, pointer }) => `${kind} ${pointer}`);
}

export function pointers(config: Config): string[] {
  return buildModel(config).architecture.layers.map(({ pointer }) => pointer);
}

import type { Mixer, MixerKind } from '../../core/mixers/registry';
import { chunked } from './chunked';
import { dsa } from './dsa';
import { full } from './full';
import { gatedDeltanet } from './gated-deltanet';
import { kda } from './kda';
import type { MixerGraph, NotBenchmarkable } from './layer';
import { lightning } from './lightning';
import { linear } from './linear';
import { mamba1 } from './mamba1';
import { mamba2 } from './mamba2';
import { mla } from './mla';
import { sliding } from './sliding';

type MixerOf<K extends MixerKind> = Extract<Mixer, { kind: K }>;

/** A graph for every kind of mixer, or the reason why there is none. */
export const mixerGraphs: { readonly [K in MixerKind]: MixerGraph<MixerOf<K>> | NotBenchmarkable } = {
  full,
  sliding,
  chunked,
  mla,
  dsa,
  linear,
  lightning,
  'gated-deltanet': gatedDeltanet,
  kda,
  mamba1,
  mamba2,
  'block-sparse': { because: 'no graph has been written for it yet' },
  'compressed-sparse': { because: 'no graph has been written for it yet' },
  'heavily-compressed': { because: 'no graph has been written for it yet' },
  'shared-kv': { because: 'no graph has been written for it yet' },
  'cross-attention': { because: 'without an image it has nothing to attend to' },
  'short-conv': { because: 'no graph has been written for it yet' },
  'rg-lru': { because: 'no graph has been written for it yet' },
  rwkv: { because: 'no graph has been written for it yet' },
  parallel: { because: 'no graph has been written for two mixers in one block yet' },
  none: { because: 'the layer has no mixer' },
};

/** The graph of a mixer, typed for any mixer. */
export function mixerGraph(mixer: Mixer): MixerGraph<Mixer> | NotBenchmarkable {
  return mixerGraphs[mixer.kind];
}

import type { Mixer, MixerKind } from '../../core/mixers/registry';
import { blockSparse } from './block-sparse';
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
import { parallel } from './parallel';
import { retention } from './retention';
import { rgLru } from './rg-lru';
import { rwkv } from './rwkv';
import { shortConv } from './short-conv';
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
  'block-sparse': blockSparse,
  'short-conv': shortConv,
  'rg-lru': rgLru,
  rwkv,
  parallel: parallel(mixerGraph),
  'compressed-sparse': {
    because: 'there is no graph yet for its window, its compressor and the choice among compressed entries',
  },
  'heavily-compressed': {
    because: 'there is no graph yet for its window, its compressor and its compressed entries',
  },
  'shared-kv': {
    because: 'it reads the keys and values of another layer; that layer can be benchmarked, and costs more',
  },
  'cross-attention': { because: 'it attends to the tokens of an image, whose number no config says' },
  retention,
  'gated-linear': { because: 'there is no graph yet for its gates, which differ from form to form' },
  qsa: { because: 'there is no graph yet for its choice among pooled index keys' },
  mlstm: { because: 'there is no graph yet for its exponential gates' },
  none: { because: 'the layer has no mixer' },
};

/** The graph of a mixer, typed for any mixer. */
export function mixerGraph(mixer: Mixer): MixerGraph<Mixer> | NotBenchmarkable {
  return mixerGraphs[mixer.kind];
}

import { blockSparse, type BlockSparseMixer } from './block-sparse';
import { chunked, type ChunkedMixer } from './chunked';
import { compressedSparse, type CompressedSparseMixer } from './compressed-sparse';
import { crossAttention, type CrossAttentionMixer } from './cross-attention';
import { dsa, type DsaMixer } from './dsa';
import { full, type FullMixer } from './full';
import { gatedDeltanet, type GatedDeltanetMixer } from './gated-deltanet';
import { heavilyCompressed, type HeavilyCompressedMixer } from './heavily-compressed';
import { gatedLinear, type GatedLinearMixer } from './gated-linear';
import { kda, type KdaMixer } from './kda';
import { lightning, type LightningMixer } from './lightning';
import { linear, type LinearMixer } from './linear';
import { mamba1, type Mamba1Mixer } from './mamba1';
import { mamba2, type Mamba2Mixer } from './mamba2';
import type { MixerModule } from './mixer';
import { mla, type MlaMixer } from './mla';
import { mlstm, type MlstmMixer } from './mlstm';
import { none, type NoMixer } from './none';
import { parallel, type ParallelMixer } from './parallel';
import { qsa, type QsaMixer } from './qsa';
import { retention, type RetentionMixer } from './retention';
import { rgLru, type RgLruMixer } from './rg-lru';
import { rwkv, type RwkvMixer } from './rwkv';
import { sharedKv, type SharedKvMixer } from './shared-kv';
import { shortConv, type ShortConvMixer } from './short-conv';
import { sliding, type SlidingMixer } from './sliding';

/** One layer's token mixer with its dimensions. */
export type Mixer =
  | FullMixer
  | SlidingMixer
  | ChunkedMixer
  | MlaMixer
  | DsaMixer
  | BlockSparseMixer
  | QsaMixer
  | CompressedSparseMixer
  | HeavilyCompressedMixer
  | SharedKvMixer
  | CrossAttentionMixer
  | LinearMixer
  | LightningMixer
  | RetentionMixer
  | GatedLinearMixer
  | GatedDeltanetMixer
  | KdaMixer
  | MlstmMixer
  | Mamba1Mixer
  | Mamba2Mixer
  | ShortConvMixer
  | RgLruMixer
  | RwkvMixer
  | ParallelMixer
  | NoMixer;

export type MixerKind = Mixer['kind'];

type MixerOf<K extends MixerKind> = Extract<Mixer, { kind: K }>;

export const mixers: { readonly [K in MixerKind]: MixerModule<MixerOf<K>> } = {
  full,
  sliding,
  chunked,
  mla,
  dsa,
  'block-sparse': blockSparse,
  qsa,
  'compressed-sparse': compressedSparse,
  'heavily-compressed': heavilyCompressed,
  'shared-kv': sharedKv,
  'cross-attention': crossAttention,
  linear,
  lightning,
  retention,
  'gated-linear': gatedLinear,
  'gated-deltanet': gatedDeltanet,
  kda,
  mlstm,
  mamba1,
  mamba2,
  'short-conv': shortConv,
  'rg-lru': rgLru,
  rwkv,
  parallel: parallel(mixerModule),
  none,
};

export const mixerKinds = Object.keys(mixers) as MixerKind[];

/** The module of a mixer, typed for any mixer: `mixerModule(m).state(m)`. */
export function mixerModule(mixer: Mixer): MixerModule<Mixer> {
  return mixers[mixer.kind];
}

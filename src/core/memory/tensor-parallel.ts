/**
 * Which numbers of GPUs can share a model's heads. vLLM and SGLang refuse any other: `verify_with_parallel_config`
 * (vllm/config/model.py) and the attention classes of both for query and key/value heads, `MambaMixer2`
 * (vllm/model_executor/layers/mamba/mamba_mixer2.py) for Mamba-2's heads and groups, `KimiDeltaAttention`,
 * `MiniMaxText01LinearAttention` and `GatedDeltaNetAttention` for those of other states. Read in November 2026.
 */
import type { Architecture } from '../architecture';
import type { Mixer } from '../mixers/registry';
import { mixerGroups } from './mixer-groups';

/** Heads that the GPUs share out among them, by what they are heads of. */
export interface Heads {
  readonly kind: HeadKind;
  readonly count: number;
}

export type HeadKind =
  'query' | 'key-value' | 'linear-key' | 'linear-value' | 'delta' | 'lightning' | 'mamba' | 'mamba-group';

/** More GPUs than share one model's heads anywhere. */
const maximumGpus = 1024;

/** Every kind and number of heads that some layer has, once. */
export function headsOf(architecture: Pick<Architecture, 'layers'>): Heads[] {
  const all = mixerGroups(architecture).flatMap(({ mixer }) => headsOfMixer(mixer));
  return [...new Map(all.map((heads) => [`${heads.kind} ${heads.count}`, heads])).values()];
}

/** Key/value heads may also be repeated, the same number of times each, and a single Mamba group on every GPU. */
export function canShare({ kind, count }: Heads, gpus: number): boolean {
  if (count % gpus === 0) return true;
  return kind === 'key-value' ? gpus % count === 0 : kind === 'mamba-group' && count === 1;
}

/** The numbers of GPUs that can share all heads of a model, ascending; none where it has no such heads. */
export function tensorParallelSizes(architecture: Pick<Architecture, 'layers'>): number[] {
  const heads = headsOf(architecture);
  const most = Math.min(maximumGpus, ...heads.map(({ kind, count }) => (isDivided(kind) ? count : Infinity)));
  if (heads.length === 0) return [];
  return Array.from({ length: most }, (_, index) => index + 1).filter((gpus) =>
    heads.every((each) => canShare(each, gpus)),
  );
}

const isDivided = (kind: HeadKind): boolean => kind !== 'key-value' && kind !== 'mamba-group';

function headsOfMixer(mixer: Mixer): Heads[] {
  if (mixer.kind === 'parallel') return mixer.parts.flatMap(headsOfMixer);
  if ('queryHeads' in mixer) {
    return [
      { kind: 'query', count: mixer.queryHeads },
      { kind: 'key-value', count: mixer.keyValueHeads },
    ];
  }
  switch (mixer.kind) {
    case 'mla':
    case 'dsa':
      return [{ kind: 'query', count: mixer.heads }];
    case 'gated-deltanet':
      return [
        { kind: 'linear-key', count: mixer.keyHeads },
        { kind: 'linear-value', count: mixer.valueHeads },
      ];
    case 'kda':
      return [{ kind: 'delta', count: mixer.heads }];
    case 'lightning':
      return [{ kind: 'lightning', count: mixer.heads }];
    case 'mamba2':
      return [
        { kind: 'mamba', count: mixer.heads },
        { kind: 'mamba-group', count: mixer.groups },
      ];
    default:
      return [];
  }
}

import { convolutionState } from '../../mixers/convolution';
import { mixerModule, mixers, type Mixer } from '../../mixers/registry';
import type { StateTensor } from '../../mixers/state';
import { dtypes as formats, type StateDtype } from '../../reference/dtypes';
import type { Engine, EngineScenario, ScenarioDtypes } from './engine';
import { entries } from './growth';
import { pageCaches } from './paging';

/** Mixers whose caches vLLM keeps in a way that was read in its source. */
const known = new Set<Mixer['kind']>([
  'full',
  'sliding',
  'chunked',
  'mla',
  'dsa',
  'lightning',
  'gated-deltanet',
  'kda',
  'mamba1',
  'mamba2',
  'short-conv',
  'shared-kv',
  'none',
]);

/**
 * vLLM (0.29): latents as they are, whole windows, k − 1 columns of a convolution, states in the dtype of the
 * activations (`MambaStateDtypeCalculator`, vllm/model_executor/layers/mamba/mamba_utils.py), all of it in pages.
 */
export const vllm = {
  name: 'vLLM',
  version: '0.29',
  basis: 'the pages that vLLM holds for each sequence between two tokens, without prefix caching',
  state: stateOf,
  length: (growth, contextTokens) =>
    entries(growth, contextTokens, {
      windowTokens: (window) => window,
      columns: (kernel) => kernel - 1,
    }),
  dtype: dtypeOf,
  pages: (kept) => (kept.every(({ mixer }) => isKnown(mixer)) ? pageCaches(kept) : undefined),
  assumptions(all, { cache }, pages) {
    const unknown = all.filter((mixer) => !isKnown(mixer));
    const names = (unknown.length > 0 ? unknown : all).map(({ kind }) => mixers[kind].name).join(' and ');
    return [
      ...(pages?.assumptions ?? [`how vLLM keeps ${names} is not known here: counted without its pages`]),
      ...(all.some((mixer) => mixer.kind === 'dsa' && isKnown(mixer))
        ? [
            formats[cache].bits === 8
              ? 'a latent takes 656 bytes in the layout of 8 bits (fp8_ds_mla), an index key one byte per number and a scale'
              : 'index keys are kept in 8 bits with a scale, whatever the cache',
          ]
        : []),
    ];
  },
} satisfies Engine;

function isKnown(mixer: Mixer): boolean {
  if (mixer.kind === 'parallel') return mixer.parts.every(isKnown);
  return known.has(mixer.kind) && !(mixer.kind === 'dsa' && mixer.indexPool !== undefined);
}

/** Bytes of a token's latent and rope key in 8 bits, with its scales (`MLAAttentionSpec`, `fp8_ds_mla`). */
const sparseLatentBytes = 656;

/** Numbers of an index key that share a scale of 4 bytes (`DeepseekV32IndexerCache`). */
const indexBlock = 128;

function stateOf(mixer: Mixer, scenario: EngineScenario): readonly StateTensor[] | undefined {
  switch (mixer.kind) {
    case 'parallel':
      return mixer.parts.flatMap((part) => stateOf(part, scenario) ?? mixerModule(part).state(part));
    case 'dsa': {
      if (!isKnown(mixer)) return undefined;
      const growth = { type: 'tokens' } as const;
      const tensors = mixerModule(mixer).state(mixer);
      const indexBytes = mixer.indexDim + Math.floor(mixer.indexDim / indexBlock) * 4;
      return [
        ...(formats[scenario.dtypes.cache].bits === 8
          ? [
              {
                name: 'latent',
                kind: 'latent',
                shape: ['batch', 'length', sparseLatentBytes],
                growth,
                dtype: 'int8',
              } as const,
            ]
          : tensors.filter(({ kind }) => kind !== 'index')),
        ...tensors
          .filter(({ kind }) => kind === 'index')
          .map((tensor): StateTensor => ({
            ...tensor,
            shape: ['batch', 'length', indexBytes],
            dtype: 'int8',
          })),
      ];
    }
    case 'mamba2': {
      // A group that the GPUs can't divide is there once for each (`extra_groups_for_head_shards`).
      const { tensorParallel } = scenario;
      const { heads, headDim, stateDim, convKernel } = mixer;
      if (mixer.groups % tensorParallel === 0) return undefined;
      const channels = heads * headDim + 2 * tensorParallel * stateDim;
      return mixerModule(mixer)
        .state(mixer)
        .map((tensor) => (tensor.kind === 'conv' ? convolutionState(channels, convKernel) : tensor));
    }
    default:
      return undefined;
  }
}

function dtypeOf(
  { kind, dtype }: StateTensor,
  mixer: Mixer,
  { cache, model, state }: ScenarioDtypes,
): StateDtype {
  if (dtype === 'int8' || dtype === 'int64') return dtype;
  if (kind === 'conv') return model;
  if (kind === 'recurrent') return mixer.kind === 'kda' ? 'fp32' : (state ?? model);
  return cache;
}

import type { Mixer } from '../../../../src/core/mixers/registry';

const latent = { heads: 4, keyValueRank: 16, nopeDim: 8, ropeDim: 4, valueDim: 12 } as const;

const selective = {
  innerDim: 16,
  stateDim: 8,
  timeStepRank: 4,
  convKernel: 4,
  convBias: true,
  projectionBias: false,
} as const;

const dual = {
  heads: 4,
  headDim: 8,
  stateDim: 12,
  groups: 1,
  convKernel: 4,
  convBias: true,
  projectionBias: false,
  gatedNorm: true,
} as const;

/** Small mixers of every kind, with each of their options in some. */
export const smallMixers: readonly { name: string; mixer: Mixer; hiddenSize: number; tokens: number }[] = [
  small('full, MHA', { kind: 'full', ...heads(4, 4, 16) }),
  small('full, GQA with bias', {
    kind: 'full',
    ...heads(6, 2, 16),
    queryKeyValueBias: true,
    outputBias: true,
  }),
  small('full, MQA with head norms and gate', {
    kind: 'full',
    ...heads(4, 1, 16),
    queryKeyNorm: 'head',
    outputGate: true,
  }),
  small('full, norms over all heads', { kind: 'full', ...heads(4, 2, 16), queryKeyNorm: 'full' }),
  small('full, sinks', { kind: 'full', ...heads(4, 2, 16), sinks: true }),
  small('full, narrower values', { kind: 'full', ...heads(4, 2, 16), valueHeadDim: 8, sinks: true }),
  small('full, gate without bias, one per head too', {
    kind: 'full',
    ...heads(4, 2, 16),
    queryKeyValueBias: true,
    outputGate: 'without-bias',
    headGate: true,
  }),
  small('full, layer norms, keys as values', {
    kind: 'full',
    ...heads(4, 2, 16),
    queryKeyNorm: 'head',
    queryKeyNormBias: true,
    keysAreValues: true,
  }),
  small('sliding, window shorter than prompt', { kind: 'sliding', ...heads(4, 2, 16), windowTokens: 7 }),
  small('sliding, window longer than prompt', { kind: 'sliding', ...heads(4, 2, 16), windowTokens: 64 }),
  small('sliding, sinks', { kind: 'sliding', ...heads(4, 2, 16), windowTokens: 8, sinks: true }),
  small('chunked, several and a rest', { kind: 'chunked', ...heads(4, 2, 16), chunkTokens: 8 }),
  small('chunked, next token opens a chunk', { kind: 'chunked', ...heads(4, 2, 16), chunkTokens: 7 }, 21),
  small('mla', { kind: 'mla', ...latent, queryRank: 12 }),
  small('mla, direct query, gate', { kind: 'mla', ...latent, outputGate: true }),
  small('mla, bias', { kind: 'mla', ...latent, queryRank: 12, bias: true }),
  small('dsa, selecting', { kind: 'dsa', ...latent, queryRank: 12, ...indexer(6) }, 9),
  small('dsa, all selected', { kind: 'dsa', ...latent, queryRank: 12, ...indexer(64) }),
  small('block-sparse, selecting', { kind: 'block-sparse', ...heads(4, 2, 16), ...blocks(3, 1) }, 14),
  small('block-sparse, all selected', { kind: 'block-sparse', ...heads(4, 2, 16), ...blocks(16, 1) }, 14),
  small('short-conv', { kind: 'short-conv', channels: 24, kernel: 3, bias: false }),
  small('short-conv, bias', { kind: 'short-conv', channels: 16, kernel: 4, bias: true }),
  small('rg-lru', { kind: 'rg-lru', width: 32, blocks: 4, convKernel: 4 }),
  small('rg-lru, longer than a block', { kind: 'rg-lru', width: 16, blocks: 2, convKernel: 4 }, 37),
  small('rwkv', { kind: 'rwkv', hiddenSize: 24, width: 16 }),
  small('parallel', {
    kind: 'parallel',
    parts: [
      { kind: 'full', ...heads(4, 2, 16) },
      { kind: 'mamba2', ...dual },
    ],
  }),
  small('linear', { kind: 'linear', heads: 4, keyDim: 8, valueDim: 12, featureMap: 'elu+1' }),
  small('linear, bias', {
    kind: 'linear',
    heads: 2,
    keyDim: 8,
    valueDim: 8,
    featureMap: 'elu+1',
    bias: true,
  }),
  small('lightning', { kind: 'lightning', heads: 4, headDim: 8 }),
  small('lightning, longer than a chunk', { kind: 'lightning', heads: 4, headDim: 8 }, 70),
  small('retention', { kind: 'retention', heads: 4, keyDim: 8, valueDim: 16, normWeights: 16 }),
  small(
    'retention, no norm weights, longer than a chunk',
    { kind: 'retention', heads: 2, keyDim: 8, valueDim: 12, normWeights: 0 },
    70,
  ),
  small('gated-deltanet', deltanet(4, 4)),
  small('gated-deltanet, shared keys', deltanet(2, 6)),
  small('gated-deltanet, longer than a chunk', deltanet(2, 4), 70),
  small('kda', { kind: 'kda', heads: 4, headDim: 8, convKernel: 4 }),
  small(
    'kda, full rank gate, longer than a chunk',
    { kind: 'kda', heads: 2, headDim: 8, convKernel: 3, fullRankGate: true },
    37,
  ),
  small('mamba1', { kind: 'mamba1', ...selective }),
  small(
    'mamba1, norms and bias',
    { kind: 'mamba1', ...selective, projectionBias: true, innerNorms: true },
    37,
  ),
  small('mamba2', { kind: 'mamba2', ...dual }),
  small('mamba2, groups, bias, no norm', {
    kind: 'mamba2',
    ...dual,
    groups: 2,
    projectionBias: true,
    gatedNorm: false,
  }),
  small('mamba2, longer than a chunk', { kind: 'mamba2', ...dual }, 70),
];

function small(name: string, mixer: Mixer, tokens = 20) {
  return { name, mixer, hiddenSize: 24, tokens };
}

function heads(queryHeads: number, keyValueHeads: number, headDim: number) {
  return { queryHeads, keyValueHeads, headDim, valueHeadDim: headDim };
}

function blocks(topBlocks: number, localBlocks: number) {
  return { indexHeads: 2, indexDim: 8, blockTokens: 3, topBlocks, localBlocks } as const;
}

function indexer(topTokens: number) {
  return { indexHeads: 8, indexDim: 8, topTokens, ownsIndexer: true } as const;
}

function deltanet(keyHeads: number, valueHeads: number): Mixer {
  return { kind: 'gated-deltanet', keyHeads, valueHeads, keyDim: 8, valueDim: 12, convKernel: 4 };
}

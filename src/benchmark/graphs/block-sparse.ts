import type { BlockSparseMixer } from '../../core/mixers/block-sparse';
import { floatType, type Value } from '../onnx/graph';
import {
  attendPrompt,
  attendStep,
  finishAttention,
  masked,
  maskScores,
  projectAttention,
  promptScoreBytes,
  type Past,
} from './attention';
import { batch, type Layer, type MixerGraph } from './layer';
import { asFloat, project, range, rmsNorm, rotate, split, vector } from './operators';

/**
 * After transformers' `MiniMaxM3VLAttention` and `MiniMaxM3VLIndexer`. Every index head chooses for its group of key
 * heads; the latest blocks take part of the `topBlocks` places.
 */
export const blockSparse: MixerGraph<BlockSparseMixer> = {
  build(layer, mixer, x) {
    const projected = projectAttention(layer, mixer, x);
    const index = projectIndex(layer, mixer, x);
    layer.present('index_keys', index.keys);
    const attended =
      layer.phase === 'decode'
        ? attendStep(layer, mixer, projected, chosenPast(layer, mixer, index), undefined)
        : attendPrompt(layer, mixer, projected, { restrict: chosenPairs(layer, mixer, index) });
    return finishAttention(layer, mixer, projected, attended);
  },
  cachedTokens: (_, contextTokens) => contextTokens,
  workspaceBytes: ({ queryHeads, indexHeads }, tokens, elementSize) =>
    promptScoreBytes(queryHeads + indexHeads, tokens, elementSize),
};

/** queries: [1, index heads, T, dim]; keys: [1, 1, T, dim]. */
interface Index {
  readonly queries: Value;
  readonly keys: Value;
}

function projectIndex(layer: Layer, { indexHeads, indexDim }: BlockSparseMixer, x: Value): Index {
  const { graph } = layer;
  const prepare = (name: string, heads: number): Value => {
    const y = split(layer, project(layer, x, name, heads * indexDim), indexDim);
    const normalised = rmsNorm(layer, y, vector(layer, `${name}_norm`, indexDim, 'norm'));
    const turned = rotate(
      layer,
      graph.reshape(normalised, [batch, layer.tokens, heads * indexDim]),
      indexDim,
    );
    return graph.transpose(split(layer, turned, indexDim), [0, 2, 1, 3]);
  };
  return { queries: prepare('index_q', indexHeads), keys: prepare('index_k', 1) };
}

/** What a step sees of the cache: the best of the whole blocks before the local ones, and everything after those. */
function chosenPast(layer: Layer, mixer: BlockSparseMixer, index: Index): Past | undefined {
  const { graph, contextTokens: cached, dtype } = layer;
  const { keyValueHeads, headDim, valueHeadDim, indexHeads, indexDim, blockTokens, topBlocks } = mixer;
  const local = Math.max(1, mixer.localBlocks);
  const indexKeys = cached > 0 ? layer.past('index_keys', [batch, 1, cached, indexDim], dtype) : undefined;
  if (!indexKeys) return undefined;
  const keys = layer.past('keys', [batch, keyValueHeads, cached, headDim], dtype);
  const values = layer.past('values', [batch, keyValueHeads, cached, valueHeadDim], dtype);
  // The new token stands at place `cached`.
  const blocks = Math.floor(cached / blockTokens) + 1;
  const candidates = Math.max(0, blocks - local);
  const count = Math.max(0, topBlocks - local);
  if (candidates <= count) {
    layer.leaveOut('the choice of blocks: all are selected at this context');
    return { keys, values };
  }
  // [1, heads, cached] → the highest score of each candidate block.
  const q = graph.transpose(graph.reshape(index.queries, [batch, indexHeads, indexDim]), [0, 2, 1]);
  const byKey = graph.matmul(graph.reshape(indexKeys, [batch, cached, indexDim]), q);
  const scores = graph.slice(graph.transpose(byKey, [0, 2, 1]), 2, 0, candidates * blockTokens);
  const best = graph.largest(graph.reshape(scores, [indexHeads, candidates, blockTokens]), -1);
  const chosen = asFloat(layer, graph.topK(best, count).indices, candidates);
  // Rows of the cache, heads one after the other: head × cached + block × size + offset.
  const group = keyValueHeads / indexHeads;
  const starts = graph.reshape(graph.scale(chosen, blockTokens), [indexHeads, 1, count, 1]);
  const offsets = graph.constant('fp32', [blockTokens], range(blockTokens));
  const heads = graph.constant(
    'fp32',
    [indexHeads, group, 1, 1],
    range(keyValueHeads).map((head) => head * cached),
  );
  const rows = graph.toInteger(
    graph.reshape(graph.add(graph.add(starts, offsets), heads), [keyValueHeads * count * blockTokens]),
  );
  const tail = candidates * blockTokens;
  const pick = (cache: Value, width: number): Value => {
    const picked = graph.gather(graph.reshape(cache, [keyValueHeads * cached, width]), rows, 0);
    const shaped = graph.reshape(picked, [batch, keyValueHeads, count * blockTokens, width]);
    return tail === cached ? shaped : graph.concat([shaped, graph.slice(cache, 2, tail, cached)], 2);
  };
  return { keys: pick(keys, headDim), values: pick(values, valueHeadDim) };
}

/** Masks the pairs whose block the query's head did not choose. */
function chosenPairs(layer: Layer, mixer: BlockSparseMixer, index: Index): (scores: Value) => Value {
  const { graph, tokens } = layer;
  const { queryHeads, indexHeads, blockTokens, topBlocks } = mixer;
  const blocks = Math.ceil(tokens / blockTokens);
  const count = Math.min(topBlocks, blocks);
  layer.leaveOut('skipping of unselected blocks in prefill: all scores are computed, then masked');
  // In single precision: a threshold that is rounded would drop the very score that it was taken from.
  const scored = graph.matmul(index.queries, graph.transpose(index.keys, [0, 1, 3, 2]));
  const raw = maskScores(layer, graph.cast(scored, 'fp32'));
  const padding = blocks * blockTokens - tokens;
  const edge = [batch, indexHeads, tokens, padding];
  const padded =
    padding === 0 ? raw : graph.concat([raw, graph.expand(graph.scalar('fp32', masked), edge)], -1);
  const byBlock = graph.largest(graph.reshape(padded, [indexHeads, tokens, blocks, blockTokens]), -1);
  // The latest blocks always win.
  const boost = range(tokens * blocks).map((at) => {
    const [own, block] = [Math.floor(Math.floor(at / blocks) / blockTokens), at % blocks];
    return block <= own && block > own - mixer.localBlocks ? 30_000 : 0;
  });
  const ranked = graph.add(byBlock, graph.constant('fp32', [1, tokens, blocks], boost));
  const least = graph.slice(graph.topK(ranked, count).values, -1, count - 1, count);
  const dropped = graph.cast(graph.less(ranked, least), 'fp32');
  const perKey = graph.slice(
    graph.reshape(
      graph.expand(graph.reshape(dropped, [indexHeads, 1, tokens, blocks, 1]), [
        indexHeads,
        queryHeads / indexHeads,
        tokens,
        blocks,
        blockTokens,
      ]),
      [1, queryHeads, tokens, blocks * blockTokens],
    ),
    -1,
    0,
    tokens,
  );
  const isDropped = graph.less(graph.scalar('fp32', 0.5), perKey);
  return (scores) => graph.where(isDropped, graph.scalar(floatType(scores), masked), scores);
}

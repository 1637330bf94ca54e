import type { DsaMixer } from '../../core/mixers/dsa';
import { floatType, type Value } from '../onnx/graph';
import { masked, maskScores, promptScoreBytes } from './attention';
import { finishLatent, latentPrompt, latentStep, projectLatent, type LatentInput } from './latent';
import { batch, type Layer, type MixerGraph } from './layer';
import { asFloat, layerNorm, project, range, rotate, vector } from './operators';

/** After transformers' `DeepseekV32Attention` and `DeepseekV32Indexer`. */
export const dsa: MixerGraph<DsaMixer> = {
  build(layer, mixer, x) {
    const input = projectLatent(layer, mixer, x);
    if (mixer.ownsIndexer) {
      layer.leaveOut('the Hadamard rotation of index queries and keys and their 8-bit quantization');
    } else {
      layer.leaveOut('the selection by an earlier layer: which tokens are attended is fixed');
    }
    const attended =
      layer.phase === 'prefill' ? sparsePrompt(layer, mixer, x, input) : sparseStep(layer, mixer, x, input);
    return finishLatent(layer, mixer, x, attended);
  },
  cachedTokens: (_, contextTokens) => contextTokens,
  workspaceBytes: ({ heads, indexHeads }, tokens, elementSize) =>
    promptScoreBytes(heads + indexHeads, tokens, elementSize),
};

/** Index queries [1, heads, T, dim], the new index keys [1, T, dim], head weights [1, T, heads]. */
interface Index {
  readonly queries: Value;
  readonly keys: Value;
  readonly weights: Value;
}

function projectIndex(layer: Layer, mixer: DsaMixer, x: Value, input: LatentInput): Index {
  const { graph, tokens } = layer;
  const { indexHeads, indexDim } = mixer;
  const q = project(layer, input.compressedQuery ?? x, 'index_q', indexHeads * indexDim);
  const k = layerNorm(
    layer,
    project(layer, x, 'index_k', indexDim),
    vector(layer, 'index_norm', indexDim, 'norm'),
    vector(layer, 'index_norm_bias', indexDim, 'bias'),
  );
  const keys = rotateFront(layer, mixer, k);
  layer.present('index_keys', keys);
  const factor = 1 / Math.sqrt(indexHeads * indexDim);
  const queries = graph.reshape(rotateFront(layer, mixer, q), [batch, tokens, indexHeads, indexDim]);
  return {
    queries: graph.transpose(queries, [0, 2, 1, 3]),
    keys,
    weights: graph.scale(project(layer, x, 'index_weights', indexHeads), factor),
  };
}

/** The first rope dims of every index head are rotated. x: [1, T, heads × index dim]. */
function rotateFront(layer: Layer, { indexDim, ropeDim }: DsaMixer, x: Value): Value {
  const { graph } = layer;
  const [, tokens, width] = x.shape as [number, number, number];
  const heads = width / indexDim;
  const [front, rest] = graph.split(graph.reshape(x, [batch, tokens, heads, indexDim]), [
    ropeDim,
    indexDim - ropeDim,
  ]);
  const turned = rotate(layer, graph.reshape(front!, [batch, tokens, heads * ropeDim]), ropeDim);
  const joined = graph.concat([graph.reshape(turned, [batch, tokens, heads, ropeDim]), rest!], -1);
  return graph.reshape(joined, x.shape);
}

/** Σ over heads of w · relu(q · k): [1, T, S]. keys: [1, S, dim]. */
function indexScores(layer: Layer, { queries, weights }: Index, keys: Value): Value {
  const { graph, tokens } = layer;
  const [heads, length] = [queries.shape[1]!, keys.shape[1]!];
  const perHead = graph.relu(
    graph.matmul(
      graph.reshape(queries, [batch, heads * tokens, queries.shape[3]!]),
      graph.transpose(keys, [0, 2, 1]),
    ),
  );
  const weighted = graph.multiply(
    graph.reshape(perHead, [batch, heads, tokens, length]),
    graph.reshape(graph.transpose(weights, [0, 2, 1]), [batch, heads, tokens, 1]),
  );
  return graph.sum(weighted, 1);
}

/**
 * One step over the selected tokens. The new token competes with those in the cache; where it is selected, its own
 * latent takes the place of what is gathered.
 */
function sparseStep(layer: Layer, mixer: DsaMixer, x: Value, input: LatentInput): Value {
  const { graph, contextTokens: cached, dtype } = layer;
  const { keyValueRank, ropeDim, indexDim, topTokens } = mixer;
  const index = mixer.ownsIndexer ? projectIndex(layer, mixer, x, input) : undefined;
  if (cached === 0) return latentStep(layer, mixer, input, undefined);
  const latent = layer.past('latent', [batch, 1, cached, keyValueRank], dtype);
  const ropeKeys = layer.past('rope_keys', [batch, 1, cached, ropeDim], dtype);
  const rows = (cache: Value, chosen: Value, width: number): Value =>
    graph.gather(graph.reshape(cache, [cached, width]), chosen, 0);
  if (!index) {
    // Evenly spaced tokens of the cache, and the new one, stand for whatever was selected.
    const reach = Math.min(cached, topTokens - 1);
    const chosen = graph.integers(range(reach).map((at) => Math.floor((at * cached) / reach)));
    return latentStep(layer, mixer, input, {
      latent: graph.reshape(rows(latent, chosen, keyValueRank), [1, 1, reach, keyValueRank]),
      ropeKeys: graph.reshape(rows(ropeKeys, chosen, ropeDim), [1, 1, reach, ropeDim]),
    });
  }
  const indexKeys = layer.past('index_keys', [batch, cached, indexDim], dtype);
  const scores = graph.concat(
    [indexStepScores(layer, index, indexKeys), indexScores(layer, index, index.keys)],
    -1,
  );
  const count = Math.min(cached + 1, topTokens);
  // Place `cached` is the new token's.
  const place = graph.reshape(
    asFloat(layer, graph.topK(graph.cast(scores, 'fp32'), count).indices, cached + 1),
    [count],
  );
  const isNew = graph.less(graph.scalar('fp32', cached - 0.5), graph.reshape(place, [count, 1]));
  const inCache = graph.toInteger(graph.minimum(place, graph.scalar('fp32', cached - 1)));
  const pick = (cache: Value, fresh: Value, width: number): Value =>
    graph.reshape(graph.where(isNew, graph.reshape(fresh, [1, width]), rows(cache, inCache, width)), [
      1,
      1,
      count,
      width,
    ]);
  const past = {
    latent: pick(latent, input.latent, keyValueRank),
    ropeKeys: pick(ropeKeys, input.ropeKey, ropeDim),
  };
  return latentStep(layer, mixer, input, past, false);
}

/** As `indexScores` for one token; the cache is read where it lies instead of being transposed. */
function indexStepScores(layer: Layer, { queries, weights }: Index, keys: Value): Value {
  const { graph } = layer;
  const [heads, dim] = [queries.shape[1]!, queries.shape[3]!];
  const q = graph.transpose(graph.reshape(queries, [batch, heads, dim]), [0, 2, 1]);
  const perKey = graph.relu(graph.matmul(keys, q));
  const summed = graph.matmul(perKey, graph.reshape(weights, [batch, heads, 1]));
  return graph.reshape(summed, [batch, 1, keys.shape[1]!]);
}

/** Pairs below the score of a query's last selected token are masked. */
function sparsePrompt(layer: Layer, mixer: DsaMixer, x: Value, input: LatentInput): Value {
  const { graph, tokens } = layer;
  if (!mixer.ownsIndexer) {
    layer.leaveOut('sparsity in prefill: every pair is computed');
    return latentPrompt(layer, mixer, input, (scores) => scores);
  }
  const index = projectIndex(layer, mixer, x, input);
  layer.leaveOut('skipping of unselected pairs in prefill: all scores are computed, then masked');
  // In single precision: a threshold that is rounded would drop the very score that it was taken from.
  const visible = maskScores(layer, graph.cast(indexScores(layer, index, index.keys), 'fp32'));
  const count = Math.min(tokens, mixer.topTokens);
  const least = graph.slice(graph.topK(visible, count).values, -1, count - 1, count);
  const dropped = graph.less(
    graph.reshape(visible, [1, 1, tokens, tokens]),
    graph.reshape(least, [1, 1, tokens, 1]),
  );
  return latentPrompt(layer, mixer, input, (scores) =>
    graph.where(dropped, graph.scalar(floatType(scores), masked), scores),
  );
}

import type { LatentGeometry } from '../../core/mixers/mla';
import type { Value } from '../onnx/graph';
import { maskScores } from './attention';
import { batch, type Layer } from './layer';
import { byToken, project, rmsNorm, rotate, split, vector } from './operators';

/** What latent attention makes of its input before anything is attended. */
export interface LatentInput {
  /** [1, T, query rank]; absent where queries are projected directly. DSA's indexer reads it too. */
  readonly compressedQuery: Value | undefined;
  /** [1, T, heads × nope dim] and [1, T, heads × rope dim], rotated. */
  readonly nope: Value;
  readonly rope: Value;
  /** [1, T, rank], normalised, and [1, T, rope dim], rotated: what is cached. */
  readonly latent: Value;
  readonly ropeKey: Value;
}

/**
 * Projections after transformers' `DeepseekV3Attention`. The query projection keeps the parts without and with position
 * side by side instead of by head, and so does kv_b for keys and values.
 */
export function projectLatent(layer: Layer, mixer: LatentGeometry, x: Value): LatentInput {
  const { graph } = layer;
  const { heads, queryRank, keyValueRank, nopeDim, ropeDim, bias = false } = mixer;
  const compressedQuery =
    queryRank === undefined
      ? undefined
      : rmsNorm(layer, project(layer, x, 'q_a', queryRank, bias), vector(layer, 'q_norm', queryRank, 'norm'));
  const [nope, rope] = graph.split(
    project(layer, compressedQuery ?? x, compressedQuery ? 'q_b' : 'q', heads * (nopeDim + ropeDim)),
    [heads * nopeDim, heads * ropeDim],
  );
  const [latent, ropeKey] = graph.split(project(layer, x, 'kv_a', keyValueRank + ropeDim, bias), [
    keyValueRank,
    ropeDim,
  ]);
  const input = {
    compressedQuery,
    nope: nope!,
    rope: rotate(layer, rope!, ropeDim),
    latent: rmsNorm(layer, latent!, vector(layer, 'kv_norm', keyValueRank, 'norm')),
    ropeKey: rotate(layer, ropeKey!, ropeDim),
  };
  layer.present('latent', graph.reshape(input.latent, [batch, 1, layer.tokens, keyValueRank]));
  layer.present('rope_keys', graph.reshape(input.ropeKey, [batch, 1, layer.tokens, ropeDim]));
  return input;
}

/** Output gate and projection. attended: [1, T, heads × value dim]. */
export function finishLatent(layer: Layer, mixer: LatentGeometry, x: Value, attended: Value): Value {
  const { graph } = layer;
  const gate = mixer.outputGate ? project(layer, x, 'gate', mixer.heads * mixer.valueDim) : undefined;
  const gated = gate ? graph.multiply(attended, graph.sigmoid(gate)) : attended;
  return project(layer, gated, 'o', layer.hiddenSize, mixer.bias ?? false);
}

const scaleOf = ({ nopeDim, ropeDim }: LatentGeometry): number => 1 / Math.sqrt(nopeDim + ropeDim);

/** kv_b as the two factors that the absorbed form needs: keys [heads, nope, rank], values [heads, rank, value dim]. */
function expansion(layer: Layer, { heads, keyValueRank, nopeDim, valueDim }: LatentGeometry) {
  return {
    keys: layer.weight('k_b', [heads, nopeDim, keyValueRank], 'matrix'),
    values: layer.weight('v_b', [heads, keyValueRank, valueDim], 'matrix'),
  };
}

/** Latents and rope keys of the tokens that a step attends in the cache: [1, 1, S, rank], [1, 1, S, rope dim]. */
export interface LatentCache {
  readonly latent: Value;
  readonly ropeKeys: Value;
}

/**
 * One query per head against latents in the absorbed form (DeepSeek-V2, §2.1.3): kv_b is applied to the query and to
 * the weighted sum of latents, so the cache is read as it is and shared by all heads.
 */
export function latentStep(
  layer: Layer,
  mixer: LatentGeometry,
  input: LatentInput,
  past: LatentCache | undefined,
  withNew = true,
): Value {
  const { graph } = layer;
  const { heads, keyValueRank, nopeDim, ropeDim, valueDim } = mixer;
  const { keys, values } = expansion(layer, mixer);
  const scale = scaleOf(mixer);
  const absorbed = graph.matmul(graph.reshape(input.nope, [heads, 1, nopeDim]), keys);
  const q = graph.scale(graph.reshape(absorbed, [1, 1, heads, keyValueRank]), scale);
  const qRope = graph.scale(graph.reshape(input.rope, [1, 1, heads, ropeDim]), scale);
  const latent = graph.reshape(input.latent, [1, 1, 1, keyValueRank]);
  const ropeKey = graph.reshape(input.ropeKey, [1, 1, 1, ropeDim]);
  const parts: Value[] = [];
  if (past) {
    const byKey = graph.add(
      graph.matmul(past.latent, graph.transpose(q, [0, 1, 3, 2])),
      graph.matmul(past.ropeKeys, graph.transpose(qRope, [0, 1, 3, 2])),
    );
    parts.push(graph.transpose(byKey, [0, 1, 3, 2]));
  }
  if (withNew) {
    parts.push(
      graph.add(
        graph.sum(graph.multiply(q, latent), -1, true),
        graph.sum(graph.multiply(qRope, ropeKey), -1, true),
      ),
    );
  }
  const weights = graph.softmax(graph.concat(parts, -1));
  const shares = graph.split(
    weights,
    parts.map((part) => part.shape.at(-1)!),
  );
  const sums: Value[] = [];
  if (past) sums.push(graph.matmul(shares[0]!, past.latent));
  if (withNew) sums.push(graph.multiply(shares.at(-1)!, latent));
  const summed = sums.reduce((sum, part) => graph.add(sum, part));
  const expanded = graph.matmul(graph.reshape(summed, [heads, 1, keyValueRank]), values);
  return graph.reshape(expanded, [batch, 1, heads * valueDim]);
}

/** A whole prompt with keys and values expanded for every head. `allow` masks further pairs, [1, 1, T, T]. */
export function latentPrompt(
  layer: Layer,
  mixer: LatentGeometry,
  input: LatentInput,
  restrict?: (scores: Value) => Value,
): Value {
  const { graph, tokens } = layer;
  const { heads, keyValueRank, nopeDim, ropeDim, valueDim } = mixer;
  const expand = expansion(layer, mixer);
  const latent = graph.reshape(input.latent, [1, tokens, keyValueRank]);
  // [heads, T, dim] each
  const keyNope = graph.matmul(latent, graph.transpose(expand.keys, [0, 2, 1]));
  const values = graph.matmul(latent, expand.values);
  const ropeKeys = graph.expand(graph.reshape(input.ropeKey, [1, tokens, ropeDim]), [heads, tokens, ropeDim]);
  const keys = graph.concat([keyNope, ropeKeys], -1);
  const queries = graph.concat([split(layer, input.nope, nopeDim), split(layer, input.rope, ropeDim)], -1);
  const dim = nopeDim + ropeDim;
  if (layer.path === 'fused' && !restrict) {
    const flat = (x: Value): Value =>
      graph.reshape(graph.transpose(x, [1, 0, 2]), [batch, tokens, heads * x.shape[2]!]);
    const flatValues = flat(values);
    return graph.node(
      'MultiHeadAttention',
      [graph.reshape(queries, [batch, tokens, heads * dim]), flat(keys), flatValues],
      [flatValues],
      { num_heads: heads, unidirectional: 1, scale: { float: scaleOf(mixer) } },
      'com.microsoft',
    )[0]!;
  }
  const q = graph.scale(graph.transpose(queries, [0, 2, 1, 3]), scaleOf(mixer));
  const k = graph.reshape(graph.transpose(keys, [0, 2, 1]), [batch, heads, dim, tokens]);
  const scores = maskScores(layer, graph.matmul(q, k));
  const weights = graph.softmax(restrict ? restrict(scores) : scores);
  const attended = graph.matmul(weights, graph.reshape(values, [batch, heads, tokens, valueDim]));
  return byToken(layer, attended);
}

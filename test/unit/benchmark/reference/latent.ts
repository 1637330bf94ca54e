import type { DsaMixer } from '../../../../src/core/mixers/dsa';
import type { LatentGeometry, MlaMixer } from '../../../../src/core/mixers/mla';
import { tensor } from '../support/tensor';
import { selectionMargin } from './margin';
import {
  cache,
  dot,
  head,
  joined,
  layerNorm,
  linear,
  mapHeads,
  rms,
  rope,
  sigmoid,
  softmax,
  weightedSum,
  type Reference,
  type ReferenceResult,
  type Vector,
  type Weights,
} from './math';

/** Keys and values expanded for every token and head; token t sees those that `visible` names. */
function latentReference(
  mixer: LatentGeometry,
  weights: Weights,
  tokens: readonly Vector[],
  visible: (token: number, compressedQueries: readonly (Vector | undefined)[]) => number[],
): ReferenceResult {
  const { heads, queryRank, keyValueRank, nopeDim, ropeDim, valueDim, bias } = mixer;
  const compressed = tokens.map((x) =>
    queryRank === undefined ? undefined : rms(linear(x, weights, 'q_a', bias), weights('q_norm').data),
  );
  const queries = tokens.map((x, token) => {
    const low = compressed[token];
    return low ? linear(low, weights, 'q_b') : linear(x, weights, 'q');
  });
  const down = tokens.map((x) => linear(x, weights, 'kv_a', bias));
  const latents = down.map((y) => rms(y.slice(0, keyValueRank), weights('kv_norm').data));
  const ropeKeys = down.map((y, position) => rope(y.slice(keyValueRank), position));
  const keyExpansion = weights('k_b').data;
  const valueExpansion = weights('v_b').data;
  const keyOf = (token: number, at: number): Vector => {
    const key = new Float64Array(nopeDim);
    for (let dim = 0; dim < nopeDim; dim++) {
      for (let rank = 0; rank < keyValueRank; rank++) {
        key[dim]! += keyExpansion[(at * nopeDim + dim) * keyValueRank + rank]! * latents[token]![rank]!;
      }
    }
    return joined([key, ropeKeys[token]!]);
  };
  const valueOf = (token: number, at: number): Vector => {
    const value = new Float64Array(valueDim);
    for (let rank = 0; rank < keyValueRank; rank++) {
      for (let dim = 0; dim < valueDim; dim++) {
        value[dim]! += valueExpansion[(at * keyValueRank + rank) * valueDim + dim]! * latents[token]![rank]!;
      }
    }
    return value;
  };
  const outputs = tokens.map((x, token) => {
    const seen = visible(token, compressed);
    const parts = Array.from({ length: heads }, (_, at) => {
      const query = joined([
        head(queries[token]!, at, nopeDim),
        rope(head(queries[token]!.slice(heads * nopeDim), at, ropeDim), token),
      ]);
      const scores = seen.map((key) => dot(query, keyOf(key, at)) / Math.sqrt(nopeDim + ropeDim));
      return weightedSum(
        softmax(scores),
        seen.map((key) => valueOf(key, at)),
      );
    });
    const gate = mixer.outputGate ? linear(x, weights, 'gate') : undefined;
    const gated = joined(parts).map((value, index) => value * (gate ? sigmoid(gate[index]!) : 1));
    return linear(gated, weights, 'o', bias);
  });
  return { outputs, states: { latent: cache(latents, 1), rope_keys: cache(ropeKeys, 1) } };
}

const upTo = (token: number): number[] => Array.from({ length: token + 1 }, (_, at) => at);

export const mlaReference: Reference<MlaMixer> = (mixer, weights, tokens) =>
  latentReference(mixer, weights, tokens, upTo);

export const dsaReference: Reference<DsaMixer> = (mixer, weights, tokens) => {
  const { indexHeads, indexDim, ropeDim, topTokens } = mixer;
  selectionMargin.value = Infinity;
  const turn = (x: Vector, position: number): Vector =>
    joined([rope(x.slice(0, ropeDim), position), x.slice(ropeDim)]);
  const indexKeys = tokens.map((x, position) => {
    const normalised = layerNorm(
      linear(x, weights, 'index_k'),
      weights('index_norm').data,
      weights('index_norm_bias').data,
    );
    return turn(normalised, position);
  });
  const result = latentReference(mixer, weights, tokens, (token, compressed) => {
    const queries = mapHeads(linear(compressed[token]!, weights, 'index_q'), indexDim, (part) =>
      turn(part, token),
    );
    const shares = linear(tokens[token]!, weights, 'index_weights');
    const scores = upTo(token).map((key) => {
      let score = 0;
      for (let at = 0; at < indexHeads; at++) {
        const product = dot(head(queries, at, indexDim), indexKeys[key]!) / Math.sqrt(indexDim);
        score += (shares[at]! / Math.sqrt(indexHeads)) * Math.max(0, product);
      }
      return score;
    });
    const order = upTo(token).sort((a, b) => scores[b]! - scores[a]!);
    if (order.length > topTokens) {
      const gap = scores[order[topTokens - 1]!]! - scores[order[topTokens]!]!;
      selectionMargin.value = Math.min(selectionMargin.value, gap / Math.max(...scores.map(Math.abs)));
    }
    return order.slice(0, topTokens).sort((a, b) => a - b);
  });
  const keys = tensor([1, tokens.length, indexDim], joined(indexKeys));
  return { outputs: result.outputs, states: { ...result.states, index_keys: keys } };
};

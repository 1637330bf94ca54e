import type { AttentionGeometry } from '../../../../src/core/mixers/attention';
import {
  cache,
  dot,
  head,
  joined,
  linear,
  mapHeads,
  rms,
  rope,
  sigmoid,
  softmax,
  weightedSum,
  layerNorm,
  type Reference,
  type ReferenceResult,
  type Vector,
  type Weights,
} from './math';

/** Softmax attention in which token t sees the tokens from `first(t)` to itself. */
export function attentionReference<M extends AttentionGeometry>(
  first: (mixer: M, token: number) => number,
): Reference<M> {
  return (mixer, weights, tokens) =>
    attentionOver(mixer, weights, tokens, (token) =>
      tokens.map((_, at) => at).filter((at) => at >= first(mixer, token) && at <= token),
    );
}

/** Softmax attention in which the heads of key head `keyHead` at a token see the tokens that `seenBy` names. */
export function attentionOver(
  mixer: AttentionGeometry,
  weights: Weights,
  tokens: readonly Vector[],
  seenBy: (token: number, keyHead: number) => number[],
): ReferenceResult {
  const { queryHeads, keyValueHeads, headDim, valueHeadDim, queryKeyNorm, lowRank } = mixer;
  const bias = mixer.queryKeyValueBias ?? false;
  const place = (y: Vector, name: 'q_norm' | 'k_norm', position: number): Vector => {
    const norm = (part: Vector): Vector =>
      mixer.queryKeyNormBias
        ? layerNorm(part, weights(name).data, weights(`${name}_bias`).data)
        : rms(part, weights(name).data);
    let z = y;
    if (queryKeyNorm === 'head') z = mapHeads(z, headDim, norm);
    if (queryKeyNorm === 'full') z = norm(z);
    return mapHeads(z, headDim, (part) => rope(part, position));
  };
  const queries = tokens.map((x, position) => {
    const raw = lowRank
      ? linear(rms(linear(x, weights, 'q_a'), weights('q_a_norm').data), weights, 'q_b')
      : linear(x, weights, 'q', bias);
    return place(raw, 'q_norm', position);
  });
  const rawKeys = tokens.map((x) => linear(x, weights, 'k', bias));
  const keys = rawKeys.map((y, position) => place(y, 'k_norm', position));
  const values = mixer.keysAreValues ? rawKeys : tokens.map((x) => linear(x, weights, 'v', bias));
  const outputs = tokens.map((x, token) => {
    const heads = Array.from({ length: queryHeads }, (_, at) => {
      const shared = Math.floor(at / (queryHeads / keyValueHeads));
      const seen = seenBy(token, shared);
      const query = head(queries[token]!, at, headDim);
      const scores = seen.map((key) => dot(query, head(keys[key]!, shared, headDim)) / Math.sqrt(headDim));
      if (mixer.sinks) scores.push(weights('sinks').data[at]!);
      const shares = softmax(scores).slice(0, seen.length);
      return weightedSum(
        shares,
        seen.map((key) => head(values[key]!, shared, valueHeadDim)),
      );
    });
    let gated = joined(heads);
    if (mixer.outputGate) {
      const gate = linear(x, weights, 'gate', bias && mixer.outputGate !== 'without-bias');
      gated = gated.map((value, index) => value * sigmoid(gate[index]!));
    }
    if (mixer.headGate) {
      const gate = linear(x, weights, 'head_gate');
      gated = gated.map((value, index) => value * sigmoid(gate[Math.floor(index / valueHeadDim)]!));
    }
    if (!lowRank) return linear(gated, weights, 'o', mixer.outputBias);
    const width = gated.length / lowRank.outputGroups;
    const low = new Float64Array(lowRank.outputGroups * lowRank.output);
    gated.forEach((value, index) => {
      for (let rank = 0; rank < lowRank.output; rank++) {
        const group = Math.floor(index / width);
        low[group * lowRank.output + rank]! += value * weights('o_a').data[index * lowRank.output + rank]!;
      }
    });
    return linear(low, weights, 'o_b', mixer.outputBias);
  });
  return { outputs, states: { keys: cache(keys, keyValueHeads), values: cache(values, keyValueHeads) } };
}

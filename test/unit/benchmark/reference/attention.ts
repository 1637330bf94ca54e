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
  type Reference,
} from './math';

/** Softmax attention in which token t sees the tokens from `first(t)` to itself. */
export function attentionReference<M extends AttentionGeometry>(
  first: (mixer: M, token: number) => number,
): Reference<M> {
  return (mixer, weights, tokens) => {
    const { queryHeads, keyValueHeads, headDim, valueHeadDim, queryKeyNorm } = mixer;
    const bias = mixer.queryKeyValueBias ?? false;
    const prepare = (x: Float64Array, name: 'q' | 'k', position: number): Float64Array => {
      let y = linear(x, weights, name, bias);
      const norm = (part: Float64Array): Float64Array => rms(part, weights(`${name}_norm`).data);
      if (queryKeyNorm === 'head') y = mapHeads(y, headDim, norm);
      if (queryKeyNorm === 'full') y = norm(y);
      return mapHeads(y, headDim, (part) => rope(part, position));
    };
    const queries = tokens.map((x, position) => prepare(x, 'q', position));
    const keys = tokens.map((x, position) => prepare(x, 'k', position));
    const values = tokens.map((x) => linear(x, weights, 'v', bias));
    const outputs = tokens.map((x, token) => {
      const seen = tokens.map((_, at) => at).filter((at) => at >= first(mixer, token) && at <= token);
      const heads = Array.from({ length: queryHeads }, (_, at) => {
        const shared = Math.floor(at / (queryHeads / keyValueHeads));
        const query = head(queries[token]!, at, headDim);
        const scores = seen.map((key) => dot(query, head(keys[key]!, shared, headDim)) / Math.sqrt(headDim));
        if (mixer.sinks) scores.push(weights('sinks').data[at]!);
        const shares = softmax(scores).slice(0, seen.length);
        return weightedSum(
          shares,
          seen.map((key) => head(values[key]!, shared, valueHeadDim)),
        );
      });
      const attended = joined(heads);
      const gate = mixer.outputGate ? linear(x, weights, 'gate') : undefined;
      const gated = attended.map((value, index) => value * (gate ? sigmoid(gate[index]!) : 1));
      return linear(gated, weights, 'o', mixer.outputBias);
    });
    return { outputs, states: { keys: cache(keys, keyValueHeads), values: cache(values, keyValueHeads) } };
  };
}

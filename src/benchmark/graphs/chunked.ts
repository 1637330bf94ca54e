import type { ChunkedMixer } from '../../core/mixers/chunked';
import type { Value } from '../onnx/graph';
import { attend, finishAttention, projectAttention, promptScoreBytes, type Projected } from './attention';
import type { Layer, MixerGraph } from './layer';

/** A step sees the tokens of its own chunk so far. */
const cached = ({ chunkTokens }: ChunkedMixer, contextTokens: number): number => contextTokens % chunkTokens;

export const chunked: MixerGraph<ChunkedMixer> = {
  build(layer, mixer, x) {
    const projected = projectAttention(layer, mixer, x);
    const attended =
      layer.phase === 'decode' || layer.tokens <= mixer.chunkTokens
        ? attend(layer, mixer, projected, { cachedTokens: cached(mixer, layer.contextTokens) })
        : attendChunks(layer, mixer, projected);
    return finishAttention(layer, mixer, projected, attended);
  },
  cachedTokens: cached,
  workspaceBytes: ({ queryHeads, chunkTokens }, tokens, elementSize) =>
    promptScoreBytes(queryHeads, Math.min(tokens, chunkTokens), elementSize) *
    Math.ceil(tokens / chunkTokens),
};

/** Whole chunks are attended side by side, as if they were sequences of a batch; then what is left over. */
function attendChunks(layer: Layer, mixer: ChunkedMixer, projected: Projected): Value {
  const { graph, tokens } = layer;
  const { chunkTokens } = mixer;
  const whole = Math.floor(tokens / chunkTokens) * chunkTokens;
  const fold = (x: Value): Value => graph.reshape(x, [whole / chunkTokens, chunkTokens, x.shape[2]!]);
  const part = (from: number, to: number, shape: (x: Value) => Value): Projected => ({
    queries: shape(graph.slice(projected.queries, 1, from, to)),
    keys: shape(graph.slice(projected.keys, 1, from, to)),
    values: shape(graph.slice(projected.values, 1, from, to)),
  });
  const chunks = attend(layer, mixer, part(0, whole, fold), { cachedTokens: 0 });
  const unfolded = graph.reshape(chunks, [1, whole, chunks.shape[2]!]);
  if (whole === tokens) return unfolded;
  const rest = attend(
    layer,
    mixer,
    part(whole, tokens, (x) => x),
    { cachedTokens: 0 },
  );
  return graph.concat([unfolded, rest], 1);
}

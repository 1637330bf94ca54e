import { product, type Value } from '../onnx/graph';
import { batch, type Layer } from './layer';

/** Tokens per block of the parallel scan. */
const block = 16;

/**
 * h_t = a_t · h_(t−1) + b_t for every channel, over all tokens of a prompt that starts with h = 0. a, b: [1, T, width].
 * Inside blocks of 16 tokens as a parallel scan in four doubling steps (Hillis and Steele 1986), between blocks one
 * after the other. For providers without a fused operator, and for states that are no matrices.
 */
export function scan(layer: Layer, a: Value, b: Value): Value {
  const { graph } = layer;
  const [, tokens, width] = a.shape as [number, number, number];
  const whole = tokens - (tokens % block);
  const parts: Value[] = [];
  let carry: Value | undefined;
  for (const [from, to] of [
    [0, whole],
    [whole, tokens],
  ] as const) {
    if (to === from) continue;
    const size = Math.min(block, to - from);
    const count = (to - from) / size;
    const fold = (x: Value): Value => graph.reshape(graph.slice(x, 1, from, to), [count, size, width]);
    const inside = scanBlocks(layer, fold(a), fold(b));
    for (let index = 0; index < count; index++) {
      const own = graph.slice(inside.b, 0, index, index + 1);
      const h: Value = carry
        ? graph.add(own, graph.multiply(graph.slice(inside.a, 0, index, index + 1), carry))
        : own;
      parts.push(h);
      carry = graph.slice(h, 1, size - 1, size);
    }
  }
  return graph.reshape(graph.concat(parts, 1), [batch, tokens, width]);
}

/** After it, b holds each block's own h, and a the product of decays since the block's start: [blocks, size, width]. */
function scanBlocks({ graph }: Layer, a: Value, b: Value): { a: Value; b: Value } {
  const [blocks, size, width] = a.shape as [number, number, number];
  let [decay, sum] = [a, b];
  for (let reach = 1; reach < size; reach *= 2) {
    const edge = [blocks, reach, width];
    const shifted = (x: Value, fill: number): Value =>
      graph.concat(
        [
          graph.constant('fp32', edge, new Float32Array(product(edge)).fill(fill)),
          graph.slice(x, 1, 0, size - reach),
        ],
        1,
      );
    sum = graph.add(sum, graph.multiply(decay, shifted(sum, 0)));
    decay = graph.multiply(decay, shifted(decay, 1));
  }
  return { a: decay, b: sum };
}

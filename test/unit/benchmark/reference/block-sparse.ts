import type { BlockSparseMixer } from '../../../../src/core/mixers/block-sparse';
import { attentionOver } from './attention';
import { selectionMargin } from './margin';
import { cache, dot, head, linear, mapHeads, rms, rope, type Reference, type Vector } from './math';

/** Every group of heads sees its best blocks, the latest ones always among them (transformers `MiniMaxM3VLIndexer`). */
export const blockSparseReference: Reference<BlockSparseMixer> = (mixer, weights, tokens) => {
  const { keyValueHeads, indexHeads, indexDim, blockTokens, topBlocks, localBlocks } = mixer;
  selectionMargin.value = Infinity;
  const prepare = (x: Vector, name: string, position: number): Vector =>
    mapHeads(linear(x, weights, name), indexDim, (part) =>
      rope(rms(part, weights(`${name}_norm`).data), position),
    );
  const queries = tokens.map((x, position) => prepare(x, 'index_q', position));
  const keys = tokens.map((x, position) => prepare(x, 'index_k', position));
  const seenBy = (token: number, keyHead: number): number[] => {
    const query = head(queries[token]!, Math.floor(keyHead / (keyValueHeads / indexHeads)), indexDim);
    const own = Math.floor(token / blockTokens);
    const scores: number[] = [];
    for (let block = 0; block <= own; block++) {
      const inBlock = keys.slice(block * blockTokens, Math.min(token + 1, (block + 1) * blockTokens));
      scores.push(block > own - localBlocks ? Infinity : Math.max(...inBlock.map((key) => dot(query, key))));
    }
    const order = scores.map((_, block) => block).sort((a, b) => (scores[b]! > scores[a]! ? 1 : -1));
    if (order.length > topBlocks) {
      const gap = scores[order[topBlocks - 1]!]! - scores[order[topBlocks]!]!;
      const largest = Math.max(...scores.filter(Number.isFinite).map(Math.abs));
      selectionMargin.value = Math.min(selectionMargin.value, gap / largest);
    }
    const chosen = new Set(order.slice(0, topBlocks));
    return tokens.map((_, at) => at).filter((at) => at <= token && chosen.has(Math.floor(at / blockTokens)));
  };
  const { outputs, states } = attentionOver(mixer, weights, tokens, seenBy);
  return { outputs, states: { ...states, index_keys: cache(keys, 1) } };
};

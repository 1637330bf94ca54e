import { patternPointer } from '../pattern-support';
import { modelRule } from '../rule';

export const windowAndChunk = modelRule({
  name: 'window-and-chunk',
  severity: 'warning',
  summary: 'Local layers are of one kind: a window, or chunks.',
  check(model) {
    const kinds = model.architecture.layers.map(({ mixer }) => mixer.kind);
    const [sliding, chunked] = [kinds.indexOf('sliding'), kinds.indexOf('chunked')];
    if (sliding === -1 || chunked === -1) return [];
    return [
      {
        pointer: patternPointer(model),
        at: 'key' as const,
        message: `Layer ${sliding} slides and layer ${chunked} attends in chunks: vLLM does not support a model with both (both sliding window layers and chunked local attention layers). Choose one kind.`,
      },
    ];
  },
});

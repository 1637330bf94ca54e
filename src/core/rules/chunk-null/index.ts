import { isNull } from '../../document/node';
import { modelRule } from '../rule';
import { setFix } from '../support';

export const chunkNull = modelRule({
  name: 'chunk-null',
  severity: 'error',
  summary: 'Chunked layers have a chunk size.',
  check(model) {
    const { architecture, fields } = model;
    const chunked = architecture.layers.filter(({ mixer }) => mixer.kind === 'chunked').length;
    if (chunked === 0 || !isNull(fields.node('attention_chunk_size'))) return [];
    return [
      {
        pointer: fields.pointer('attention_chunk_size'),
        message: `${chunked} of ${architecture.layers.length} layers attend in chunks, but their size is null: the config loads, and the first forward pass fails. Write 8192, or make those layers full.`,
        fixes: [setFix(model, 'attention_chunk_size', 8192)],
      },
    ];
  },
});

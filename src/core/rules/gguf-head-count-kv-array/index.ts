import { scalarOf } from '../../dialects/source';
import { itemsOf, ownFile } from '../own-keys';
import type { Rule } from '../rule';

export const ggufHeadCountKvArray: Rule = {
  name: 'gguf-head-count-kv-array',
  severity: 'information',
  summary: 'Layers without key/value heads in GGUF metadata keep no keys and values.',
  dialects: ['gguf'],
  check(analysis) {
    const field = ownFile(analysis, ['gguf'])?.key('attention.head_count_kv');
    const items = itemsOf(field);
    const without = items?.filter((node) => scalarOf({ node, pointer: '' }) === 0).length ?? 0;
    if (!field || !items || without === 0) return [];
    return [
      {
        pointer: field.pointer,
        message: `${without} of ${items.length} layers have no key/value heads: they are no attention layers, and llama.cpp keeps no keys and values for them.`,
      },
    ];
  },
};

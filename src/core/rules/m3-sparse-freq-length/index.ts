import { numberValue } from '../../document/node';
import { formatCount } from '../../format';
import { listFix } from '../pattern-support';
import { modelRule } from '../rule';
import { issueOf } from '../support';

/** Both become lists of types, whose length the class checks. */
const keys = ['sparse_attention_config.sparse_attention_freq', 'moe_layer_freq'];

export const m3SparseFreqLength = modelRule({
  name: 'm3-sparse-freq-length',
  severity: 'error',
  summary: "MiniMax-M3's lists of frequencies have an entry for each layer.",
  check(model) {
    const { architecture, fields, recognition } = model;
    const layerCount = architecture.layers.length;
    if (recognition.family.id !== 'minimax_m3') return [];
    return keys.flatMap((key) => {
      const issue = issueOf(model, key, 'conflict');
      const numbers = fields
        .silent()
        .list(key)
        ?.map((item) => numberValue(item) ?? 0);
      if (!issue || !numbers) return [];
      const missing = layerCount - numbers.length;
      const title = missing > 0 ? 'Repeat the last entry' : 'Cut what is beyond the last layer';
      const resized =
        missing > 0
          ? [...numbers, ...Array.from({ length: missing }, () => numbers.at(-1) ?? 0)]
          : numbers.slice(0, layerCount);
      return [
        {
          pointer: issue.pointer,
          message: `${formatCount(numbers.length)} entries for ${formatCount(layerCount)} layers: transformers refuses to load this. ${title}.`,
          fixes: [listFix(model, title, issue.pointer, resized)],
          related: { pointer: fields.pointer('num_hidden_layers'), message: `${layerCount} layers` },
        },
      ];
    });
  },
});

import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isBlocked, mixerOf, nearestMultiples, setFix } from '../support';

export const rglruBlocks = modelRule({
  name: 'rglru-blocks',
  severity: 'error',
  summary: 'The width of the RG-LRU splits over the heads.',
  check(model) {
    const unit = mixerOf(model, 'rg-lru');
    if (!unit || unit.width % unit.blocks === 0) return [];
    const field = model.fields.has('lru_width') ? 'lru_width' : 'num_attention_heads';
    if (isBlocked(model, model.fields.pointer('num_attention_heads'))) return [];
    const multiples = nearestMultiples(unit.blocks, unit.width);
    return [
      {
        pointer: model.fields.pointer(field),
        message: `A recurrence ${formatCount(unit.width)} wide does not split into the blocks of ${unit.blocks} heads: the first forward pass fails. Nearest multiples: ${multiples.map(formatCount).join(', ')}.`,
        fixes: field === 'lru_width' ? multiples.map((width) => setFix(model, field, width)) : [],
        related: { pointer: model.fields.pointer('num_attention_heads'), message: `${unit.blocks} heads` },
      },
    ];
  },
});

import { formatCount } from '../../format';
import type { Model } from '../../analyse';
import { modelRule, type Fix } from '../rule';
import { isHuggingface, issueOf, keyOf, nearestDivisors, setFix, writtenNumber } from '../support';

/** A slip that comes to one of these is likely one. */
const usualHeadDims = [64, 80, 96, 128];

export const hiddenNotMultipleOfHeads = modelRule({
  name: 'hidden-not-multiple-of-heads',
  severity: 'error',
  summary: 'Attention heads divide the hidden size, in the families that insist on it.',
  dialects: 'any',
  check(model) {
    const { architecture, fields } = model;
    const heads =
      writtenNumber(model, 'num_attention_heads') ??
      Number(fields.defaulted.find(({ field }) => field === 'num_attention_heads')?.value);
    const width = architecture.hiddenSize;
    if (!issueOf(model, 'num_attention_heads', 'conflict') || !(heads > 0) || width % heads === 0) return [];
    const divisors = nearestDivisors(width, heads);
    const layers = writtenNumber(model, 'num_hidden_layers');
    // GPT-2 XL has 25 heads and 48 layers, and not the other way round.
    const swapped = layers !== undefined && usualHeadDims.includes(width / layers);
    const wayOut = swapped
      ? `The number of layers (${layers}) does: are the two swapped?`
      : `Nearest that do: ${divisors.join(', ')}.`;
    return [
      {
        pointer: fields.pointer('num_attention_heads'),
        message: `${formatCount(heads)} attention heads do not divide the hidden size of ${formatCount(width)}: ${isHuggingface(model) ? 'transformers refuses to load this, even with head_dim written' : 'no model can be built of them'}. ${wayOut}`,
        fixes: [
          ...(swapped ? [swapFix(model, heads, layers)] : []),
          ...divisors.map((count) => setFix(model, 'num_attention_heads', count)),
        ],
        related: { pointer: fields.pointer('hidden_size'), message: `hidden size ${formatCount(width)}` },
      },
    ];
  },
});

function swapFix(model: Model, heads: number, layers: number): Fix {
  return {
    title: `Swap ${keyOf(model, 'num_attention_heads')} and ${keyOf(model, 'num_hidden_layers')}`,
    edits: [
      ...setFix(model, 'num_attention_heads', layers).edits,
      ...setFix(model, 'num_hidden_layers', heads).edits,
    ],
    safe: false,
  };
}

import type { Model } from '../../analyse';
import { formatCount } from '../../format';
import { whatIf } from '../what-if';
import type { Subject } from './subject';

/** What is compared between a model and its variations: a number, and how it is written. */
export interface Measure {
  readonly of: (model: Model) => number;
  readonly format: (value: number) => string;
  /** What the number is: `KV at 262,144 tokens`. */
  readonly words: string;
}

/**
 * Half, the same and twice the value, each described anew: `1: 3.00 GiB · **2: 6.00 GiB** · 4: 12.0 GiB`. Values with
 * which nothing can be built are left out; undefined where the value stands alone.
 */
export function variationWords(
  { analysis, model, pointer, node }: Subject,
  measure: Measure,
): string | undefined {
  if (node.type !== 'scalar') return undefined;
  const { value } = node;
  const values =
    typeof value === 'boolean'
      ? [!value, value]
      : typeof value === 'number' && Number.isInteger(value) && value > 0
        ? [value / 2, value, value * 2]
        : [];
  const parts = values.flatMap((other) => {
    if (typeof other === 'number' && !Number.isInteger(other)) return [];
    const isOwn = other === value;
    const variant = isOwn ? model : whatIf(analysis, [{ pointer, value: other }]);
    if (!variant || (!isOwn && !isBuildable(variant))) return [];
    const text = `${typeof other === 'number' ? formatCount(other) : other}: ${measure.format(measure.of(variant))}`;
    return [isOwn ? `**${text}**` : text];
  });
  return parts.length > 1 ? `${parts.join(' · ')} (${measure.words})` : undefined;
}

/** No field forbids it, and query heads can share the key/value heads evenly. */
function isBuildable({ fields, architecture }: Model): boolean {
  return (
    fields.issues.length === 0 &&
    architecture.layers.every(
      ({ mixer }) => !('queryHeads' in mixer) || mixer.queryHeads % mixer.keyValueHeads === 0,
    )
  );
}

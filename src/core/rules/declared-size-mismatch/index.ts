import { estimateBlocker } from '../../analyse';
import { stringValue } from '../../document/node';
import { locate } from '../../document/pointer';
import { formatParameters } from '../../format';
import { countParameters } from '../../memory/parameters';
import { modelRule } from '../rule';

/** Keys that tools write a model's name to, at the top of the file. */
const nameKeys = ['_name_or_path', 'name_or_path', 'model_name', 'name'];

/** Names are rounded, and leave out embeddings or not: Gemma-2-2B has 2.6 billion parameters. */
const tolerance = 1.5;

export const declaredSizeMismatch = modelRule({
  name: 'declared-size-mismatch',
  severity: 'hint',
  summary: 'The model is about as large as the name in its file says.',
  dialects: 'any',
  check(model) {
    const { architecture, recognition } = model;
    const { total, exact } = countParameters(architecture);
    if (!exact || architecture.vocabularySize === 0 || estimateBlocker(model) !== undefined) return [];
    return nameKeys.flatMap((key) => {
      const pointer = `/${key}`;
      const name = stringValue(locate(recognition.config.document.root, pointer)?.node) ?? '';
      const size = sizeIn(name);
      if (size === undefined || (total <= size * tolerance && total >= size / tolerance)) return [];
      return [
        {
          pointer,
          message: `The name says ${formatParameters(size)} parameters, and these dimensions make ${formatParameters(total)}. Either the name is that of the model this one was made from, or a dimension is not what it should be.`,
        },
      ];
    });
  },
});

/**
 * The parameters that a name speaks of: 30 billion in `Qwen3-30B-A3B`, whose second number is what a token touches.
 * None where it gives experts (`8x7B`) or several sizes.
 */
function sizeIn(name: string): number | undefined {
  const last = name.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  if (/\d+x\d/i.test(last)) return undefined;
  const sizes = [...last.matchAll(/(?<![a-z0-9.])(\d+(?:\.\d+)?)([bm])(?![a-z0-9])/gi)];
  const [, digits, unit] = sizes[0] ?? [];
  if (sizes.length !== 1 || digits === undefined || Number(digits) === 0) return undefined;
  return Number(digits) * (unit?.toLowerCase() === 'b' ? 1e9 : 1e6);
}

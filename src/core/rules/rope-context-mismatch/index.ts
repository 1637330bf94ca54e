import { setValue } from '../../document/edit';
import { formatCount } from '../../format';
import { joinPointer } from '../../document/pointer';
import { memberValue, numberValue } from '../../document/node';
import { numberIn, ropes } from '../rope-support';
import { modelRule } from '../rule';
import { setFix, writtenNumber } from '../support';

export const ropeContextMismatch = modelRule({
  name: 'rope-context-mismatch',
  severity: 'warning',
  summary: 'The longest context is the trained one times the factor.',
  check(model) {
    const longest = writtenNumber(model, 'max_position_embeddings');
    if (longest === undefined) return [];
    return ropes(model).flatMap((rope) => {
      const factor = numberValue(memberValue(rope.node, 'factor'));
      const trained = numberIn(model, rope, 'original_max_position_embeddings');
      if (rope.type !== 'yarn' || factor === undefined || trained === undefined) return [];
      const stretched = factor * trained;
      // The longest context may still be the trained one: then the factor says how far it may be gone beyond.
      if (!(stretched > 0) || longest === trained || Math.abs(longest / stretched - 1) <= 0.1) return [];
      const place = joinPointer(rope.pointer, 'factor');
      const ratio = longest / trained;
      return [
        {
          pointer: place,
          message: `${factor} × ${formatCount(trained)} tokens is ${formatCount(stretched)}, but \`max_position_embeddings\` is ${formatCount(longest)}: transformers warns of it and computes with the factor. Make them agree.`,
          fixes: [
            setFix(model, 'max_position_embeddings', Math.round(stretched)),
            ...(ratio >= 1
              ? [
                  {
                    title: `Set factor to ${ratio}`,
                    edits: setValue(model.recognition.config.document, place, ratio),
                    safe: false,
                  },
                ]
              : []),
          ],
          related: {
            pointer: model.fields.pointer('max_position_embeddings'),
            message: 'the longest context',
          },
        },
      ];
    });
  },
});

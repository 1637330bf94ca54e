import { insertMember, removeMember, type TextEdit, type Value } from '../../document/edit';
import { isObject } from '../../document/node';
import { joinPointer, type Pointer } from '../../document/pointer';
import type { Model } from '../../analyse';
import { isNested, needsOriginal, ropes, ropeKey } from '../rope-support';
import { modelRule, type Fix } from '../rule';

export const ropeParametersMixed = modelRule({
  name: 'rope-parameters-mixed',
  severity: 'warning',
  summary: 'RoPE settings are either of all layers or of each layer type.',
  check(model) {
    const { config } = model.recognition;
    const found = ropes(model);
    const name = ropeKey(model);
    const field = name === undefined ? undefined : config.field(name);
    if (found.length === 0 || !isObject(field?.node) || !isNested(field.node)) return [];
    return [...field.node.members.values()].flatMap(({ key, value }) =>
      value.type !== 'scalar' || value.value === null
        ? []
        : [
            {
              pointer: joinPointer(field.pointer, key),
              at: 'key' as const,
              message: `\`${key}\` stands beside objects per layer type: transformers 5.18 ignores it, and earlier releases stop with "'int' object has no attribute 'get'". Move it into the objects that it is for.`,
              fixes: fixes(model, field.pointer, key, value.value),
            },
          ],
    );
  },
});

/** Into the objects that lack it, where it says something of them; else away. */
function fixes(model: Model, pointer: Pointer, key: string, value: Value): Fix[] {
  const { document } = model.recognition.config;
  const removal = removeMember(document, joinPointer(pointer, key));
  const lacking = ropes(model).filter(
    ({ node, type }) =>
      !node.members.has(key) && (key !== 'original_max_position_embeddings' || needsOriginal.has(type)),
  );
  const moves: TextEdit[] = lacking.flatMap((rope) => insertMember(document, rope.pointer, key, value));
  const remove = { title: `Remove ${key}`, edits: removal, safe: false };
  return moves.length === 0
    ? [remove]
    : [
        { title: `Move ${key} into the objects per layer type`, edits: [...moves, ...removal], safe: false },
        remove,
      ];
}

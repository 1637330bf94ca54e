import { isArray, isObject, type ConfigNode } from '../../document/node';
import { joinPointer, locate, type Pointer } from '../../document/pointer';
import { wantsFloat } from '../../reference/float-fields';
import { modelRule, type Report } from '../rule';

export const floatWrittenAsInteger = modelRule({
  name: 'float-written-as-integer',
  severity: 'error',
  summary: 'Numbers that the class declares as float have a fraction.',
  check({ recognition }) {
    const { config } = recognition;
    const [modelType] = config.modelTypes;
    const object = locate(config.document.root, config.base)?.node;
    // Code that a checkpoint brings along seldom checks types.
    if (modelType === undefined || !isObject(object) || config.rootField('auto_map')) return [];
    return [...object.members.values()]
      .filter(({ key }) => wantsFloat(modelType, key))
      .flatMap(({ key, value }) => {
        const pointer = joinPointer(config.base, key);
        return isArray(value)
          ? value.items.flatMap((item, index) => report(key, item, joinPointer(pointer, index)))
          : report(key, value, pointer);
      });
  },
});

function report(key: string, node: ConfigNode, pointer: Pointer): Report[] {
  if (node.type !== 'scalar' || typeof node.value !== 'number' || !Number.isInteger(node.value)) return [];
  if (node.isFloat) return [];
  const text = `${node.value}.0`;
  return [
    {
      pointer,
      message: `\`${key}\` is ${node.value}, an integer where the class wants a float: transformers refuses to load this (expected float, got int). Write ${text}.`,
      fixes: [{ title: `Write ${text}`, edits: [{ range: node.range, text }], safe: true }],
    },
  ];
}

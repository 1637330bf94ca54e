import { isObject } from '../../document/node';
import { joinPointer, locate } from '../../document/pointer';
import { irrelevantReason } from '../../schema/keys';
import { difference, effectOf } from '../effect';
import { code } from '../markdown';
import { whatIf } from '../what-if';
import type { Subject } from './subject';

/**
 * Why a key changes nothing: a switch beside it is off. Found by turning every switch and asking again whether the
 * value then counts; undefined where no single switch brings it to life.
 */
export function switchedOffWords({ analysis, model, pointer, node }: Subject): string | undefined {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const object = locate(analysis.document.root, parent)?.node;
  if (!isObject(object) || node.type !== 'scalar' || typeof node.value === 'string') return undefined;
  for (const { key, value } of object.members.values()) {
    if (value.type !== 'scalar' || typeof value.value !== 'boolean' || irrelevantReason(key)) continue;
    const flip = { pointer: joinPointer(parent, key), value: !value.value };
    if (flip.pointer === pointer) continue;
    const flipped = whatIf(analysis, [flip]);
    // A switch that changes nothing itself has no hand in this.
    if (!flipped || !difference(model.architecture, flipped.architecture)) continue;
    if (effectOf(analysis, flipped, pointer, node, [flip])) {
      return `Changes nothing here: it counts only with ${code(`${key}: ${!value.value}`)}.`;
    }
  }
  return undefined;
}

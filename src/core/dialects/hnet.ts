import { isArray, isObject, memberValue } from '../document/node';
import type { Dialect } from './dialect';
import { decline } from './source';

/** H-Net (goombalab/hnet): stages inside stages, of which the inner ones see chunks that a router cuts. */
export const hnet: Dialect = {
  id: 'hnet',
  title: 'H-Net',
  read({ root }) {
    if (!isObject(root) || !isArray(memberValue(root, 'arch_layout')) || !root.members.has('d_model'))
      return undefined;
    return decline(
      'H-Net config',
      'its inner stages see chunks that a learned router cuts, so no cache size follows from the number of tokens',
    );
  },
};

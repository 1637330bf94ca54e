import { canShare, headsOf } from '../../memory/tensor-parallel';
import { headsPointer, servingRule } from '../serving-support';

export const tpKvReplicated = servingRule({
  name: 'tp-kv-replicated',
  severity: 'information',
  summary: 'No more GPUs share the key/value heads than there are.',
  check(model, { tensorParallel: gpus = 1, decodeContextParallel = 1 }) {
    const heads = headsOf(model.architecture);
    if (heads.some((each) => !canShare(each, gpus))) return [];
    return heads.flatMap((each) => {
      const copies = gpus / each.count / decodeContextParallel;
      if (each.kind !== 'key-value' || copies <= 1) return [];
      const count = each.count === 1 ? 'The one key/value head is' : `${each.count} key/value heads are`;
      return [
        {
          pointer: headsPointer(model, each),
          message: `${count} kept ${copies} times by ${gpus} GPUs (tensor parallel): each keeps as much as one of ${each.count} would. Decode context parallelism (--dcp) shares out tokens instead.`,
        },
      ];
    });
  },
});

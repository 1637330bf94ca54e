import { formatCount } from '../../format';
import { canShare, headsOf } from '../../memory/tensor-parallel';
import { headsPointer, servingRule } from '../serving-support';
import { mixerOf } from '../support';

export const tpMambaGroupsPad = servingRule({
  name: 'tp-mamba-groups-pad',
  severity: 'information',
  summary: 'No Mamba-2 group is repeated on several GPUs.',
  check(model, { tensorParallel: gpus = 1 }) {
    const mamba = mixerOf(model, 'mamba2');
    if (gpus === 1 || mamba?.groups !== 1) return [];
    if (headsOf(model.architecture).some((heads) => !canShare(heads, gpus))) return [];
    const channels = (groups: number): string =>
      formatCount(mamba.heads * mamba.headDim + 2 * groups * mamba.stateDim);
    return [
      {
        pointer: headsPointer(model, { kind: 'mamba-group', count: 1 }),
        message: `The one group that all Mamba-2 heads share is kept by each of ${gpus} GPUs (tensor parallel): in all the convolution has ${channels(gpus)} channels instead of ${channels(1)}.`,
      },
    ];
  },
});

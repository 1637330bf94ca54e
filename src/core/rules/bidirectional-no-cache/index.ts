import { dream, llada } from '../../families/text-diffusion';
import { modelRule } from '../rule';
import { namePointer } from '../support';

export const bidirectionalNoCache = modelRule({
  name: 'bidirectional-no-cache',
  severity: 'information',
  summary: 'The cache of a model that looks both ways is not taken for granted.',
  check({ recognition }) {
    if (recognition.family !== dream && recognition.family !== llada) return [];
    return [
      {
        pointer: namePointer(recognition.config.document, recognition),
        message: `Attention looks both ways in ${recognition.family.title}: by default nothing is kept between steps, and every step computes all tokens anew. The cache shown is that of block-wise decoding, which keeps the blocks that are finished.`,
      },
    ];
  },
});

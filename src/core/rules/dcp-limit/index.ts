import { listed } from '../../format';
import { headsOf } from '../../memory/tensor-parallel';
import { headsPointer, servingRule } from '../serving-support';

export const dcpLimit = servingRule({
  name: 'dcp-limit',
  severity: 'error',
  summary: 'Tokens of the cache are shared out only by GPUs that would keep the same heads.',
  check(model, { tensorParallel = 1, decodeContextParallel: gpus = 1 }) {
    const heads = headsOf(model.architecture);
    const query = heads.find(({ kind }) => kind === 'query');
    if (gpus === 1 || !query) return [];
    const keyValue = heads.find(({ kind }) => kind === 'key-value');
    const allowed = divisorsOf(tensorParallel).filter(
      (size) => size === 1 || !keyValue || canShareTokens(query.count, keyValue.count, tensorParallel, size),
    );
    if (allowed.includes(gpus)) return [];
    const cache = keyValue ? `${keyValue.count} key/value heads` : 'a latent';
    const instead = allowed.length > 1 ? `by ${listed(allowed)} of them` : 'by none of them';
    return [
      {
        pointer: headsPointer(model, keyValue ?? query),
        message: `${gpus} GPUs can't share out the tokens of the cache (decode context parallel): vLLM refuses to start. With ${cache} on ${tensorParallel} GPU${tensorParallel === 1 ? '' : 's'} (tensor parallel) tokens can be shared out ${instead}.`,
      },
    ];
  },
});

/** Only GPUs that would keep copies of the same key/value heads, and query heads of each that split over them. */
function canShareTokens(queryHeads: number, keyValueHeads: number, gpus: number, size: number): boolean {
  return size <= gpus / keyValueHeads && Math.floor(queryHeads / keyValueHeads) % size === 0;
}

const divisorsOf = (number: number): number[] =>
  Array.from({ length: number }, (_, index) => index + 1).filter((candidate) => number % candidate === 0);

import { canShare, headsOf } from '../../memory/tensor-parallel';
import { headsPointer, servingRule, sizesWords } from '../serving-support';

export const tpDividesHeads = servingRule({
  name: 'tp-divides-heads',
  severity: 'error',
  summary: 'The GPUs that are to share the heads can do so.',
  check(model, { tensorParallel: gpus = 1 }) {
    const refused = headsOf(model.architecture).filter((heads) => !canShare(heads, gpus));
    const query = refused.filter(({ kind }) => kind === 'query');
    // Where the query heads do not split, those of keys and values are no further news.
    const reported = query.length > 0 ? query : refused.filter(({ kind }) => kind === 'key-value');
    return reported.map((heads) => ({
      pointer: headsPointer(model, heads),
      message:
        heads.kind === 'query'
          ? `${heads.count} heads can't be shared by ${gpus} GPUs (tensor parallel): vLLM and SGLang refuse to start. ${sizesWords(model)}.`
          : `${heads.count} key/value heads can neither be shared by ${gpus} GPUs (tensor parallel) nor repeated on them evenly: vLLM and SGLang refuse to start. ${sizesWords(model)}.`,
    }));
  },
});

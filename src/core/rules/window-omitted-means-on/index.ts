import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { defaultOf, insertFix, isOutermost, isWritten, namePointer } from '../support';

export const windowOmittedMeansOn = modelRule({
  name: 'window-omitted-means-on',
  severity: 'warning',
  summary: 'Mistral configs say whether there is a window.',
  check(model) {
    const { architecture, recognition } = model;
    const window = defaultOf(model, 'sliding_window');
    // Where only some layers slide there is a window by design, and its default is no surprise.
    const isEverywhere = architecture.layers.every(({ mixer }) => mixer.kind === 'sliding');
    if (
      typeof window !== 'number' ||
      !isEverywhere ||
      !isOutermost(model) ||
      !isWritten(model, 'hidden_size')
    )
      return [];
    return [
      {
        pointer: namePointer(recognition.config.document, recognition),
        message: `\`sliding_window\` is left out: ${recognition.family.title} then slides in every layer, over ${formatCount(window)} tokens. Write null for full attention, as all but the first Mistral 7B do.`,
        fixes: [insertFix(model, 'sliding_window', null), insertFix(model, 'sliding_window', window)],
      },
    ];
  },
});

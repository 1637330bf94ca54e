import { layerList } from '../pattern-support';
import { modelRule } from '../rule';
import { issueOf, setFix, insertFix, writtenFlag, isWritten } from '../support';

/** The window of the class, or of the published models where the class's is not meant. */
const published: Readonly<Record<string, number>> = { gemma2: 4096, gemma3: 1024, gpt_oss: 128, olmo3: 4096 };

export const windowMissingForSliding = modelRule({
  name: 'window-missing-for-sliding',
  severity: 'error',
  summary: 'Sliding layers have a window.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const issue = issueOf(model, 'sliding_window', 'conflict');
    if (!issue) return [];
    const sliding = architecture.layers.filter(({ mixer }) => mixer.kind === 'sliding').length;
    const isOff = fields.has('sliding_window') && writtenFlag(model, 'use_sliding_window') !== true;
    const window = published[recognition.family.id] ?? 4096;
    const wayOut = isOff
      ? isWritten(model, 'use_sliding_window')
        ? setFix(model, 'use_sliding_window', true)
        : insertFix(model, 'use_sliding_window', true, 'sliding_window')
      : isWritten(model, 'sliding_window')
        ? setFix(model, 'sliding_window', window)
        : insertFix(model, 'sliding_window', window);
    const list = layerList(model);
    return [
      {
        pointer: issue.pointer,
        message: `${sliding} of ${architecture.layers.length} layers slide, but ${isOff ? '`use_sliding_window` is not true, which sets the window to null' : 'there is no window'}: the first forward pass fails. ${isOff ? 'Switch it on' : 'Write a number'}, or make those layers full.`,
        fixes: [wayOut],
        ...(list && { related: { pointer: list.pointer, message: 'the layers that slide' } }),
      },
    ];
  },
});

import { patternPointer, reachOf, sequenceMixers } from '../pattern-support';
import { modelRule } from '../rule';
import { isOutermost, issueOf } from '../support';

export const noGlobalLayer = modelRule({
  name: 'no-global-layer',
  severity: 'warning',
  summary: 'Some layer of a hybrid sees the whole context.',
  check(model) {
    const { publishedRatio, title } = model.recognition.family;
    const mixers = sequenceMixers(model);
    if (!publishedRatio || mixers.length === 0 || mixers.some((mixer) => reachOf(mixer) === 'global'))
      return [];
    // States alone are an error where the cache can't do with them.
    if (mixers.every((mixer) => reachOf(mixer) === 'state' && mixer.kind !== 'lightning')) return [];
    // The layers of a list of the wrong length are not those that are meant.
    if (issueOf(model, 'layer_types', 'conflict')) return [];
    // A model cut down to a few layers for a test, by an interval or the family's own rule, is no oversight.
    if (!model.fields.has('layer_types') && isOutermost(model) && mixers.length < 4) return [];
    return [
      {
        pointer: patternPointer(model),
        at: 'key' as const,
        message: `None of the ${mixers.length} layers sees the whole context: what lies before the window is lost to the model. ${title} is published with ${publishedRatio.ratio}.`,
      },
    ];
  },
});

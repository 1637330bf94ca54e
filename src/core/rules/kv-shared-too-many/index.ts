import type { Model } from '../../analyse';
import { modelRule } from '../rule';
import { insertFix, isWritten, issueOf, setFix } from '../support';

const key = 'num_kv_shared_layers';

export const kvSharedTooMany = modelRule({
  name: 'kv-shared-too-many',
  severity: 'error',
  summary: 'Layers that share keys and values have a layer to take them from.',
  check(model) {
    const issue = issueOf(model, key, 'conflict');
    if (!issue) return [];
    const most = mostShared(model);
    const isLeftOut = !isWritten(model, key);
    const fails =
      model.recognition.family.id === 'gemma4' ? 'the first forward pass fails' : "the model can't be built";
    const fix = isLeftOut ? insertFix(model, key, most, 'num_hidden_layers') : setFix(model, key, most);
    return [
      {
        pointer: issue.pointer,
        message: `${isLeftOut ? `\`${key}\` is left out, and the default holds. ` : ''}${issue.message.replace(/\.$/, '')}: ${fails}; at most ${most} of these layers can share.`,
        fixes: [fix],
      },
    ];
  },
});

/** As many as leave a first layer of each type with keys and values of its own. */
function mostShared({ architecture }: Model): number {
  const { layers } = architecture;
  const slides = layers.map(({ mixer }) => 'windowTokens' in mixer && mixer.windowTokens !== undefined);
  return layers.length - 1 - Math.max(slides.indexOf(true), slides.indexOf(false));
}

import { modelRule } from '../rule';
import { insertFix, isWritten, setFix, writtenFlag } from '../support';

/** What the library recommends, and what Kimi K3 and GLM-5.3 are published with. */
const recommended = -5;

export const kdaSafeGate = modelRule({
  name: 'kda-safe-gate',
  severity: 'error',
  summary: 'A safe gate of Kimi Delta Attention has a lower bound.',
  check(model) {
    if (model.recognition.family.id !== 'kda') return [];
    if (writtenFlag(model, 'safe_gate') !== true || model.fields.has('lower_bound')) return [];
    return [
      {
        pointer: model.fields.pointer('safe_gate'),
        message: `\`safe_gate\` is on without a \`lower_bound\` of the decay: flash-linear-attention refuses to load this. It recommends ${recommended}.`,
        fixes: [
          isWritten(model, 'lower_bound')
            ? setFix(model, 'lower_bound', recommended)
            : insertFix(model, 'lower_bound', recommended, 'safe_gate'),
        ],
      },
    ];
  },
});

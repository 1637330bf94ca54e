import { stringValue } from '../../document/node';
import { editDistance, nearest } from '../../nearest';
import { activations, gatedActivations } from '../../reference/activations';
import type { Model } from '../../analyse';
import { modelRule } from '../rule';
import { setFix } from '../support';

/** The keys that the class reads; the others may hold anything. */
const keysOfFamily: Readonly<Record<string, readonly string[]>> = {
  gemma2: ['hidden_activation'],
  gemma3: ['hidden_activation'],
  gemma3n: ['hidden_activation'],
  gemma4: ['hidden_activation'],
  recurrent_gemma: ['hidden_activation'],
  nemotron_h: ['mlp_hidden_act', 'mamba_hidden_act'],
  zamba: ['hidden_act', 'hidden_mamba_act'],
  codegen: ['activation_function'],
  gpt2: ['activation_function'],
  gpt_bigcode: ['activation_function'],
  gpt_neo: ['activation_function'],
  gptj: ['activation_function'],
  opt: ['activation_function'],
  falcon: ['activation'],
  // Theirs is fixed in the code, whatever the file names.
  bloom: [],
  gpt_oss: [],
  lfm2: [],
  lfm2_moe: [],
  minimax_m3: [],
  mpt: [],
  rwkv: [],
};

export const unknownActivation = modelRule({
  name: 'unknown-activation',
  severity: 'error',
  summary: 'The activation is one that transformers knows.',
  check(model) {
    const { fields, recognition } = model;
    // A checkpoint with code of its own brings its own activations; a slip of the pen is one there, too.
    const hasOwnCode = recognition.config.rootField('auto_map') !== undefined;
    return (keysOfFamily[recognition.family.id] ?? ['hidden_act']).flatMap((key) => {
      const name = stringValue(fields.node(key));
      if (name === undefined || activations.includes(name)) return [];
      if (hasOwnCode && !isSlip(name)) return [];
      const meant = meantBy(name);
      const wayOut = meant.length > 0 ? `Nearest known: ${meant.map((act) => `"${act}"`).join(', ')}.` : '';
      return [
        {
          pointer: fields.pointer(key),
          message:
            `"${name}" is no activation of transformers: building the model fails with a KeyError. ${wayOut}`.trim(),
          fixes: fixes(model, key, meant),
        },
      ];
    });
  },
});

/** Activations of published code outside transformers. */
const ofOwnCode: ReadonlySet<string> = new Set(['situ']);

/** Whether a name is a known one with one letter too many, too few, or another. */
function isSlip(name: string): boolean {
  return (
    !ofOwnCode.has(name) && name.length >= 4 && activations.some((known) => editDistance(known, name, 1) <= 1)
  );
}

/** "swiglu" names the gated feed-forward; configs write the function inside. */
function meantBy(name: string): string[] {
  const inner = gatedActivations[name.toLowerCase()];
  return inner === undefined ? nearest(name, activations, 2) : [inner];
}

function fixes(model: Model, key: string, meant: readonly string[]) {
  return meant.map((name) => setFix(model, key, name));
}

import { insertMember } from '../../document/edit';
import { modelRule } from '../rule';
import { isWritten, removeFix, setFix, writtenFlag, writtenNumber } from '../support';

export const gemma4GlobalKvIgnored = modelRule({
  name: 'gemma4-global-kv-ignored',
  severity: 'warning',
  summary: 'Key/value heads of global layers are written where they are read.',
  check(model) {
    const { config, family } = model.recognition;
    const key = 'num_global_key_value_heads';
    const heads = writtenNumber(model, key);
    const flag = 'attention_k_eq_v';
    const isOn = writtenFlag(model, flag);
    if (family.id !== 'gemma4' || heads === undefined || isOn === true) return [];
    if (isWritten(model, flag) && isOn === undefined) return [];
    if (heads === writtenNumber(model, 'num_key_value_heads')) return [];
    return [
      {
        pointer: model.fields.pointer(key),
        message: `Global layers have these ${heads} key/value heads only where \`attention_k_eq_v\` is true; without it they have as many as the others. Set it, or remove this.`,
        fixes: [
          isOn === false
            ? setFix(model, flag, true)
            : {
                title: `Add ${flag}: true`,
                edits: insertMember(config.document, config.base, flag, true, key),
                safe: false,
              },
          removeFix(model, key),
        ],
      },
    ];
  },
});

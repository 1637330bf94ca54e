import { insertMember } from '../../document/edit';
import { isArray, numberValue } from '../../document/node';
import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isBlocked } from '../support';

const key = 'hybrid_layer_pattern';

export const mimoHybridPatternIgnored = modelRule({
  name: 'mimo-hybrid-pattern-ignored',
  severity: 'warning',
  summary: "MiMo's two ways to name the layers agree.",
  check(model) {
    const { architecture, fields, recognition } = model;
    const node = fields.node(key);
    if (recognition.family.id !== 'mimo_v2_flash' || !isArray(node)) return [];
    if (
      isBlocked(model, fields.pointer('layer_types')) ||
      isBlocked(model, fields.pointer('num_hidden_layers'))
    )
      return [];
    const { layers } = architecture;
    const wanted = node.items.map((item) => (numberValue(item) === 1 ? 'sliding' : 'full'));
    const first = layers.findIndex(({ mixer }, index) => mixer.kind !== wanted[index]);
    if (first === -1 && wanted.length === layers.length) return [];
    const isListed = fields.has('layer_types');
    const built = isListed ? '`layer_types`' : 'a rule of its own';
    const difference =
      wanted.length === layers.length
        ? `layer ${first} is ${wanted[first]} here and ${layers[first]?.mixer.kind} there`
        : `this one has ${formatCount(wanted.length)} entries for ${formatCount(layers.length)} layers`;
    const { document, base } = recognition.config;
    const types = wanted.map((kind) => `${kind}_attention`);
    return [
      {
        pointer: fields.pointer(key),
        message: `transformers builds the layers by ${built} and does not read \`${key}\`, by which vLLM and SGLang build them: ${difference}. Make them agree.`,
        fixes:
          wanted.length === layers.length
            ? [
                {
                  title: `${isListed ? 'Rewrite' : 'Add'} layer_types as ${key} says`,
                  edits: insertMember(document, base, 'layer_types', types, key),
                  safe: false,
                },
              ]
            : [],
      },
    ];
  },
});

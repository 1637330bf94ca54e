import { hasLinearConfig, kimiList, layersOf } from '../kimi-lists';
import { insertMember } from '../../document/edit';
import { modelRule } from '../rule';

export const kimiListsIncomplete = modelRule({
  name: 'kimi-lists-incomplete',
  severity: 'warning',
  summary: "Both of Kimi's lists are written, or neither.",
  check(model) {
    const { architecture, fields, recognition } = model;
    const full = kimiList(model, 'full');
    const linear = kimiList(model, 'linear');
    const only = full ?? linear;
    if (!hasLinearConfig(model) || !only || (full && linear)) return [];
    const missing = full ? 'kda_layers' : 'full_attn_layers';
    if (fields.node(`linear_attn_config.${missing}`) !== undefined) return [];
    const named = new Set(layersOf(only));
    const others = architecture.layers.map(({ index }) => index + 1).filter((layer) => !named.has(layer));
    return [
      {
        pointer: only.pointer,
        at: 'key' as const,
        message: `\`${only.name}\` without \`${missing}\` is ignored: transformers builds a pattern of its own, full attention in layers 5, 9, 13 and so on. Write both lists.`,
        fixes: [
          {
            title: `Add ${missing}: the ${others.length} other layers`,
            edits: insertMember(
              recognition.config.document,
              fields.pointer('linear_attn_config'),
              missing,
              others,
              only.name,
            ),
            safe: false,
          },
        ],
      },
    ];
  },
});

import { isArray } from '../../document/node';
import { formatCount } from '../../format';
import type { Model } from '../../analyse';
import { modelRule, type Report } from '../rule';
import { resizeFix, setFix, writtenNumber } from '../support';

/** Lists with one entry per layer beside the layer types, whose length the class checks, by family. */
const listsOf: Readonly<Record<string, readonly string[]>> = {
  gemma3n: ['intermediate_size', 'activation_sparsity_pattern'],
  laguna: ['num_attention_heads_per_layer'],
  rwkv7: ['value_dim'],
  hunyuan_v1_moe: ['moe_topk'],
  bailing_moe_linear: ['layer_group_size'],
  bailing_hybrid: ['layer_group_size'],
};

/** Read entry by entry; what is left over harms nobody. */
const mayBeLonger: ReadonlySet<string> = new Set(['moe_topk']);

export const perLayerListLength = modelRule({
  name: 'per-layer-list-length',
  severity: 'error',
  summary: 'A list with one value per layer is as long as the model is deep.',
  check: (model) =>
    (listsOf[model.recognition.family.id] ?? []).flatMap((field) => report(model, field) ?? []),
});

function report(model: Model, field: string): Report | undefined {
  const { architecture, fields } = model;
  const node = fields.node(field);
  const layers = architecture.layers.length;
  if (!isArray(node) || layers === 0) return undefined;
  const { length } = node.items;
  if (length === layers || (mayBeLonger.has(field) && length > layers)) return undefined;
  const isDepthWritten = writtenNumber(model, 'num_hidden_layers') !== undefined;
  return {
    pointer: fields.pointer(field),
    at: 'key',
    message: `\`${field}\` has ${formatCount(length)} entries for ${formatCount(layers)} layers: a model with too few or too many values can't be built. Write one for each layer.`,
    fixes: [
      ...resizeFix(model, fields.pointer(field), layers),
      ...(isDepthWritten && length > 0 ? [setFix(model, 'num_hidden_layers', length)] : []),
    ],
    related: {
      pointer: fields.pointer('num_hidden_layers'),
      message: `${formatCount(layers)} layers are asked for here`,
    },
  };
}

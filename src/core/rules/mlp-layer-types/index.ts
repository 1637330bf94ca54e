import { stringValue } from '../../document/node';
import { listFix } from '../pattern-support';
import { modelRule } from '../rule';
import { issueOf } from '../support';

export const mlpLayerTypes = modelRule({
  name: 'mlp-layer-types',
  severity: 'error',
  summary: 'The list of feed-forwards holds dense or sparse for every layer.',
  check(model) {
    const { architecture, fields } = model;
    const issue = issueOf(model, 'mlp_layer_types', 'conflict');
    const node = fields.node('mlp_layer_types');
    if (!issue || node?.type !== 'array') return [];
    const types = node.items.map((item) => stringValue(item) ?? '');
    const count = architecture.layers.length;
    const stranger = types.findIndex((type) => type !== 'dense' && type !== 'sparse');
    const wrong =
      types.length === count
        ? `Entry ${stranger} of \`mlp_layer_types\` is neither "dense" nor "sparse"`
        : `\`mlp_layer_types\` has ${types.length} entries for ${count} layers`;
    // What the first entries say, and the kind of the last one for the rest.
    const mended = Array.from({ length: count }, (_, index) =>
      (types[index] ?? types.at(-1)) === 'dense' ? 'dense' : 'sparse',
    );
    return [
      {
        pointer: issue.pointer,
        at: 'key' as const,
        message: `${wrong}: transformers refuses to load this. Write one of the two for each layer.`,
        fixes: [listFix(model, `Write ${count} entries`, issue.pointer, mended)],
      },
    ];
  },
});

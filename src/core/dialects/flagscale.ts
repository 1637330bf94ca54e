import { isObject, memberValue } from '../document/node';
import type { Dialect } from './dialect';
import { readMegatron } from './megatron';
import { decline, objectAt, Source } from './source';

/** FlagScale's training YAML: Megatron's keys under `model`, with switches under `system` and the tokenizer under `data`. */
export const flagscale: Dialect = {
  id: 'flagscale',
  title: 'FlagScale',
  read(document) {
    const model = objectAt(document, 'model');
    const system = objectAt(document, 'system');
    if (!isObject(model) || !isObject(system) || memberValue(model, 'num_layers') === undefined)
      return undefined;
    const source = new Source(document.root)
      .add(model, '/model')
      .add(system, '/system')
      .add(objectAt(document, 'data', 'tokenizer'), '/data/tokenizer');
    if (!['ffn_hidden_size', 'num_query_groups', 'swiglu', 'normalization'].some((key) => source.has(key))) {
      return decline(
        'FlagScale training config',
        'what the training script builds of these sizes is not said',
      );
    }
    return readMegatron(document, source, 'flagscale', '/model');
  },
};

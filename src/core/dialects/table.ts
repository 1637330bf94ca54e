import { isObject, memberValue, type ObjectNode } from '../document/node';
import type { Dialect } from './dialect';
import { readHuggingface } from './huggingface';
import { decline } from './source';

/**
 * Hugging Face configs inside another file: xpu-perf's model zoo keeps one under `network`, ktransformers many under
 * the names of their models (csrc/balance_serve/kvc2/config/model_configs.json).
 */
export const table: Dialect = {
  id: 'table',
  title: 'table of models',
  read(document) {
    const { root } = document;
    if (!isObject(root) || root.members.has('model_type')) return undefined;
    const network = memberValue(root, 'network');
    if (isObject(network) && isConfig(network)) return readHuggingface(document, network, '/network');
    const { size } = root.members;
    if (size === 0 || size > 1000) return undefined;
    for (const { value } of root.members.values()) if (!isObject(value) || !isConfig(value)) return undefined;
    return decline(
      'table of model configs',
      `it holds ${size} model${size === 1 ? '' : 's'}; put one into a file of its own to size it`,
    );
  },
};

function isConfig({ members }: ObjectNode): boolean {
  return members.has('model_type') && members.has('hidden_size') && members.has('num_hidden_layers');
}

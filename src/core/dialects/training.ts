import { isObject, memberValue, stringValue, type ConfigNode, type ObjectNode } from '../document/node';
import { joinPointer } from '../document/pointer';
import type { Dialect, Elsewhere, Field } from './dialect';
import { readHuggingface } from './huggingface';
import { declineElsewhere, elsewhereAt, shown } from './source';

/**
 * Training recipes that name a model instead of describing it: torchtitan, NeMo Automodel, Axolotl, LLaMA-Factory,
 * TRL. Automodel may also hold a whole Hugging Face config, which is then read where it stands.
 */
export const training: Dialect = {
  id: 'training',
  title: 'training recipe',
  read(document) {
    const { root } = document;
    if (!isObject(root)) return undefined;
    const model = memberValue(root, 'model');
    const config = memberValue(model, 'config');
    if (isObject(config) && memberValue(config, '_target_') !== undefined) {
      return readHuggingface(document, config, '/model/config', targetType(config));
    }
    for (const recipe of recipes) {
      if (!recipe.is(root)) continue;
      const elsewhere = recipe.names.flatMap((path): Elsewhere[] => elsewhereAt(fieldAt(root, path)));
      return declineElsewhere(recipe.title, elsewhere);
    }
    return undefined;
  },
};

interface Recipe {
  readonly title: string;
  readonly is: (root: ObjectNode) => boolean;
  /** Paths of the keys that name the model, the telling one first. */
  readonly names: readonly (readonly string[])[];
}

const has = (root: ObjectNode, ...keys: readonly string[]): boolean =>
  keys.some((key) => root.members.has(key));

const recipes: readonly Recipe[] = [
  {
    title: 'torchtitan config',
    is: (root) => {
      const model = memberValue(root, 'model');
      return (
        stringValue(memberValue(model, 'flavor')) !== undefined &&
        stringValue(memberValue(model, 'name')) !== undefined
      );
    },
    names: [['model', 'hf_assets_path']],
  },
  {
    title: 'Axolotl config',
    is: (root) =>
      has(root, 'base_model') &&
      has(root, 'datasets', 'sequence_len', 'adapter', 'micro_batch_size', 'base_model_config'),
    names: [['base_model_config'], ['base_model']],
  },
  {
    title: 'NeMo Automodel recipe',
    is: (root) =>
      memberValue(memberValue(root, 'model'), '_target_') !== undefined ||
      (has(root, 'recipe') && has(root, 'recipe_args')),
    names: [
      ['model', 'pretrained_model_name_or_path'],
      ['recipe_args', 'target_model_name_or_path'],
    ],
  },
  {
    title: 'LLaMA-Factory config',
    is: (root) => has(root, 'model_name_or_path') && has(root, 'finetuning_type', 'stage', 'template'),
    names: [['model_name_or_path']],
  },
  {
    title: 'training config',
    is: (root) =>
      has(root, 'model_name_or_path') && has(root, 'learning_rate', 'per_device_train_batch_size'),
    names: [['model_name_or_path']],
  },
];

function fieldAt(root: ObjectNode, path: readonly string[]): Field | undefined {
  const node = path.reduce<ConfigNode | undefined>(memberValue, root);
  return node && { node, pointer: joinPointer('', ...path) };
}

/** `transformers.models.qwen3_moe.configuration_qwen3_moe.Qwen3MoeConfig` is `qwen3_moe`. */
function targetType(config: ObjectNode): { readonly name: string } | undefined {
  const target = stringValue(memberValue(config, '_target_')) ?? '';
  const name = /^transformers\.models\.(\w+)\./.exec(target)?.[1];
  return name === undefined ? undefined : { name: shown(name) };
}

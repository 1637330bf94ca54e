import { isArray, isObject, memberValue, stringValue } from '../document/node';
import type { ConfigDocument, ConfigNode, ObjectNode } from '../document/node';
import { joinPointer, type Pointer } from '../document/pointer';
import { textTypeOf } from '../reference/text-types';
import type { Dialect, Field, ModelConfig } from './dialect';
import { inDisguise } from './drafts';

/** Keys under which multimodal configs hold the text model's own config, most common first. */
const textConfigPaths: readonly (readonly string[])[] = [
  ['text_config'],
  ['llm_config'],
  ['language_config'],
  ['thinker_config', 'text_config'],
  ['text_model_config'],
];

/** Keys of which two are needed to call an object without `model_type` a model config. */
const tellingKeys = ['num_hidden_layers', 'hidden_size', 'num_attention_heads', 'layer_types', 'vocab_size'];

/** Hugging Face `config.json`, and the same keys in YAML. */
export const huggingface: Omit<Dialect, 'read'> & {
  read(document: ConfigDocument): ModelConfig | undefined;
} = {
  id: 'huggingface',
  title: 'Hugging Face',
  read(document) {
    const root = modelObject(document);
    return root && readHuggingface(document, root, '');
  },
};

/**
 * Reads an object in Hugging Face's names, wherever it stands in the file.
 *
 * @param named what the file calls the model beside the object's own `model_type`.
 */
export function readHuggingface(
  document: ConfigDocument,
  root: ObjectNode,
  place: Pointer,
  named?: { readonly name: string },
): ModelConfig {
  const { node: text, base } = textConfig(root, place);
  const types = modelTypesOf(text, root);
  const architectures = [text, root].flatMap(architecturesOf);
  return {
    document,
    dialect: 'huggingface',
    modelTypes: types.length === 0 && named ? [named.name] : types,
    architectures,
    ...inDisguise(root, types, architectures),
    base,
    field: (name) => nestedField(text, base, name),
    rootField: (name) => nestedField(root, place, name),
  };
}

function modelObject(document: ConfigDocument): ObjectNode | undefined {
  const { root } = document;
  if (!isObject(root)) return undefined;
  const { node } = textConfig(root, '');
  const named = [root, node].some(
    (object) =>
      stringValue(memberValue(object, 'model_type')) !== undefined || architecturesOf(object).length > 0,
  );
  const telling = tellingKeys.filter((key) => node.members.has(key)).length;
  return named || telling >= 2 ? root : undefined;
}

function textConfig(root: ObjectNode, place: Pointer): { node: ObjectNode; base: Pointer } {
  for (const path of textConfigPaths) {
    const node = path.reduce<ConfigNode | undefined>(memberValue, root);
    if (isObject(node)) return { node, base: joinPointer(place, ...path) };
  }
  return { node: root, base: place };
}

/** The text model's type, which its wrapper decides where it does not say, and the wrapper's. */
function modelTypesOf(text: ObjectNode, root: ObjectNode): string[] {
  const [inner, outer] = [text, root].map((node) => stringValue(memberValue(node, 'model_type')));
  const meant = inner ?? (outer === undefined ? undefined : textTypeOf(outer));
  return [meant, outer].filter((type) => type !== undefined);
}

/** Names of model classes; a package's `architectures: [amd64]` is something else. */
function architecturesOf(node: ObjectNode): string[] {
  const list = memberValue(node, 'architectures');
  const names = isArray(list) ? list.items.flatMap((item) => stringValue(item) ?? []) : [];
  return names.filter((name) => /^\w*[A-Z]\w*$/.test(name));
}

function nestedField(object: ObjectNode, base: Pointer, name: string): Field | undefined {
  const path = name.split('.');
  const node = path.reduce<ConfigNode | undefined>(childValue, object);
  return node && { node, pointer: joinPointer(base, ...path) };
}

/** A member by its key, or an entry by its number. */
function childValue(node: ConfigNode | undefined, segment: string): ConfigNode | undefined {
  return isArray(node) ? node.items[Number(segment)] : memberValue(node, segment);
}

import { isArray, isObject, memberValue, stringValue, type ObjectNode } from '../document/node';
import { joinPointer } from '../document/pointer';
import type { Dialect } from './dialect';
import { decline, declineElsewhere, elsewhereAt } from './source';

/** Files that stand beside a Hugging Face `config.json` and describe something else than the architecture. */
export const sideFiles: Dialect = {
  id: 'huggingface-side-file',
  title: 'Hugging Face side file',
  read({ root }) {
    if (!isObject(root) || names(root, 'num_hidden_layers', 'architectures', 'text_config')) return undefined;
    if (names(root, 'peft_type')) {
      const base = memberValue(root, 'base_model_name_or_path');
      const field = base && { node: base, pointer: joinPointer('', 'base_model_name_or_path') };
      return declineElsewhere('PEFT adapter config', elsewhereAt(field));
    }
    return kinds.find(({ is }) => is(root))?.declined;
  },
};

function names({ members }: ObjectNode, ...keys: readonly string[]): boolean {
  return keys.some((key) => members.has(key));
}

const beside = 'the architecture is in the config.json beside it';

const kinds = [
  {
    is: (root: ObjectNode) =>
      ['quant_algo', 'quantized_layers', 'kv_cache_quant_algo'].some(
        (key) => memberValue(memberValue(root, 'quantization'), key) !== undefined,
      ),
    declined: decline('ModelOpt quantization config', `it says how weights are stored; ${beside}`),
  },
  {
    is: (root: ObjectNode) =>
      (names(root, 'quant_method') && !names(root, 'model_type')) ||
      (names(root, 'bits') && names(root, 'group_size') && names(root, 'desc_act', 'zero_point', 'sym')),
    declined: decline('quantization config', `it says how weights are stored; ${beside}`),
  },
  {
    is: (root: ObjectNode) =>
      names(root, 'image_processor_type', 'feature_extractor_type', 'video_processor_type') ||
      (names(root, 'processor_class') &&
        names(root, 'image_mean', 'patch_size', 'image_token', 'chat_template')),
    declined: decline('Hugging Face preprocessor config', `it says how inputs are prepared; ${beside}`),
  },
  {
    is: (root: ObjectNode) =>
      stringValue(memberValue(root, 'tokenizer_class')) !== undefined &&
      !names(root, 'model_type', 'hidden_size') &&
      names(
        root,
        'added_tokens_decoder',
        'model_max_length',
        'bos_token',
        'eos_token',
        'unk_token',
        'tokenizer_file',
      ),
    declined: decline('Hugging Face tokenizer config', `it holds no architecture; ${beside}`),
  },
  {
    is: (root: ObjectNode) =>
      !names(root, 'model_type', 'hidden_size') &&
      (names(root, 'do_sample', 'max_new_tokens', '_from_model_config') ||
        (names(root, 'transformers_version') && names(root, 'eos_token_id', 'bos_token_id', 'pad_token_id'))),
    declined: decline('Hugging Face generation config', `it says how to sample; ${beside}`),
  },
  {
    is: (root: ObjectNode) =>
      isObject(memberValue(root, 'weight_map')) && !isArray(memberValue(root, 'weight_map')),
    declined: decline('index of weight shards', `it holds no architecture; ${beside}`),
  },
];

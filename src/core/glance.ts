/**
 * The look that decides whether anything else of the core is needed. It stands alone, so that an editor can take it
 * without loading the rest.
 */

/**
 * Keys of which a file of ours has at least one, in any dialect; looked for in the text before anything is parsed.
 * Not every file with one of them is ours: `recognise` decides.
 */
const tellingText = new RegExp(
  `["']?\\b(?:${[
    // Hugging Face, and those who use its names
    'model_type|architectures|num[-_]hidden[-_]layers|num[-_]attention[-_]heads|layer_types|text_config',
    // params.json, DeepSeek, fla, MPT, GPT-2, OLMo, H-Net, Levanter, MaxText
    'n_layers?|num[-_]layers|decoder_layers|d_model|n_embd|hidden_dim|base_emb_dim|decoder_block|arch_layout',
    // Megatron and NeMo
    'hybrid[-_](?:override|layer)[-_]pattern|restore_from_path|use[-_]checkpoint[-_]args',
    // GGUF dumps
    'general\\.architecture',
    // files that name a model, and side files
    'base_model|(?:(?:base|pretrained|target)_)?model_name_or_path|hf_assets_path|initialize_from_hf',
    'checkpoint_dir|model_config|peft_type|quant_algo|quant_method|do_sample|max_new_tokens|transformers_version',
    'tokenizer_class|image_processor_type|feature_extractor_type|processor_class',
  ].join('|')})["']?\\s*:`,
);

/** A cheap look at the start of a text: false means that parsing it would be in vain. */
export function mayBeModelConfig(text: string): boolean {
  return tellingText.test(text.length > 65_536 ? text.slice(0, 65_536) : text);
}

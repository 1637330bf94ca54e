/** Configs that are wrong on purpose, and what is to be said of them. */
export interface BrokenConfig {
  readonly what: string;
  readonly text: string;
  /** Pointer → keyword and message. */
  readonly violations: Readonly<Record<string, readonly [keyword: string, message: string | RegExp]>>;
  readonly allowed?: Readonly<Record<string, readonly unknown[]>>;
}

export const broken: readonly BrokenConfig[] = [
  {
    what: 'a count in quotes',
    text: '{ "model_type": "llama", "hidden_size": "4096" }',
    violations: {
      '/hidden_size': [
        'type',
        '`hidden_size` is the string "4096"; a whole number is needed: remove the quotes.',
      ],
    },
  },
  {
    what: 'a count written as a float',
    text: '{ "model_type": "llama", "hidden_size": 4096.0, "intermediate_size": 1e4 }',
    violations: {
      '/hidden_size': ['type', '`hidden_size` is 4096.0; a whole number is needed: write 4096.'],
      '/intermediate_size': [
        'type',
        '`intermediate_size` is 10000.0; a whole number is needed: write 10000.',
      ],
    },
  },
  {
    what: 'a fraction where a count is needed',
    text: '{ "model_type": "llama", "num_attention_heads": 32.5 }',
    violations: {
      '/num_attention_heads': ['type', '`num_attention_heads` is 32.5; a whole number is needed.'],
    },
  },
  {
    what: 'null where the class has no null, and where it has',
    text: '{ "model_type": "llama", "hidden_size": null, "head_dim": null }',
    violations: { '/hidden_size': ['type', '`hidden_size` is null; a whole number is needed.'] },
  },
  {
    what: 'counts out of bounds',
    text: '{ "model_type": "mixtral", "num_hidden_layers": 0, "num_key_value_heads": -8, "num_local_experts": 0 }',
    violations: {
      '/num_hidden_layers': ['minimum', '`num_hidden_layers` is 0; it must be at least 1.'],
      '/num_key_value_heads': ['minimum', '`num_key_value_heads` is -8; it must be at least 1.'],
    },
  },
  {
    what: 'a boolean in quotes, and a number for a boolean',
    text: '{ "model_type": "qwen3", "tie_word_embeddings": "true", "use_sliding_window": 1 }',
    violations: {
      '/tie_word_embeddings': [
        'type',
        '`tie_word_embeddings` is the string "true"; true or false is needed: remove the quotes.',
      ],
      '/use_sliding_window': ['type', '`use_sliding_window` is 1; true or false is needed.'],
    },
  },
  {
    what: 'a layer type of another family',
    text: '{ "model_type": "qwen3_next", "layer_types": ["linear_attention", "mamba", 3, "full_attention"] }',
    violations: {
      '/layer_types/1': [
        'enum',
        'Entry 1 of `layer_types` is the string "mamba"; "linear_attention" or "full_attention" is needed.',
      ],
      '/layer_types/2': ['type', 'Entry 2 of `layer_types` is 3; a string is needed.'],
    },
    allowed: {
      '/layer_types/1': ['linear_attention', 'full_attention'],
      '/layer_types/2': ['linear_attention', 'full_attention'],
    },
  },
  {
    what: 'no list where one is needed',
    text: '{ "model_type": "gemma3_text", "layer_types": "full_attention" }',
    violations: {
      '/layer_types': ['type', '`layer_types` is the string "full_attention"; a list or null is needed.'],
    },
  },
  {
    what: 'mistakes inside a nested text config',
    text: '{ "model_type": "qwen3_5_moe", "text_config": { "model_type": "qwen3_5_moe_text", "num_experts": "256" } }',
    violations: {
      '/text_config/num_experts': [
        'type',
        '`num_experts` is the string "256"; a whole number is needed: remove the quotes.',
      ],
    },
  },
  {
    what: 'mistakes inside nested objects and lists',
    text: `{ "model_type": "kimi_linear", "linear_attn_config": { "kda_layers": [0, 1, 2.0], "full_attn_layers": [4],
             "num_heads": "32", "head_dim": 128.0 }, "rope_scaling": { "factor": 0 } }`,
    violations: {
      '/linear_attn_config/kda_layers/0': [
        'minimum',
        'Entry 0 of `linear_attn_config.kda_layers` is 0; it must be at least 1.',
      ],
      '/linear_attn_config/kda_layers/2': [
        'type',
        'Entry 2 of `linear_attn_config.kda_layers` is 2.0; a whole number is needed: write 2.',
      ],
      '/linear_attn_config/num_heads': [
        'type',
        '`linear_attn_config.num_heads` is the string "32"; a whole number is needed: remove the quotes.',
      ],
      '/linear_attn_config/head_dim': [
        'type',
        '`linear_attn_config.head_dim` is 128.0; a whole number is needed: write 128.',
      ],
      '/rope_scaling/factor': ['exclusiveMinimum', '`rope_scaling.factor` is 0; it must be more than 0.'],
    },
  },
  {
    what: 'per-layer-type RoPE',
    text: `{ "model_type": "gemma3_text",
             "rope_parameters": { "sliding_attention": { "rope_theta": "1e4" }, "full_attention": 5 } }`,
    violations: {
      '/rope_parameters/sliding_attention/rope_theta': [
        'type',
        /^`rope_parameters\.sliding_attention\.rope_theta` is the string "1e4"; a number or null is needed/,
      ],
      '/rope_parameters/full_attention': [
        'type',
        '`rope_parameters.full_attention` is 5; an object or null is needed.',
      ],
    },
  },
  {
    what: 'a word where only "auto" may stand',
    text: '{ "model_type": "jamba", "mamba_dt_rank": "automatic" }',
    violations: {
      '/mamba_dt_rank': [
        'pattern',
        '`mamba_dt_rank` is the string "automatic"; a whole number or "auto" is needed.',
      ],
    },
  },
  {
    what: 'a letter that is no layer',
    text: '{ "model_type": "nemotron_h", "hybrid_override_pattern": "M-M*MX" }',
    violations: {
      '/hybrid_override_pattern': [
        'pattern',
        '`hybrid_override_pattern` is the string "M-M*MX"; one of M, *, - and E per layer is needed.',
      ],
    },
  },
  {
    what: 'a list of the wrong length, and NaN',
    text: '{ "model_type": "mamba2", "time_step_limit": [0.0], "layer_norm_epsilon": NaN }',
    violations: {
      '/time_step_limit': ['minItems', '`time_step_limit` is a list; at least 2 entries are needed.'],
      '/layer_norm_epsilon': ['type', '`layer_norm_epsilon` is NaN; a number is needed.'],
    },
  },
];

import type { ConfigDocument, ConfigNode } from '../document/node';
import type { Pointer } from '../document/pointer';
import type { Family } from '../families/family';

/** A field as the user wrote it: its value, and the pointer to the user's own key. */
export interface Field {
  readonly node: ConfigNode;
  readonly pointer: Pointer;
  /** True for a value that no key says: the tool takes or computes it, and the pointer is the key it follows from. */
  readonly implied?: true;
}

/**
 * A config as its dialect reads it: canonical (Hugging Face) field names over the user's own keys, so that every
 * finding, hint and fix lands where the user wrote.
 */
export interface ModelConfig {
  readonly document: ConfigDocument;
  readonly dialect: DialectId;
  /** What the config calls its architecture, innermost first: `qwen3_5_moe_text`, then `qwen3_5_moe`. */
  readonly modelTypes: readonly string[];
  readonly architectures: readonly string[];
  /** Pointer of the object that holds the text model's fields: `''`, or `/text_config`. */
  readonly base: Pointer;
  /** The family, where the dialect itself says which it is; otherwise the names above decide. */
  readonly family?: Family;
  /** Mixer and feed-forward of a layer, where the dialect has a pattern of its own (Megatron's letters). */
  readonly layer?: (index: number) => LayerPlan;
  /** What the file leaves open and a reader of the numbers must know. */
  readonly caveats?: Caveats;
  /** A key as the file itself names it, where its dialect has other names than the canonical ones. */
  readonly own?: OwnKeys;
  /** A field of the text model by its canonical name; dots lead into nested objects (`linear_attn_config.num_heads`). */
  field(name: string): Field | undefined;
  /** A field of the outermost object: the same as `field` unless the text model is nested. */
  rootField(name: string): Field | undefined;
}

/** What one layer is made of, by the names of `families/assembled.ts`. */
export interface LayerPlan {
  readonly mixer: string;
  readonly feedForward: 'dense' | 'moe' | 'none';
  /** The user's key, or the entry of the user's list, that says so. */
  readonly pointer: Pointer;
}

/** The first of these keys that is written: hyphens count as underscores, and null as nothing. */
export type OwnKeys = (...names: readonly string[]) => Field | undefined;

export interface Caveats {
  readonly notes?: readonly string[];
  /** Why the parameter count is not exact. */
  readonly inexact?: string;
  /** True where the vocabulary is not in the file (it comes from the tokenizer): embedding and head are left out. */
  readonly noVocabulary?: boolean;
}

/** A file that is recognised for what it is and gives no numbers, with words for both. */
export interface Declined {
  readonly declined: {
    /** What it is, without an article at its head: `Hugging Face generation config`. */
    readonly what: string;
    /** Why nothing is estimated, as a clause: `it holds no architecture`. */
    readonly reason: string;
    /** What it names as the place of the architecture, for whoever can look there. */
    readonly elsewhere?: readonly Elsewhere[];
    /** The keys of a file that its own tool refuses, for the rules that say why. */
    readonly own?: OwnKeys;
  };
}

/** Another place that a file names: a path beside it, or a model on a hub. */
export interface Elsewhere {
  readonly kind: 'file' | 'model';
  readonly name: string;
  readonly pointer: Pointer;
}

export type DialectId =
  | 'huggingface'
  | 'huggingface-side-file'
  | 'mistral'
  | 'llama'
  | 'deepseek'
  | 'megatron'
  | 'nemo'
  | 'flagscale'
  | 'maxtext'
  | 'gpt-neox'
  | 'litgpt'
  | 'olmo'
  | 'nanotron'
  | 'levanter'
  | 'llm-foundry'
  | 'mindformers'
  | 'gguf'
  | 'hnet'
  | 'llm-analysis'
  | 'training'
  | 'table';

export interface Dialect {
  readonly id: DialectId;
  readonly title: string;
  /** Reads the document if it is of this dialect; undefined where it is not. Cheap on everything else: a few look-ups. */
  read(document: ConfigDocument): ModelConfig | Declined | undefined;
}

export function isDeclined(reading: ModelConfig | Declined): reading is Declined {
  return 'declined' in reading;
}

import type { ConfigDocument, ConfigNode } from '../document/node';
import type { Pointer } from '../document/pointer';

/** A field as the user wrote it: its value, and the pointer to the user's own key. */
export interface Field {
  readonly node: ConfigNode;
  readonly pointer: Pointer;
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
  /** A field of the text model by its canonical name; dots lead into nested objects (`linear_attn_config.num_heads`). */
  field(name: string): Field | undefined;
  /** A field of the outermost object: the same as `field` unless the text model is nested. */
  rootField(name: string): Field | undefined;
}

export type DialectId = 'huggingface';

export interface Dialect {
  readonly id: DialectId;
  readonly title: string;
  /** Reads the document if it is of this dialect; undefined where it is not. */
  read(document: ConfigDocument): ModelConfig | undefined;
}

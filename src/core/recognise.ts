import type { Dialect, ModelConfig } from './dialects/dialect';
import { huggingface } from './dialects/huggingface';
import type { ConfigDocument } from './document/node';
import type { Family } from './families/family';
import { families } from './families/registry';
import { nearest } from './nearest';

export const dialects: readonly Dialect[] = [huggingface];

/** What a document turned out to be. */
export type Recognition =
  | { readonly status: 'model'; readonly config: ModelConfig; readonly family: Family }
  | {
      readonly status: 'unknown-family';
      readonly config: ModelConfig;
      /** What the config calls itself; undefined where it names nothing. */
      readonly name: string | undefined;
      readonly nearest: readonly string[];
    }
  | { readonly status: 'not-a-config' };

/** Keys of which a model config has at least one, in any dialect; looked for in the text before anything is parsed. */
const tellingText =
  /["']?\b(?:model_type|architectures|num_hidden_layers|num_attention_heads|layer_types|text_config)\b["']?\s*:/;

/** A cheap look at the start of a text: false means that parsing it would be in vain. */
export function mayBeModelConfig(text: string): boolean {
  return tellingText.test(text.length > 65_536 ? text.slice(0, 65_536) : text);
}

/** Finds dialect and family. An unknown architecture is called unknown, with the nearest known names. */
export function recognise(document: ConfigDocument): Recognition {
  for (const dialect of dialects) {
    const config = dialect.read(document);
    if (!config) continue;
    const family = findFamily(config);
    if (family) return { status: 'model', config, family };
    const name = config.modelTypes[0] ?? config.architectures[0];
    return {
      status: 'unknown-family',
      config,
      name,
      nearest: name === undefined ? [] : nearest(name, knownModelTypes),
    };
  }
  return { status: 'not-a-config' };
}

export const knownModelTypes: readonly string[] = families.flatMap((family) => family.modelTypes);

const familyOfModelType = new Map(
  families.flatMap((family) => family.modelTypes.map((type) => [type, family] as const)),
);

function findFamily(config: ModelConfig): Family | undefined {
  for (const type of config.modelTypes) {
    const family = familyOfModelType.get(type);
    if (family) return family;
  }
  // Only where the config names no model type: a named but unknown one must not be taken for a relative.
  if (config.modelTypes.length > 0) return undefined;
  for (const name of config.architectures) {
    const family = familyOfArchitecture(name);
    if (family) return family;
  }
  return undefined;
}

/** The family whose class a name in `architectures` is: `Qwen3NextForCausalLM`. */
export function familyOfArchitecture(name: string): Family | undefined {
  const suffix = /^(?:ForCausalLM|ForConditionalGeneration|LMHeadModel|Model|TextModel)/;
  return families.find((family) =>
    family.architectures.some((start) => name.startsWith(start) && suffix.test(name.slice(start.length))),
  );
}

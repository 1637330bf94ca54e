import {
  isDeclined,
  type Declined,
  type Dialect,
  type DialectId,
  type ModelConfig,
} from './dialects/dialect';
import { dialects } from './dialects/registry';
import type { ConfigDocument } from './document/node';
import type { Family } from './families/family';
import { notDecoder } from './families/not-decoders';
import { families } from './families/registry';
import { nearest } from './nearest';

export { mayBeModelConfig } from './glance';
export { dialects };

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
  /** Known for what it is, and no numbers can come of it: a side file, a training recipe, an encoder-decoder. */
  | ({ readonly status: 'declined'; readonly config: ModelConfig } & Declined['declined'])
  | { readonly status: 'not-a-config' };

/** Finds dialect and family. An unknown architecture is called unknown, with the nearest known names. */
export function recognise(document: ConfigDocument): Recognition {
  for (const dialect of dialects) {
    const reading = dialect.read(document);
    if (!reading) continue;
    if (isDeclined(reading)) {
      const { own, ...declined } = reading.declined;
      const config = emptyConfig(document, dialect.id);
      return { status: 'declined', config: own ? { ...config, own } : config, ...declined };
    }
    const family = reading.family ?? findFamily(reading);
    if (family) return { status: 'model', config: reading, family };
    const other = notDecoder(reading);
    if (other) return { status: 'declined', config: reading, ...other };
    const name = reading.modelTypes[0] ?? reading.architectures[0];
    return {
      status: 'unknown-family',
      config: reading,
      name,
      nearest: name === undefined ? [] : nearest(name, knownModelTypes),
    };
  }
  return { status: 'not-a-config' };
}

const none = () => undefined;

/** A file without an architecture has a dialect and a document, and no fields. */
function emptyConfig(document: ConfigDocument, dialect: DialectId): ModelConfig {
  return { document, dialect, modelTypes: [], architectures: [], base: '', field: none, rootField: none };
}

/** The dialect of a config, with its title. */
export function dialectOf({ dialect }: ModelConfig): Dialect | undefined {
  return dialects.find(({ id }) => id === dialect);
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

import type { Architecture } from './architecture';
import type { Caveats } from './dialects/dialect';
import type { ConfigDocument, ConfigNode, DocumentLanguage } from './document/node';
import { parseDocument } from './document/parse';
import { locate, type Pointer } from './document/pointer';
import { Fields } from './families/fields';
import { recognise, type Recognition } from './recognise';

/** Everything that is known of one text, computed once and passed around. */
export interface Analysis {
  readonly document: ConfigDocument;
  readonly recognition: Recognition;
  /** Present where the family is known. */
  readonly model?: Model;
}

export interface Model {
  readonly recognition: Extract<Recognition, { status: 'model' }>;
  readonly architecture: Architecture;
  /** The fields as read: issues that forbid an estimate, and defaults that were taken. */
  readonly fields: Fields;
}

/** text → document → architecture. Never throws. */
export function analyse(text: string, language: DocumentLanguage): Analysis {
  const document = parseDocument(text, language);
  const recognition = recognise(document);
  if (recognition.status !== 'model') return { document, recognition };
  return { document, recognition, model: describeModel(recognition) };
}

/** Fields → layers, and what the dialect leaves open about them. */
export function describeModel(recognition: Model['recognition']): Model {
  const { config, family } = recognition;
  const fields = new Fields(config, family.aliases);
  const architecture = withCaveats(family.describe(fields), config.caveats);
  return {
    recognition,
    architecture:
      config.dialect === 'huggingface' ? architecture : onWrittenKeys(architecture, config.document.root),
    fields,
  };
}

/** A list that a dialect reads out of a string has no entries to point at: the string stands for them. */
function onWrittenKeys(architecture: Architecture, root: ConfigNode | undefined): Architecture {
  const written = (pointer: Pointer): Pointer =>
    pointer === '' || locate(root, pointer) ? pointer : written(pointer.slice(0, pointer.lastIndexOf('/')));
  return {
    ...architecture,
    layers: architecture.layers.map((layer) => ({ ...layer, pointer: written(layer.pointer) })),
  };
}

function withCaveats(architecture: Architecture, caveats: Caveats | undefined): Architecture {
  if (!caveats) return architecture;
  const { notes = [], noVocabulary = false } = caveats;
  const inexact = caveats.inexact ?? architecture.inexact;
  return {
    ...architecture,
    ...(inexact !== undefined && { inexact }),
    notes: [...notes, ...architecture.notes],
    ...(noVocabulary && { vocabularySize: 0, embeddingParameters: 0, headParameters: 0 }),
  };
}

/** Why no number is given for this model, or undefined where numbers can be trusted. */
export function estimateBlocker(model: Model): string | undefined {
  const [first, ...rest] = model.fields.issues;
  if (!first) return undefined;
  return rest.length > 0 ? `${first.message} (and ${rest.length} more)` : first.message;
}

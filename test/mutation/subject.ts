/** A real config to be broken, and the ways to get at its fields whatever it calls them. */
import { readdirSync, readFileSync } from 'node:fs';
import { analyse, type Model } from '../../src/core/analyse';
import type { TextEdit } from '../../src/core/document/edit';
import type { ConfigDocument, ConfigNode, Scalar } from '../../src/core/document/node';
import { languageOf } from '../../src/core/document/parse';
import type { Pointer } from '../../src/core/document/pointer';

/** A change of the text, and the places at which a finding about it is in the right spot. */
export interface Mutated {
  readonly edits: readonly TextEdit[];
  readonly at: readonly Pointer[];
}

export class Subject {
  constructor(
    readonly file: string,
    readonly document: ConfigDocument,
    readonly model: Model,
  ) {}

  get family(): string {
    return this.model.recognition.family.id;
  }

  get dialect(): string {
    return this.model.recognition.config.dialect;
  }

  /** Where the fields of the model stand: the file's root, or the text config of a wrapper. */
  get base(): Pointer {
    return this.model.recognition.config.base;
  }

  pointer(field: string): Pointer {
    return this.model.fields.pointer(field);
  }

  node(field: string): ConfigNode | undefined {
    return this.model.fields.node(field);
  }

  scalar(field: string): Scalar | undefined {
    const node = this.node(field);
    return node?.type === 'scalar' ? node.value : undefined;
  }

  /** A number that the config writes. */
  number(field: string): number | undefined {
    const value = this.scalar(field);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  items(field: string): readonly ConfigNode[] {
    const node = this.node(field);
    return node?.type === 'array' ? node.items : [];
  }
}

const folder = 'test/fixtures/configs';

/** Every config whose family is known, in the order of their names. */
export function subjects(): Subject[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => languageOf(name) !== undefined)
    .sort()
    .flatMap((file) => {
      const { document, model } = analyse(
        readFileSync(`${folder}/${file}`, 'utf8'),
        languageOf(file) ?? 'json',
      );
      return model ? [new Subject(file, document, model)] : [];
    });
}

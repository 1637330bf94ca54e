/** The schema files as their own loader and compiler see them. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

export type Schema = Readonly<Record<string, unknown>>;

interface Sources {
  readonly schemas: ReadonlyMap<string, Schema>;
}

/** A property as the files compose it, whether a family in the code asks for it or not. */
export interface FileProperty extends Schema {
  readonly description?: string;
  readonly 'x-source'?: string;
  readonly properties?: FileProperties;
}

export type FileProperties = Readonly<Record<string, FileProperty>>;

interface Loader {
  readonly load: () => Sources;
  readonly flatten: (sources: Sources, path: string) => FileProperties;
}

interface Compiler {
  readonly compile: () => { readonly code: string };
}

// Not bundled: they look for the schemas beside themselves.
const requireHere = createRequire(join(process.cwd(), 'package.json'));

const { load, flatten } = requireHere('./schemas/load.js') as Loader;
const sources = load();
export const schemas = sources.schemas;

/** Paths of all families. */
export const familyPaths = [...schemas.keys()].filter((path) => path.startsWith('families/'));

/** Paths of all dialects. */
export const dialectPaths = [...schemas.keys()].filter((path) => path.startsWith('dialects/'));

/** All properties of a family, its parts' among them, or of a dialect. */
export const propertiesOf = (path: string): FileProperties => flatten(sources, path);

/** The family file for a `model_type`. */
export function pathOfModelType(modelType: string): string | undefined {
  return familyPaths.find((path) => {
    const others = schemas.get(path)?.['x-model-types'] as readonly string[] | undefined;
    return path === `families/${modelType}.schema.json` || others?.includes(modelType);
  });
}

export const { compile } = requireHere('./schemas/compile.js') as Compiler;

/** The schema files as their own loader and compiler see them. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

export type Schema = Readonly<Record<string, unknown>>;

interface Loader {
  readonly load: () => { readonly schemas: ReadonlyMap<string, Schema> };
}

interface Compiler {
  readonly compile: () => { readonly code: string };
}

// Not bundled: they look for the schemas beside themselves.
const requireHere = createRequire(join(process.cwd(), 'package.json'));

export const { load } = requireHere('./schemas/load.js') as Loader;
export const { compile } = requireHere('./schemas/compile.js') as Compiler;

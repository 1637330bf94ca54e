import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { namedModel, namedPlaces, type NamedModel } from '../core/named-model';
import type { Recognition } from '../core/recognise';
import { maximumBytes } from './files';

/**
 * The model that a recipe names, where its config stands beside the recipe or in the folder that the command runs in,
 * from which the tools themselves read it.
 */
export function findNamedModel(file: string, recognition: Recognition, cwd: string): NamedModel | undefined {
  const folders = new Set([dirname(resolve(cwd, file)), cwd]);
  for (const place of namedPlaces(recognition)) {
    for (const folder of folders) {
      const text = read(resolve(folder, place.path));
      const named = text === undefined ? undefined : namedModel(place, text);
      if (named) return named;
    }
  }
  return undefined;
}

/** Whatever can't be read is not there. */
function read(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= maximumBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

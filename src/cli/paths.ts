import { isAbsolute, relative, sep } from 'node:path';

/** From a folder to a path, with slashes on every system. */
export function slashPath(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** A path as a message shows it: from the working folder where it is inside, else whole. */
export function displayPath(path: string, cwd: string): string {
  const fromHere = slashPath(cwd, path);
  return fromHere === '' || fromHere.startsWith('../') || isAbsolute(fromHere) ? path : fromHere;
}

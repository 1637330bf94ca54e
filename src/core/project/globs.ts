/** Globs as .gitignore reads them, over paths with slashes that are relative to one folder. */
import picomatch from 'picomatch/posix';

export type Matches = (path: string) => boolean;

/**
 * A pattern without a slash matches at any depth; one with a slash is anchored at the folder. A pattern that matches a
 * folder matches all that is in it. Names with a leading dot are names like any other.
 */
export function matching(patterns: readonly string[]): Matches {
  if (patterns.length === 0) return () => false;
  return picomatch(patterns.flatMap(expand), { dot: true, nonegate: true });
}

function expand(pattern: string): string[] {
  const plain = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  const anchored = plain.includes('/') ? plain.replace(/^\//, '') : `**/${plain}`;
  return anchored === '**' || anchored.endsWith('/**') ? [anchored] : [anchored, `${anchored}/**`];
}

/** Why a pattern can match nothing, or not what its writer means; undefined where it is in order. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.trim() === '') return 'An empty glob matches nothing; delete it.';
  if (pattern.startsWith('!'))
    return 'A glob can not be turned round with "!"; list what to leave out in "exclude".';
  if (/(?:^|\/)\.\.(?:\/|$)/.test(pattern))
    return 'A glob can not leave the folder of the project file; put a project file further up.';
  if (pattern.includes('\\')) return 'Globs are written with slashes, on every system.';
  return undefined;
}

/** Whether a name on a command line is a pattern rather than the name of one file. */
export function isGlob(path: string): boolean {
  return picomatch.scan(path).isGlob;
}

/** A pattern in two: the folder that all matches are in, as written, and the pattern from there. */
export function baseOf(pattern: string): { readonly base: string; readonly rest: string } {
  const { base, glob, prefix } = picomatch.scan(pattern) as { base: string; glob: string; prefix: string };
  return { base: prefix + base, rest: glob };
}

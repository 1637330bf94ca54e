/** Flags and paths of one command, read strictly, with a suggestion for what is misspelt. */
import { formatCount } from '../core/format';
import { parseArgs } from 'node:util';
import { nearest } from '../core/nearest';

export interface Flag {
  readonly name: string;
  /** What its value looks like in help: `N`, `NAME=SEVERITY`. Absent: a switch without a value. */
  readonly value?: string;
  readonly description: string;
  readonly repeatable?: boolean;
}

/** A mistake in how the command was called: printed with a hint to `--help`, exit code 2. */
export class UsageError extends Error {}

export interface Arguments {
  readonly paths: readonly string[];
  has(flag: string): boolean;
  /** The last value of a flag. */
  value(flag: string): string | undefined;
  /** All values of a repeatable flag. */
  values(flag: string): readonly string[];
}

export const helpFlag: Flag = { name: 'help', description: 'Print this help' };

export function readArguments(argv: readonly string[], flags: readonly Flag[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries([
      ...flags.map(
        ({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
      ),
      ['help', { type: 'boolean', short: 'h' }] as const,
    ]),
  });
  const found = new Map<string, string[]>();
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // Else an unset variable would stand for the working folder.
      if (token.value === '') throw new UsageError('A path is empty. Name a file, or . for this folder.');
      paths.push(token.value);
    }
    if (token.kind !== 'option') continue;
    const flag = flags.find(({ name }) => name === token.name);
    if (!flag) throw unknownFlag(token.rawName, flags);
    if (flag.value === undefined && token.value !== undefined)
      throw new UsageError(`${token.rawName} takes no value.`);
    if (flag.value !== undefined && (token.value === undefined || token.value === ''))
      throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${flag.value}.`);
    const earlier = found.get(flag.name);
    if (earlier) earlier.push(token.value ?? '');
    else found.set(flag.name, [token.value ?? '']);
  }
  return {
    paths,
    has: (flag) => found.has(flag),
    value: (flag) => found.get(flag)?.at(-1),
    values: (flag) => found.get(flag) ?? [],
  };
}

function unknownFlag(written: string, flags: readonly Flag[]): UsageError {
  const name = written.replace(/^-+/, '');
  return new UsageError(
    `There is no flag ${written}.${suggest(
      name,
      flags.map((flag) => flag.name),
      '--',
    )}`,
  );
}

/** ` Did you mean X?`, or nothing where nothing resembles the name. */
export function suggest(name: string, candidates: readonly string[], prefix = ''): string {
  const [best] = nearest(name, candidates, 1);
  return best === undefined ? '' : ` Did you mean ${prefix}${best}?`;
}

/** A whole number of at least `minimum`. */
export function readCount(text: string, flag: string, minimum: number, maximum: number): number {
  const plain = text.trim().replaceAll(/(?<=\d)[,_](?=\d{3}(?!\d))/g, '');
  const count = /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
  if (count >= minimum && count <= maximum) return count;
  throw new UsageError(
    `--${flag} ${JSON.stringify(text)} is no whole number from ${minimum} to ${formatCount(maximum)}.`,
  );
}

/** One of a few words. */
export function readChoice<T extends string>(text: string, what: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  const list = choices.length <= 8 ? ` There are: ${choices.join(', ')}.` : '';
  throw new UsageError(`There is no ${what} ${JSON.stringify(text)}.${suggest(text, choices)}${list}`);
}

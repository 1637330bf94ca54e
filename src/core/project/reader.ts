import { formatCount } from '../format';
import { isArray, isObject, type ConfigNode, type Range } from '../document/node';
import { nearest } from '../nearest';
import type { ProjectProblem } from './project';

/** The values of an object's known members. */
export type Members = Readonly<Record<string, ConfigNode | undefined>>;

/** Takes values of the expected shape out of a tree, and notes what has another, with its place and a way out. */
export class ProjectReader {
  readonly problems: ProjectProblem[] = [];

  get errors(): number {
    return this.problems.filter(({ severity }) => severity === 'error').length;
  }

  reject(code: ProjectProblem['code'], node: ConfigNode, message: string): void {
    this.problems.push({ code, severity: 'error', message, range: placeOf(node) });
  }

  hint(code: ProjectProblem['code'], node: ConfigNode, message: string): void {
    this.problems.push({ code, severity: 'hint', message, range: placeOf(node) });
  }

  missing(node: ConfigNode, key: string, what: string): undefined {
    this.reject('value', node, `"${key}" is missing: ${what}.`);
  }

  /** The members of an object; a key that is not known is a problem of its own. */
  object(node: ConfigNode, what: string, known: readonly string[]): Members | undefined {
    if (!isObject(node)) {
      this.reject('value', node, `${what} is an object with some of these keys: ${known.join(', ')}.`);
      return undefined;
    }
    const members: Record<string, ConfigNode> = {};
    for (const { key, keyRange, value } of node.members.values()) {
      if (known.includes(key)) members[key] = value;
      else
        this.problems.push({
          code: 'key',
          severity: 'error',
          message: unknownKey(key, known),
          range: keyRange,
        });
    }
    return members;
  }

  list(node: ConfigNode, what: string, example: string): readonly ConfigNode[] {
    if (isArray(node)) return node.items;
    this.reject('value', node, `${what} is a list of ${example}.`);
    return [];
  }

  /** A text that holds something. */
  text(node: ConfigNode, what: string): string | undefined {
    if (node.type === 'scalar' && typeof node.value === 'string' && node.value.trim() !== '')
      return node.value;
    this.reject('value', node, `${what} is a text.`);
    return undefined;
  }

  count(node: ConfigNode, what: string, maximum: number): number | undefined {
    const value = node.type === 'scalar' ? node.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= maximum) return value;
    this.reject('value', node, `${what} is a whole number from 1 to ${formatCount(maximum)}.`);
    return undefined;
  }

  choice<T extends string>(node: ConfigNode, what: string, choices: readonly T[]): T | undefined {
    const value = node.type === 'scalar' ? node.value : undefined;
    // YAML 1.1 reads a plain `off` as false, and so may whoever wrote it.
    const written = value === false && choices.some((choice) => choice === 'off') ? 'off' : value;
    const choice = choices.find((candidate) => candidate === written);
    if (choice !== undefined) return choice;
    const best = typeof written === 'string' ? resembling(written, choices) : undefined;
    const meant = best === undefined ? '' : ` Did you mean ${best}?`;
    this.reject('value', node, `${what} is one of ${choices.join(', ')}.${meant}`);
    return undefined;
  }
}

/** What begins with it, such as information for info, or else what is spelt most like it. */
function resembling(written: string, choices: readonly string[]): string | undefined {
  const begun = written === '' ? undefined : choices.find((choice) => choice.startsWith(written));
  return begun ?? nearest(written, choices, 1)[0];
}

function unknownKey(key: string, known: readonly string[]): string {
  const [best] = nearest(key, known, 1);
  const wayOut = best === undefined ? `The keys are ${known.join(', ')}.` : `Did you mean "${best}"?`;
  return `There is no key ${JSON.stringify(key)} here. ${wayOut}`;
}

/** A scalar as a whole; a list or object at its opening bracket. */
export function placeOf({ type, range }: ConfigNode): Range {
  return type === 'scalar' ? range : { start: range.start, end: Math.min(range.end, range.start + 1) };
}

import { isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node as YamlNode, Pair, Scalar as YamlScalar } from 'yaml';
import type { ConfigDocument, ConfigNode, DocumentProblem, Member, Range, ScalarNode } from './node';
import { maximumDepth } from './limits';

/** Nodes that aliases and merge keys may expand to: a guard against the "billion laughs" document. */
const maximumExpandedNodes = 200_000;

/**
 * Parses YAML 1.2 with merge keys and anchors into the same tree as JSON.
 *
 * Of several documents the first that holds a mapping is read, and the rest are mentioned. Scalars that
 * YAML 1.1 tools (PyYAML, and so most training stacks) read differently are reported, not reinterpreted.
 */
export function parseYaml(text: string): ConfigDocument {
  const problems: DocumentProblem[] = [];
  let documents: readonly Document.Parsed[];
  try {
    const parsed = parseAllDocuments(text, {
      prettyErrors: false,
      merge: false,
      uniqueKeys: false,
      logLevel: 'silent',
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch {
    // The parser recurses on nested flow collections and runs out of stack where the text is hostile.
    problems.push({
      code: 'too-deep',
      message: 'This YAML is nested too deeply to be read.',
      range: { start: 0, end: Math.min(1, text.length) },
    });
    return { language: 'yaml', text, root: undefined, problems };
  }

  const chosen = documents.find((document) => isMap(document.contents)) ?? documents[0];
  const error = chosen?.errors[0];
  if (error) {
    // The parser's own recursion ran out of stack, at a place that depends on the machine.
    const outOfStack = error.message.includes('call stack');
    problems.push({
      code: outOfStack ? 'too-deep' : 'syntax',
      message: outOfStack ? 'This YAML is nested too deeply to be read.' : error.message,
      range: outOfStack ? { start: 0, end: Math.min(1, text.length) } : toRange(error.pos, text),
    });
  }
  const other = documents.find((document) => document !== chosen && document.contents !== null);
  if (chosen && other) {
    const start = other.range[0];
    problems.push({
      code: 'yaml-multiple-documents',
      message: `This file holds ${documents.length} documents; only the first mapping is read.`,
      range: { start, end: Math.min(start + 3, text.length) },
    });
  }

  const builder = new TreeBuilder(problems);
  const root = chosen?.contents ? builder.node(chosen.contents, 0) : undefined;
  return { language: 'yaml', text, root, problems };
}

function toRange(pos: readonly [number, number], text: string): Range {
  const start = Math.min(pos[0], text.length);
  return { start, end: Math.max(start, Math.min(pos[1], text.length)) };
}

class TreeBuilder {
  private expanded = 0;
  /** What each anchor names so far: an alias means the latest anchor before it. */
  private readonly anchors = new Map<string, YamlNode>();

  constructor(private readonly problems: DocumentProblem[]) {}

  node(node: YamlNode, depth: number): ConfigNode | undefined {
    if (depth > maximumDepth || ++this.expanded > maximumExpandedNodes) {
      if (!this.problems.some((problem) => problem.code === 'too-deep'))
        this.problems.push({
          code: 'too-deep',
          message: 'Nested too deeply, or expanded too often by aliases; what is inside is not read.',
          range: this.range(node),
        });
      return undefined;
    }
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      const value = target && this.node(target, depth + 1);
      // What is wrong with the value is shown, and mended, where it is used: the anchor may be right for others.
      return value?.type === 'scalar' ? { ...value, range: this.range(node) } : value;
    }
    if ('anchor' in node && node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isMap(node)) {
      const members = new Map<string, Member>();
      for (const pair of node.items) this.addPair(members, pair, depth);
      return { type: 'object', members, range: this.range(node) };
    }
    if (isSeq(node)) {
      const items = node.items.flatMap((item) => {
        const child = isPair(item) ? undefined : this.node(item as YamlNode, depth + 1);
        return child ? [child] : [];
      });
      return { type: 'array', items, range: this.range(node) };
    }
    return isScalar(node) ? this.scalar(node) : undefined;
  }

  private addPair(members: Map<string, Member>, pair: Pair, depth: number): void {
    if (!isScalar(pair.key)) return;
    const key = String(pair.key.value);
    const keyRange = this.range(pair.key);
    if (key === '<<' && pair.value) {
      this.merge(members, pair.value as YamlNode, depth);
      return;
    }
    const value = pair.value
      ? this.node(pair.value as YamlNode, depth + 1)
      : ({
          type: 'scalar',
          value: null,
          range: { start: keyRange.end, end: keyRange.end },
        } satisfies ScalarNode);
    if (!value) return;
    // A key that a merge brought is overridden without a word: that is what merge keys are for.
    const earlier = members.get(key);
    if (earlier && !this.merged.has(earlier)) {
      this.problems.push({
        code: 'duplicate-key',
        message: `"${key}" stands twice in this mapping; loaders keep only this last one.`,
        range: keyRange,
      });
    }
    members.delete(key);
    members.set(key, {
      key,
      keyRange,
      value,
      range: { start: keyRange.start, end: Math.max(keyRange.end, value.range.end) },
    });
  }

  private readonly merged = new WeakSet<Member>();

  /** `<<: *base` or `<<: [*a, *b]`: keys written in the mapping win over merged ones, earlier sources over later. */
  private merge(members: Map<string, Member>, source: YamlNode, depth: number): void {
    const sources = isSeq(source) ? (source.items as YamlNode[]) : [source];
    for (const item of sources) {
      const base = this.node(item, depth + 1);
      if (base?.type !== 'object') continue;
      for (const [key, member] of base.members) {
        if (members.has(key)) continue;
        const copy = { ...member };
        this.merged.add(copy);
        members.set(key, copy);
      }
    }
  }

  private scalar(node: YamlScalar): ScalarNode {
    const range = this.range(node);
    const source = node.source ?? '';
    const isPlain = node.type === 'PLAIN';
    // A string in YAML 1.2, but nobody writes a string so, and every loader of configs reads the number.
    const value = isPlain && groupedDigits.test(source) ? Number(source.replaceAll('_', '')) : node.value;
    if (isPlain) this.reportAmbiguous(source, value, range);
    if (typeof value === 'number') {
      const isFloat = /[.eE]/.test(source) && !/^0x/i.test(source);
      return { type: 'scalar', value, range, ...(isFloat && { isFloat }) };
    }
    if (typeof value === 'bigint') return { type: 'scalar', value: Number(value), range };
    if (typeof value === 'string' || typeof value === 'boolean' || value === null)
      return { type: 'scalar', value, range };
    return { type: 'scalar', value: source, range };
  }

  private reportAmbiguous(source: string, value: unknown, range: Range): void {
    const reading = readByYaml11(source, value);
    if (!reading) return;
    this.problems.push({
      code: reading.code,
      message: `${source} is ${describe(value)} in YAML 1.2, but ${reading.words} to PyYAML and other YAML 1.1 tools; ${reading.remedy}.`,
      range,
    });
  }

  private range(node: YamlNode): Range {
    const range = node.range;
    return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
  }
}

const describe = (value: unknown): string =>
  typeof value === 'string' ? 'a string' : typeof value === 'number' ? `the number ${value}` : String(value);

/** `262_144`, as MaxText's configs write their numbers. */
const groupedDigits = /^[-+]?\d[\d_]*_[\d_]*$/;

interface OtherReading {
  readonly code: DocumentProblem['code'];
  readonly words: string;
  readonly remedy: string;
}

/** What a YAML 1.1 tool makes of a plain scalar, where that differs from `value`. */
function readByYaml11(source: string, value: unknown): OtherReading | undefined {
  if (typeof value === 'string' && /^(?:yes|no|on|off)$/i.test(source)) {
    const words = `the boolean ${/^(?:yes|on)$/i.test(source)}`;
    return { code: 'yaml-ambiguous-scalar', words, remedy: 'quote it, or write true or false' };
  }
  if (typeof value !== 'number') return undefined;
  if (/^[-+]?0[0-7]+$/.test(source)) {
    const words = `the octal number ${Number.parseInt(source, 8)}`;
    return { code: 'yaml-ambiguous-scalar', words, remedy: 'write it without the zero' };
  }
  // PyYAML's float pattern wants a dot: `1e-5` stays a string there. Many loaders convert it, so it is no more than a hint.
  const dotless = /^([-+]?\d+)e([-+]?\d+)$/i.exec(source);
  if (!dotless) return undefined;
  const [, digits, exponent] = dotless;
  return { code: 'yaml-float-without-dot', words: 'a string', remedy: `write ${digits}.0e${exponent}` };
}

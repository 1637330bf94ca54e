import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { applyEdits } from '../../../src/core/document/edit';
import type { DocumentLanguage } from '../../../src/core/document/node';
import type { ScenarioSettings } from '../../../src/core/memory/scenario';
import { noContext, toFinding, type Finding, type Rule } from '../../../src/core/rules/rule';

export interface Rejected {
  /** A config with every expected finding's range between « and ». */
  readonly text: string;
  /** What the message of the findings must match, in the order of the text; one for all of them, or one each. */
  readonly message: RegExp | readonly RegExp[];
  /** The text after the first finding's first fix (or the fix whose title matches `fix`); the rule then accepts it. */
  readonly fixed?: string;
  readonly fix?: RegExp;
  readonly language?: DocumentLanguage;
  readonly scenario?: ScenarioSettings;
}

interface Accepted {
  readonly text: string;
  readonly language?: DocumentLanguage;
  readonly scenario?: ScenarioSettings;
}

export interface RuleTable {
  /** What is said of serving, in rows that say nothing else; nothing unless given. */
  readonly scenario?: ScenarioSettings;
  readonly accept: readonly (string | Accepted)[];
  readonly reject: readonly Rejected[];
}

/** One mocha test per row: what the rule must leave alone, and what it must say, where, and how it is mended. */
export function testRule(rule: Rule, table: RuleTable): void {
  const defaults: Circumstances = { language: 'json', scenario: table.scenario ?? {} };
  describe(rule.name, () => {
    table.accept.forEach((row, index) => {
      const { text, ...rest }: Accepted = typeof row === 'string' ? { text: row } : row;
      it(`accepts ${index + 1}: ${shorten(text)}`, () => {
        assert.deepEqual(
          findings(rule, text, { ...defaults, ...rest }).map(({ message }) => message),
          [],
        );
      });
    });
    table.reject.forEach((row, index) => {
      it(`rejects ${index + 1}: ${shorten(row.text)}`, () => {
        const { text, ranges } = readMarks(row.text);
        const circumstances = { ...defaults, ...row };
        const found = findings(rule, text, circumstances);
        assert.deepEqual(
          found.map(({ range }) => text.slice(range.start, range.end)),
          ranges.map(({ start, end }) => text.slice(start, end)),
        );
        assert.deepEqual(
          found.map(({ range }) => range),
          ranges,
        );
        found.forEach(({ message }, position) => {
          const expected = row.message instanceof RegExp ? row.message : row.message[position];
          assert.match(message, expected ?? /a message for every finding/);
        });
        if (row.fixed !== undefined) assertFixed(rule, found, text, row.fixed, row.fix, circumstances);
      });
    });
  });
}

function assertFixed(
  rule: Rule,
  found: readonly Finding[],
  text: string,
  wanted: string,
  title: RegExp | undefined,
  circumstances: Circumstances,
): void {
  const fixes = found[0]?.fixes ?? [];
  const fix = title ? fixes.find((candidate) => title.test(candidate.title)) : fixes[0];
  assert.ok(fix, `no fix among: ${fixes.map((candidate) => candidate.title).join(', ') || 'none'}`);
  const fixed = applyEdits(text, fix.edits);
  assert.equal(fixed, wanted);
  if (found.length === 1)
    assert.deepEqual(findings(rule, fixed, circumstances), [], 'the rule still objects to the fixed text');
}

interface Circumstances {
  readonly language: DocumentLanguage;
  readonly scenario: ScenarioSettings;
}

function findings(rule: Rule, text: string, { language, scenario }: Circumstances): Finding[] {
  const analysis = analyse(text, language);
  return rule
    .check(analysis, { ...noContext, scenario })
    .map((report) => toFinding(analysis.document, rule, rule.severity, report))
    .toSorted((a, b) => a.range.start - b.range.start);
}

function readMarks(marked: string): { text: string; ranges: { start: number; end: number }[] } {
  const ranges: { start: number; end: number }[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '«') ranges.push({ start: text.length, end: text.length });
    else if (character === '»') ranges.at(-1)!.end = text.length;
    else text += character;
  }
  return { text, ranges };
}

const shorten = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
};

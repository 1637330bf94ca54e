import type { Analysis, Model } from '../analyse';
import type { TextEdit } from '../document/edit';
import type { ConfigDocument, Range } from '../document/node';
import { locate, type Pointer } from '../document/pointer';
import type { DialectId } from '../dialects/dialect';
import type { ScenarioSettings } from '../memory/scenario';

/**
 * - `error`: load, build or first forward fails, or the model built is certainly not the one meant
 * - `warning`: works, but probably not what was meant
 * - `information`, `hint`: facts and tidy-ups
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** A change that takes a finding away. Safe ones may be applied without asking ("fix all", `--fix`). */
export interface Fix {
  /** What it does, in the imperative: `Append "full_attention"`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly safe: boolean;
}

/** One thing that a rule found, as data with a place. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly pointer: Pointer;
  readonly range: Range;
  /** What is wrong, what will happen, and the way out: two sentences at most. */
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** A second place that takes part, such as the number that a list disagrees with. */
  readonly related?: { readonly range: Range; readonly message: string };
  readonly tag?: 'unnecessary' | 'deprecated';
}

/** What a rule says of one place. */
export interface Report {
  readonly pointer: Pointer;
  /** Underline the key, the value (the default), or another range altogether. */
  readonly at?: 'key' | 'value' | Range;
  readonly message: string;
  readonly fixes?: readonly Fix[];
  readonly related?: { readonly pointer: Pointer; readonly message: string };
  readonly tag?: Finding['tag'];
}

/** A rule as an object; one folder each, with the page that explains it. */
export interface Rule {
  /** Thing and what is checked, in kebab case. The only id: settings, links, suppressions and SARIF use it. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence without the file's numbers: "The layer list has as many entries as there are layers." */
  readonly summary: string;
  /** The spellings that it speaks of; left out, the keys and classes of transformers. */
  readonly dialects?: 'any' | readonly DialectId[];
  /** Pure: values in, reports out. */
  check(analysis: Analysis, context?: RuleContext): Report[];
}

/** What is known beside the text. */
export interface RuleContext {
  /** Places where rules before it in the registry reported an error; the last rule speaks up where none did. */
  readonly explained: ReadonlySet<Pointer>;
  /** How the model is to be served, as far as somebody said so: a rule about serving never guesses it. */
  readonly scenario: ScenarioSettings;
}

export const noContext: RuleContext = { explained: new Set(), scenario: {} };

/** A rule on a recognised model; silent on anything else. */
export function modelRule(
  rule: Omit<Rule, 'check'> & { check(model: Model, context: RuleContext): Report[] },
): Rule {
  return {
    name: rule.name,
    severity: rule.severity,
    summary: rule.summary,
    ...(rule.dialects && { dialects: rule.dialects }),
    check: ({ model }, context = noContext) => (model ? rule.check(model, context) : []),
  };
}

/** Gives a report its place in the text. A pointer to a missing key falls back to the nearest parent that is there. */
export function toFinding(document: ConfigDocument, rule: Rule, severity: Severity, report: Report): Finding {
  return {
    rule: rule.name,
    severity,
    pointer: report.pointer,
    range:
      typeof report.at === 'object' ? report.at : rangeOf(document, report.pointer, report.at ?? 'value'),
    message: report.message,
    fixes: (report.fixes ?? []).filter((fix) => fix.edits.length > 0),
    ...(report.related && {
      related: { range: rangeOf(document, report.related.pointer, 'value'), message: report.related.message },
    }),
    ...(report.tag && { tag: report.tag }),
  };
}

function rangeOf(document: ConfigDocument, pointer: Pointer, at: 'key' | 'value'): Range {
  const located = locate(document.root, pointer);
  if (located) {
    const { member, node } = located;
    // A list or object is pointed at by its key: an underline over a hundred lines helps nobody.
    if (member && (at === 'key' || node.type !== 'scalar')) return member.keyRange;
    return node.type === 'scalar' ? node.range : { start: node.range.start, end: node.range.start + 1 };
  }
  if (pointer === '') return { start: 0, end: Math.min(1, document.text.length) };
  return rangeOf(document, pointer.slice(0, pointer.lastIndexOf('/')), 'key');
}

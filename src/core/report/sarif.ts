/** Findings as SARIF 2.1.0, the format that code scanning services read. */
import type { TextEdit } from '../document/edit';
import type { ConfigDocument, Range } from '../document/node';
import { indexLines, positionsOf, type LineIndex } from '../document/positions';
import { rules } from '../rules/registry';
import type { Finding, Severity } from '../rules/rule';
import { problemRules } from './problems';

export type SarifLevel = 'error' | 'warning' | 'note';

interface SarifMessage {
  readonly text: string;
}

interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface SarifArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: '%SRCROOT%';
}

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: SarifArtifactLocation;
    readonly region: SarifRegion;
  };
  readonly message?: SarifMessage;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes?: readonly unknown[];
}

export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: object };
      readonly columnKind: 'utf16CodeUnits';
      readonly results: readonly SarifResult[];
      readonly invocations: readonly [
        { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly object[] },
      ];
    },
  ];
}

const site = 'https://github.com/layerwise/layerwise';

/** The page that explains a rule. */
export function ruleUrl(name: string): string {
  return problemRules.some((rule) => rule.name === name)
    ? `${site}#readme`
    : `${site}/blob/main/src/core/rules/${name}/README.md`;
}

const describedRules = [...problemRules, ...rules];
const ruleIndexes = new Map<string, number>(describedRules.map(({ name }, index) => [name, index]));

/** A whole log. `unread` are messages on files that could not be read. */
export function sarifLog(
  version: string,
  results: readonly SarifResult[],
  unread: readonly string[] = [],
): SarifLog {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Layerwise',
            version,
            informationUri: site,
            rules: describedRules.map(({ name, severity, summary }) => ({
              id: name,
              shortDescription: { text: summary },
              helpUri: ruleUrl(name),
              defaultConfiguration: { level: sarifLevel(severity) },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results,
        invocations: [
          {
            executionSuccessful: unread.length === 0,
            toolExecutionNotifications: unread.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
      },
    ],
  };
}

/**
 * A log as the text before its results and the text after them, so that results can be written as they are found.
 * Each result goes between, and all but the first behind a comma.
 */
export function sarifFrame(version: string, unread: readonly string[]): { head: string; tail: string } {
  const mark = '"results": []';
  const text = JSON.stringify(sarifLog(version, [], unread), undefined, 2);
  const at = text.indexOf(mark) + mark.length - 1;
  return { head: text.slice(0, at), tail: text.slice(at) };
}

/**
 * The findings of one file.
 *
 * @param uri relative to the root of the sources, or absolute with a scheme
 */
export function sarifResults(
  uri: string,
  document: ConfigDocument,
  findings: readonly Finding[],
): SarifResult[] {
  const index = indexLines(document.text);
  const artifactLocation: SarifArtifactLocation = /^[a-z][a-z+.-]*:/i.test(uri)
    ? { uri }
    : { uri, uriBaseId: '%SRCROOT%' };
  const location = (range: Range, message?: string): SarifLocation => ({
    physicalLocation: { artifactLocation, region: region(index, range) },
    ...(message !== undefined && { message: { text: message } }),
  });
  return findings.map((finding): SarifResult => {
    const { rule, pointer, related, fixes } = finding;
    return {
      ruleId: rule,
      ruleIndex: ruleIndexes.get(rule) ?? -1,
      level: sarifLevel(finding.severity),
      message: { text: finding.message },
      locations: [location(finding.range)],
      ...(related && { relatedLocations: [location(related.range, related.message)] }),
      // The same finding after other lines have moved it.
      partialFingerprints: { 'ruleAndPointer/v1': `${rule}:${pointer}` },
      ...(fixes.length > 0 && {
        fixes: fixes.map(({ title, edits }) => ({
          description: { text: title },
          artifactChanges: [
            { artifactLocation, replacements: edits.map((edit) => replacement(index, edit)) },
          ],
        })),
      }),
    };
  });
}

export function sarifLevel(severity: Severity): SarifLevel {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

function replacement(index: LineIndex, { range, text }: TextEdit): object {
  return { deletedRegion: region(index, range), insertedContent: { text } };
}

/** 1-based, the end column exclusive. */
function region(index: LineIndex, range: Range): SarifRegion {
  const { start, end } = positionsOf(index, range);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

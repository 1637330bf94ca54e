/** Findings as GitHub's workflow commands, which its runner turns into annotations on the changed lines. */
import type { ConfigDocument } from '../document/node';
import { indexLines, positionsOf } from '../document/positions';
import type { Finding } from '../rules/rule';
import { sarifLevel } from './sarif';

/** One line per finding: `::error file=config.json,line=3,…::message`. */
export function githubAnnotations(
  file: string,
  document: ConfigDocument,
  findings: readonly Finding[],
): string[] {
  const index = indexLines(document.text);
  return findings.map(({ rule, severity, range, message }) => {
    const { start, end } = positionsOf(index, range);
    const level = sarifLevel(severity);
    const properties = {
      file,
      line: start.line + 1,
      endLine: end.line + 1,
      // The runner ignores columns of a range over several lines.
      ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
      title: rule,
    };
    const written = Object.entries(properties).map(
      ([key, value]) => `${key}=${escapeProperty(String(value))}`,
    );
    return `::${level === 'note' ? 'notice' : level} ${written.join(',')}::${escapeData(message)}`;
  });
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

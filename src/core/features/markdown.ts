/** Pieces of Markdown that hovers are made of. */
import type { ConfigNode } from '../document/node';
import { formatCount } from '../format';
import type { Estimate } from '../memory/estimate';
import { actionLink } from './action';
import { basisWords } from './words';

/** Paragraphs, those that are there. */
export function paragraphs(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

/** Lines of one paragraph. */
export function lines(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('  \n');
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table, its first column and all numbers to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly ('left' | 'right')[] = [],
): string {
  const rule = head.map((_, column) => (align[column] === 'left' ? ':--' : '--:'));
  return [row(head), row(rule), ...rows.map(row)].join('\n');
}

/** Text in a code span, whatever it holds. */
export function code(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const clean = short.replaceAll('`', "'").replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  return `\`${clean}\``;
}

/** A value as a hover's first line shows it: numbers with separators, lists by their length. */
export function valueWords(node: ConfigNode): string | undefined {
  if (node.type === 'array') {
    return `${formatCount(node.items.length)} ${node.items.length === 1 ? 'entry' : 'entries'}`;
  }
  if (node.type === 'object') return undefined;
  if (typeof node.value === 'string') return code(node.value);
  return typeof node.value === 'number' && Number.isInteger(node.value)
    ? formatCount(node.value)
    : String(node.value);
}

/** The last line of a hover: under what circumstances the numbers hold, and where to go from here. */
export function footer(result: Estimate): string {
  const { batch, tensorParallel } = result.scenario;
  const basis = [
    basisWords(result),
    `${formatCount(batch)} sequence${batch === 1 ? '' : 's'}`,
    ...(tensorParallel === 1 ? [] : [`per GPU of ${tensorParallel}`]),
  ].join(', ');
  const links = [
    actionLink('Change', { type: 'pick-scenario' }),
    actionLink('Other engines', { type: 'explain-engines' }),
    actionLink('Report', { type: 'open-report' }),
  ];
  return [basis, ...links.filter((link) => link !== '')].join(' · ');
}

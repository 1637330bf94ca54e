import { compareSizings, type ComparisonRow } from '../comparison';
import type { Sizing } from '../sizing';
import { printable, type Paint } from './paint';
import { table, wrap } from './table';

/** Two models as a table of facts, then a table of the fields that differ. */
export function comparisonLines(a: Sizing, b: Sizing, width: number, paint: Paint): string[] {
  const { facts, fields } = compareSizings(a, b);
  const lines = [...rows('', a, b, facts, width, paint)];
  if (!a.model || !b.model) return lines;
  if (fields.length === 0) return [...lines, '', 'No field differs.'];
  return [...lines, '', ...rows('fields that differ', a, b, fields, width, paint)];
}

function rows(
  title: string,
  a: Sizing,
  b: Sizing,
  compared: readonly ComparisonRow[],
  width: number,
  paint: Paint,
): string[] {
  const label = Math.max(title.length, ...compared.map((row) => row.label.length));
  const room = Math.max(16, Math.floor((width - label - 8) / 2));
  const cut = (text: string): string => (text.length > room ? `${text.slice(0, room - 1)}…` : text);
  // Paths differ at their ends.
  const cutStart = (text: string): string => {
    const shown = printable(text);
    return shown.length > room ? `…${shown.slice(1 - room)}` : shown;
  };
  const [header = '', ...body] = table(
    [
      { title, align: 'left', paint: paint.dim },
      { title: cutStart(a.file), align: 'left' },
      { title: cutStart(b.file), align: 'left' },
    ],
    compared.flatMap((row) => {
      const [a, b] = [row.a, row.b].map((value) => wrap(printable(value).split(' '), room).map(cut));
      const height = Math.max(a!.length, b!.length);
      return Array.from({ length: height }, (_, line) => [
        line === 0 ? printable(row.label) : '',
        a![line] ?? '',
        b![line] ?? '',
      ]);
    }),
  );
  return [paint.bold(header), ...body];
}

/** Plain columns, aligned by width; painted after they are padded, so that colours never shift a column. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly paint?: (text: string) => string;
}

/** Rows of text as lines, a header first. Cells beyond the columns hang behind the row, as they are. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  gap = '    ',
): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[], paint: (text: string, column: Column) => string): string => {
    const padded = columns.map((column, index) =>
      paint(pad(cells[index] ?? '', widths[index]!, column), column),
    );
    return [...padded, ...cells.slice(columns.length)].join(gap).trimEnd();
  };
  return [
    line(
      columns.map(({ title }) => title),
      (text) => text,
    ),
    ...rows.map((row) => line(row, (text, column) => column.paint?.(text) ?? text)),
  ];
}

function pad(text: string, width: number, { align }: Column): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}

/** Words joined by `gap` into lines of at most `width` characters, as `lengthOf` measures them. */
export function wrap(
  words: readonly string[],
  width: number,
  gap = ' ',
  lengthOf: (word: string) => number = (word) => word.length,
): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const word of words) {
    const length = lengthOf(word);
    if (lines.length > 0 && used + gap.length + length <= width) {
      lines[lines.length - 1] += gap + word;
      used += gap.length + length;
    } else {
      lines.push(word);
      used = length;
    }
  }
  return lines;
}

/** A rule's Markdown page for a terminal: headings bold, code painted, everything else as it is written. */
import type { Paint } from './paint';
import { wrap } from './table';

/** Reads the Markdown that rule pages are written in: headings, paragraphs, lists, fences, tables, inline code. */
export function pageLines(markdown: string, width: number, paint: Paint): string[] {
  const lines: string[] = [];
  let inFence = false;
  for (const line of markdown.trimEnd().split(/\r?\n/)) {
    if (/^\s*```/.test(line)) {
      inFence = !inFence;
    } else if (inFence) {
      lines.push(`    ${paint.cyan(line)}`);
    } else {
      lines.push(...proseLines(line, width, paint));
    }
  }
  return lines;
}

function proseLines(line: string, width: number, paint: Paint): string[] {
  const heading = /^#+ (.*)$/.exec(line);
  if (heading) return [paint.bold(inline(heading[1]!, paint, paint.bold))];
  if (line.startsWith('|')) return [inline(line, paint)];
  const [, indent = '', rest = line] = /^(\s*(?:[-*] |\d+\. )?)(.*)$/.exec(line) ?? [];
  if (rest === '') return [''];
  const margin = ' '.repeat(indent.length);
  return wrap(words(rest), width - indent.length, ' ', (word) => withoutMarks(word).length).map(
    (text, index) => (index === 0 ? indent : margin) + inline(text, paint),
  );
}

/** Words, with code spans and links kept whole. */
function words(text: string): string[] {
  return text.match(/(?:`+[^`]+`+|\[[^\]]*\]\([^)]*\)|\*\*[^*]+\*\*|\S)+/g) ?? [];
}

function inline(text: string, paint: Paint, around?: (text: string) => string): string {
  return text.replaceAll(
    /(`+) ?(.+?) ?\1(?!`)|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)/g,
    (_all, _ticks, code?: string, strong?: string, label?: string, url?: string) => {
      if (code !== undefined) return around ? code : paint.cyan(code);
      if (strong !== undefined) return paint.bold(strong);
      return `${label} (${paint.underline(url ?? '')})`;
    },
  );
}

function withoutMarks(text: string): string {
  return text.replaceAll(
    /`+ ?(.+?) ?`+|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([^)]+)\)/g,
    (_all, code, strong, label, url) => String(code ?? strong ?? `${label} (${url})`),
  );
}

/** Emphasis as functions, so that reports read the same with and without colours. */
export type Style = 'bold' | 'dim' | 'underline' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

export type Paint = Readonly<Record<Style, (text: string) => string>>;

const styles = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} satisfies Record<Style, readonly [on: number, off: number]>;

const styleNames = Object.keys(styles) as Style[];

export const plain = paintWith(() => (text) => text);

/** Escape sequences that every terminal since the VT100 knows; they follow the terminal's own palette. */
export const ansi = paintWith(
  ([on, off]) =>
    (text) =>
      text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`,
);

function paintWith(make: (style: readonly [number, number]) => (text: string) => string): Paint {
  return Object.fromEntries(styleNames.map((name) => [name, make(styles[name])])) as Paint;
}

/** A text of the user's own, on one line and without control characters that a terminal would obey. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (character) =>
    character === '\n'
      ? '\\n'
      : character === '\t'
        ? '\\t'
        : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

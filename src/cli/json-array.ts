import type { Output } from './io';

/** Writes a JSON array entry by entry, so that a long one is never in memory. */
export class JsonArray {
  private empty = true;

  constructor(private readonly output: Output) {}

  async add(value: unknown): Promise<void> {
    const text = prettyJson(value).replaceAll(/^/gm, '  ');
    await this.output.write(`${this.empty ? '[' : ','}\n${text}`);
    this.empty = false;
  }

  async end(): Promise<void> {
    await this.output.write(this.empty ? '[]\n' : '\n]\n');
  }
}

/** Indented JSON with lists of numbers, such as shapes, on one line. */
export function prettyJson(value: unknown): string {
  // Line feeds inside strings are escaped, so that this pattern meets none of them.
  return JSON.stringify(value, undefined, 2).replaceAll(
    /\[\n\s*(-?[\d.e+-]+(?:,\n\s*-?[\d.e+-]+)*)\n\s*\]/g,
    (_all, numbers: string) => `[${numbers.replaceAll(/,\n\s*/g, ', ')}]`,
  );
}

/** The one place where numbers become words. */

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const decimalUnits = ['', 'K', 'M', 'B', 'T'];

/** `6.00 GiB`, `74.3 MiB`, `512 B`: three significant digits, binary units. */
export function formatBytes(bytes: number): string {
  const { scaled, unit } = scale(bytes, 1024, binaryUnits);
  return `${unit === 'B' ? formatCount(Math.round(scaled)) : threeDigits(scaled)} ${unit}`;
}

/** `6,528,303,104 B`. */
export function formatExactBytes(bytes: number): string {
  return `${formatCount(bytes)} B`;
}

/** `79.7 B`, `494 M`, `812`: three significant digits, decimal units. */
export function formatParameters(parameters: number): string {
  const { scaled, unit } = scale(parameters, 1000, decimalUnits);
  return unit === '' ? formatCount(scaled) : `${threeDigits(scaled)} ${unit}`;
}

/** Operations: `3.15 MFLOP`. */
export function formatFlops(flops: number): string {
  const { scaled, unit } = scale(flops, 1000, ['', 'k', 'M', 'G', 'T', 'P']);
  return `${unit === '' ? formatCount(scaled) : threeDigits(scaled)} ${unit}FLOP`;
}

/** Made once: a formatter costs a hundred times what it formats. */
const counts = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** `262,144`. */
export function formatCount(count: number): string {
  return counts.format(count);
}

/** `1, 2, 4 or 8`; of a long list the first ones. */
export function listed(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 12).map(formatCount);
  if (shown.length < numbers.length) return `${shown.join(', ')} or more`;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

/** `262k`, `4k`, `1M`: for places where room is short; exact below 1,000. Thousands are decimal. */
export function formatTokensShort(tokens: number): string {
  if (tokens >= 1_000_000)
    return `${Number((tokens / 1_000_000).toFixed(tokens % 1_000_000 === 0 ? 0 : 1))}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}

/** `24.0 KiB per token`, with room for less than a byte. */
export function formatBytesPerToken(bytes: number): string {
  return `${bytes > 0 && bytes < 1024 && !Number.isInteger(bytes) ? bytes.toFixed(1) + ' B' : formatBytes(bytes)} per token`;
}

function scale(value: number, base: number, units: readonly string[]): { scaled: number; unit: string } {
  let scaled = value;
  let index = 0;
  // What would round up to the base belongs to the next unit: 1,023.9 MiB is 1.00 GiB.
  while (Math.round(scaled) >= base && index < units.length - 1) {
    scaled /= base;
    index++;
  }
  return { scaled, unit: units[index]! };
}

/** Three significant digits, never in exponent form: `6.00`, `74.3`, `842`, `1,010`. */
function threeDigits(value: number): string {
  if (value >= 1000) return formatCount(Math.round(value));
  const integerDigits = Math.floor(Math.log10(Math.max(Number(value.toPrecision(3)), 1))) + 1;
  return value.toFixed(Math.max(0, 3 - integerDigits));
}

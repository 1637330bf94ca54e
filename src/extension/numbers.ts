/** Numbers as a person types them: `65536`, `65,536`, `65 536`, `64k`, `1M`. */

/** A whole number of at least 1; `k` and `M` are binary, since 128k tokens are 131,072. Undefined for anything else. */
export function parseCount(text: string, maximum = 1_000_000_000): number | undefined {
  const match = /^(\d+(?:[,_ ']?\d+)*)\s*([kKmM]?)$/.exec(text.trim());
  if (!match?.[1]) return undefined;
  const scale = { '': 1, k: 1024, m: 1024 ** 2 }[match[2]!.toLowerCase()] ?? 1;
  const count = Number(match[1].replaceAll(/\D/g, '')) * scale;
  return count >= 1 && count <= maximum ? count : undefined;
}

/** A size in GiB, a fraction or not: `80`, `23.5`. */
export function parseGib(text: string): number | undefined {
  const size = /^\d+(?:\.\d+)?\s*(?:GiB)?$/i.test(text.trim()) ? Number.parseFloat(text) : Number.NaN;
  return size > 0 && size <= 1_000_000 ? size : undefined;
}

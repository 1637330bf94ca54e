/** Terms of the arithmetic as Markdown, the result in bold. */
import { formatBytes, formatBytesPerToken } from '../format';
import type { Term } from '../memory/arithmetic';
import { layersOf } from './words';

/** `12 full-attention layers × 2 (K, V) × 2 heads × 256 × 2 B = **24.0 KiB per token**`. */
export function perTokenText(term: Term): string {
  return `${product(term, term.factorsPerToken)} = **${formatBytesPerToken(term.bytesPerToken)}**`;
}

/** `36 Gated DeltaNet layers × 32 heads × 128 × 128 × 4 B = **72.0 MiB**`. */
export function wholeText(term: Term): string {
  return `${product(term, term.factors)} = **${formatBytes(term.bytes)}**`;
}

/** Per token where it grows, else as a whole, with what that means for longer contexts. */
export function termText(term: Term): string {
  if (term.bytesPerToken > 0) return perTokenText(term);
  return `${wholeText(term)}${term.kind === 'kv' ? '' : ', whatever the length'}`;
}

function product({ mixer, layers }: Term, factors: string): string {
  return `${layersOf(mixer.kind, layers.length)} × ${factors}`;
}

/** How Megatron-LM writes which layer is what: letters, ratios, and lists as little Python expressions. */
import { maximumLayers } from '../document/limits';
import type { LayerPlan } from './dialect';

/** One letter, one layer (megatron/core/models/hybrid/hybrid_layer_allocation.py, `Symbols`). */
const letters: Readonly<Record<string, Omit<LayerPlan, 'pointer'>>> = {
  M: { mixer: 'mamba2', feedForward: 'none' },
  G: { mixer: 'gated-deltanet', feedForward: 'none' },
  '*': { mixer: 'full', feedForward: 'none' },
  '+': { mixer: 'mla', feedForward: 'none' },
  D: { mixer: 'dsa', feedForward: 'none' },
  '-': { mixer: 'none', feedForward: 'dense' },
  E: { mixer: 'none', feedForward: 'moe' },
};

export interface HybridPattern {
  /** The letters of the decoder, without pipeline cuts (`|`) and without prediction layers (`/`). */
  readonly letters: string;
  /** Multi-token prediction layers behind a `/`, which the decoder does not run. */
  readonly predictionDepths: number;
  /** Letters that Megatron does not know. */
  readonly unknown: readonly string[];
  /** It refuses attention beside MLA or DSA. */
  readonly mixesLatentAndPlain: boolean;
}

export function parseHybridPattern(text: string): HybridPattern {
  const [main = '', ...prediction] = text.split('/');
  const all = main.replaceAll('|', '').slice(0, maximumLayers);
  return {
    letters: all,
    predictionDepths: prediction.filter((part) => part !== '').length,
    unknown: [...new Set(all)].filter((letter) => !(letter in letters)),
    mixesLatentAndPlain: [all, ...prediction].some((part) => part.includes('*') && /[+D]/.test(part)),
  };
}

export function planOfLetter(letter: string | undefined): Omit<LayerPlan, 'pointer'> {
  return (letter === undefined ? undefined : letters[letter]) ?? { mixer: 'none', feedForward: 'none' };
}

/**
 * Letters from the ratios of attention and MLP layers among all: attention spread evenly, beginning and ending with
 * Mamba, then MLPs over what is left (same file, `pattern_from_ratios`).
 */
export function patternFromRatios(layerCount: number, attentionRatio: number, mlpRatio: number): string {
  const layers = Array.from({ length: layerCount }, () => 'M');
  const attention = roundHalfEven(layerCount * attentionRatio);
  let left = layerCount - attention;
  const section = left / (attention + 1);
  spread(layers, '*', section, section);
  const mlps = roundHalfEven(layerCount * mlpRatio);
  if (mlps > 0) {
    left -= mlps;
    spread(layers, '-', left / mlps, left / mlps);
  }
  return layers.join('');
}

function spread(layers: string[], letter: string, first: number, step: number): void {
  let until = first;
  for (const [index, current] of layers.entries()) {
    if (current !== 'M') continue;
    if (until < 0.5) {
      layers[index] = letter;
      until += step;
    } else {
      until -= 1;
    }
  }
}

/**
 * Primus's stack for its hybrids: every mixer is followed by an MLP, and attention leads each group
 * (primus/backends/megatron/core/models/hybrid/hybrid_block.py, `allocate_layers`).
 */
export function primusPattern(layerCount: number, attentionRatio: number): string {
  const pairs = Math.floor(layerCount / 2);
  const attention = Math.floor(pairs * attentionRatio);
  const mamba = pairs - attention;
  if (attention === 0) return 'M-'.repeat(pairs);
  if (attentionRatio > 0.5) return '*-'.repeat(Math.max(0, attention - mamba)) + '*-M-'.repeat(mamba);
  return (
    ('*-' + 'M-'.repeat(Math.floor(mamba / attention))).repeat(attention) + 'M-'.repeat(mamba % attention)
  );
}

/** Python's `round`: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * A list of whole numbers as these tools write it on a command line: `[0,0,4]`, `([0]*3+[1]*58)`
 * (megatron/training/arguments.py, `moe_freq_type`, which has Python evaluate it). Undefined for anything else.
 */
export function parseIntegers(text: string): number[] | undefined {
  const tokens = text.match(/\d+|[[\]()*+,]/g) ?? [];
  if (tokens.join('') !== text.replaceAll(/\s/g, '') || tokens.length > 4 * maximumLayers) return undefined;
  let position = 0;
  let depth = 0;

  function sum(): number[] | undefined {
    let result = product();
    while (result && tokens[position] === '+') {
      position++;
      const next = product();
      result = next && result.length + next.length <= maximumLayers ? [...result, ...next] : undefined;
    }
    return result;
  }

  function product(): number[] | undefined {
    let result = atom();
    while (result && tokens[position] === '*') {
      const times = Number(tokens[position + 1]);
      position += 2;
      const { length } = result;
      if (!Number.isInteger(times) || length * times > maximumLayers) return undefined;
      const once: readonly number[] = result;
      result = Array.from({ length: length * times }, (_, index) => once[index % length]!);
    }
    return result;
  }

  function atom(): number[] | undefined {
    const opening = tokens[position++];
    if (opening === '(' && depth < 20) {
      depth++;
      const inner = sum();
      depth--;
      return tokens[position++] === ')' ? inner : undefined;
    }
    if (opening !== '[') return undefined;
    const items: number[] = [];
    while (/^\d/.test(tokens[position] ?? '')) {
      items.push(Number(tokens[position++]));
      if (tokens[position] === ',') position++;
    }
    return tokens[position++] === ']' ? items : undefined;
  }

  const result = sum();
  return position === tokens.length ? result : undefined;
}

/** The layers of a model as a row of letters, one per layer, in groups of its period. */
import type { Layer } from '../../architecture';
import { formatCount } from '../../format';
import { attentionKind } from '../../mixers/attention';
import { mixers, type Mixer, type MixerKind } from '../../mixers/registry';
import { findNearPeriod, findPeriod } from '../../pattern';
import type { Paint } from './paint';
import { wrap } from './table';

/** Letters that a strip shows at most: a config may claim thousands of layers. */
const maximumShown = 1024;

export interface Strip {
  /** Painted, each at most `width` characters wide. */
  readonly lines: readonly string[];
  /** In words, the layers that break the period. */
  readonly irregular: string | undefined;
}

export function layerStrip(layers: readonly Layer[], width: number, paint: Paint): Strip {
  const kinds = layers.map(({ mixer }) => mixer.kind);
  const near = findNearPeriod(kinds);
  const irregular = new Set(near?.irregular.map(({ index }) => index));
  const unit = findPeriod(kinds)?.unit.length ?? near?.unit.length ?? 1;
  const size = unit > 1 && unit <= Math.min(16, width) ? unit : 10;
  const shown = kinds.slice(0, maximumShown);
  const groups = Array.from({ length: Math.ceil(shown.length / size) }, (_, group) =>
    shown.slice(group * size, (group + 1) * size),
  );
  const words = groups.map((group) => group.map((kind) => mixers[kind].glyph).join(''));
  const painted = new Map<string, number>();
  const cells = groups.map((group, index) => {
    const cell = group
      .map((kind, place) => paintGlyph(kind, irregular.has(index * size + place), paint))
      .join('');
    painted.set(cell, words[index]!.length);
    return cell;
  });
  if (kinds.length > maximumShown) {
    const more = `… ${formatCount(kinds.length - maximumShown)} more`;
    painted.set(more, more.length);
    cells.push(more);
  }
  return {
    lines: wrap(cells, width, ' ', (cell) => painted.get(cell) ?? cell.length),
    irregular: near && describeIrregular(near.irregular, kinds),
  };
}

function describeIrregular(
  irregular: readonly { readonly index: number; readonly expected: MixerKind }[],
  kinds: readonly MixerKind[],
): string {
  const shown = irregular.slice(0, 3).map(({ index, expected }) => {
    return `layer ${index} is ${mixers[kinds[index]!].name} where the pattern has ${mixers[expected].name}`;
  });
  const rest = irregular.length > 3 ? `, and ${irregular.length - 3} more` : '';
  return `irregular: ${shown.join(', ')}${rest}`;
}

export function paintGlyph(kind: MixerKind, irregular: boolean, paint: Paint): string {
  const { glyph, reach } = mixers[kind];
  if (irregular) return paint.red(paint.underline(glyph));
  switch (reach) {
    case 'global':
      return paint.yellow(glyph);
    case 'local':
      return paint.green(glyph);
    case 'state':
      return paint.cyan(glyph);
    case 'none':
      return paint.dim(glyph);
  }
}

export interface LegendEntry {
  readonly kind: MixerKind;
  /** `full (GQA 16/2, gated)`. */
  readonly label: string;
  readonly count: number;
}

/** The kinds of a model in order of appearance. */
export function legend(layers: readonly Layer[]): LegendEntry[] {
  const byKind = new Map<MixerKind, Mixer[]>();
  for (const { mixer } of layers) {
    const same = byKind.get(mixer.kind);
    if (same) same.push(mixer);
    else byKind.set(mixer.kind, [mixer]);
  }
  return [...byKind].map(([kind, same]) => ({ kind, label: mixerLabel(same), count: same.length }));
}

/** Short words for mixers of one kind, with the heads where all of them agree. */
function mixerLabel(same: readonly Mixer[]): string {
  const first = same[0]!;
  if (first.kind === 'none') return 'feed-forward only';
  const { name } = mixers[first.kind];
  const labels = new Set(same.map(dimensions));
  const detail = labels.size === 1 ? dimensions(first) : `${labels.size} shapes`;
  const short = name.replace(/[ -]attention$/, '');
  return detail === undefined ? name : `${labels.size === 1 ? short : name} (${detail})`;
}

function dimensions(mixer: Mixer): string | undefined {
  switch (mixer.kind) {
    case 'full':
    case 'sliding':
    case 'chunked': {
      const { queryHeads, keyValueHeads, outputGate, sinks } = mixer;
      const kind = attentionKind(mixer);
      return [
        kind === 'GQA' ? `GQA ${queryHeads}/${keyValueHeads}` : `${kind} ${queryHeads}`,
        ...(mixer.kind === 'sliding' ? [`${formatCount(mixer.windowTokens)} tokens`] : []),
        ...(mixer.kind === 'chunked' ? [`${formatCount(mixer.chunkTokens)} tokens`] : []),
        ...(outputGate ? ['gated'] : []),
        ...(sinks ? ['sinks'] : []),
      ].join(', ');
    }
    default:
      return undefined;
  }
}

/** Time over tokens, both logarithmic, one line per kind of layer. The table beside it says the same in words. */
import uPlot from 'uplot';
import { duration } from '../../benchmark/units';
import { formatCount, formatTokensShort } from '../../core/format';
import { capital, logTicks, roughly, type Crossing, type Curve, type PhaseModel } from './model';
import { dashes, readTheme, type Theme } from './theme';

export interface Chart {
  /** Draws anew: in another width, or another theme. */
  redraw(): void;
  destroy(): void;
}

const height = 260;

/** An ambient enum, of which only the number reaches the bundle. */
const logarithmic = 3 as unknown as uPlot.Scale.Distr;

/** `onPoint` hears what stands at the length under the mouse or the arrow keys; undefined where there is none. */
export function drawChart(
  place: HTMLElement,
  { curves, crossings }: PhaseModel,
  axis: string,
  onPoint: (words: string | undefined) => void,
): Chart {
  const lengths = [...new Set(curves.flatMap(({ points }) => points.map(({ tokens }) => tokens)))].sort(
    (a, b) => a - b,
  );
  const data: uPlot.AlignedData = [
    lengths,
    ...curves.map(({ points }) =>
      lengths.map((length) => points.find(({ tokens }) => tokens === length)?.milliseconds.median ?? null),
    ),
  ];
  let plot: uPlot | undefined;

  const draw = (): void => {
    plot?.destroy();
    const theme = readTheme();
    plot = new uPlot(
      {
        width: Math.max(240, place.clientWidth),
        height,
        padding: [12, 24, 0, 0],
        legend: { show: false },
        scales: {
          x: { time: false, distr: logarithmic, log: 2, range: () => around(lengths, 1.15) },
          y: { distr: logarithmic, log: 10, range: () => around(extremes(curves), 1.3) },
        },
        axes: [
          {
            ...line(theme),
            size: 34,
            label: axis,
            labelSize: 22,
            labelFont: theme.font,
            splits: () => [...lengths],
            filter: (_, splits) => splits,
            values: (_, splits) => splits.map(formatTokensShort),
          },
          {
            ...line(theme),
            size: 64,
            splits: (_, __, low, high) => logTicks(low, high),
            filter: (_, splits) => splits,
            values: (_, splits) => splits.map(shortDuration),
          },
        ],
        series: [{}, ...curves.map((_, index) => series(theme, index))],
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
        hooks: {
          drawAxes: [(own) => markCrossings(own, crossings, theme), (own) => markSpreads(own, curves, theme)],
          draw: [(own) => fillAccepted(own, curves, theme)],
          setCursor: [({ cursor: { idx } }) => onPoint(wordsAt(curves, lengths[idx ?? -1]))],
        },
      },
      data,
      place,
    );
  };

  place.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || !plot) return;
    event.preventDefault();
    const now = plot.cursor.idx ?? (step > 0 ? -1 : lengths.length);
    const next = Math.min(lengths.length - 1, Math.max(0, now + step));
    plot.setCursor({ left: plot.valToPos(lengths[next]!, 'x'), top: 10 });
  });
  place.addEventListener('blur', () => plot?.setCursor({ left: -10, top: -10 }));
  const resized = new ResizeObserver(() => {
    if (plot && Math.abs(plot.width - place.clientWidth) > 1) {
      plot.setSize({ width: Math.max(240, place.clientWidth), height });
    }
  });
  draw();
  resized.observe(place);
  return {
    redraw: draw,
    destroy: () => {
      resized.disconnect();
      plot?.destroy();
    },
  };
}

function line({ muted, grid, font }: Theme): uPlot.Axis {
  return {
    stroke: muted,
    font,
    grid: { stroke: grid, width: 1 },
    ticks: { stroke: grid, width: 1, size: 5 },
  };
}

function series({ curves, background }: Theme, index: number): uPlot.Series {
  const stroke = curves[index % curves.length]!;
  return {
    stroke,
    width: 2,
    dash: [...dashes[index % dashes.length]!],
    // Lengths that only another layer was measured at are no gap in this one's line.
    spanGaps: true,
    points: { show: true, size: 7, stroke, fill: background, width: 2 },
  };
}

/** Whiskers from the first to the third quartile, as far as they fit in: one slow repetition must not flatten all. */
function markSpreads(plot: uPlot, curves: readonly Curve[], { curves: colors }: Theme): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([]);
  for (const [index, { points }] of curves.entries()) {
    ctx.strokeStyle = colors[index % colors.length]!;
    for (const { tokens, milliseconds } of points) {
      const x = plot.valToPos(tokens, 'x', true);
      const [low, high] = (['q1', 'q3'] as const).map((name) =>
        plot.valToPos(Math.max(milliseconds[name], milliseconds.median / 100), 'y', true),
      );
      const half = 4 * devicePixelRatio;
      ctx.beginPath();
      ctx.moveTo(x, low!);
      ctx.lineTo(x, high!);
      for (const y of [low!, high!]) {
        ctx.moveTo(x - half, y);
        ctx.lineTo(x + half, y);
      }
      ctx.stroke();
    }
  }
  ctx.restore();
}

/** A dot for what was accepted; the rest keeps its ring. */
function fillAccepted(plot: uPlot, curves: readonly Curve[], { curves: colors }: Theme): void {
  const { ctx } = plot;
  ctx.save();
  for (const [index, { points }] of curves.entries()) {
    ctx.fillStyle = colors[index % colors.length]!;
    for (const { tokens, milliseconds, accepted } of points) {
      if (!accepted) continue;
      ctx.beginPath();
      const [x, y] = [plot.valToPos(tokens, 'x', true), plot.valToPos(milliseconds.median, 'y', true)];
      ctx.arc(x, y, 3.5 * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fill();
    }
  }
  ctx.restore();
}

/** A line down to the axis where two curves cross, with the tokens beside it. */
function markCrossings(plot: uPlot, crossings: readonly Crossing[], { text, font }: Theme): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = text;
  ctx.lineWidth = devicePixelRatio;
  ctx.font = font.replace('12px', `${12 * devicePixelRatio}px`);
  for (const { tokens, milliseconds } of crossings) {
    const x = plot.valToPos(tokens, 'x', true);
    const y = plot.valToPos(milliseconds, 'y', true);
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.arc(x, y, 8 * devicePixelRatio, 0, 2 * Math.PI);
    ctx.stroke();
    const label = `crossover ≈ ${roughly(tokens)} tokens`;
    const isRight = x + ctx.measureText(label).width + 12 * devicePixelRatio < bbox.left + bbox.width;
    ctx.textAlign = isRight ? 'left' : 'right';
    ctx.textBaseline = 'top';
    ctx.fillText(label, x + (isRight ? 6 : -6) * devicePixelRatio, bbox.top + 2 * devicePixelRatio);
  }
  ctx.restore();
}

/** `At 4,096 tokens: Gated DeltaNet 123 µs; full attention 456 µs.` */
function wordsAt(curves: readonly Curve[], length: number | undefined): string | undefined {
  if (length === undefined) return undefined;
  const times = curves.flatMap(({ subject, points }) => {
    const point = points.find(({ tokens }) => tokens === length);
    if (!point) return [];
    return [
      `${capital(subject.name)} ${duration(point.milliseconds.median)}${point.accepted ? '' : ' (not accepted)'}`,
    ];
  });
  return `At ${formatCount(length)} tokens: ${times.join('; ')}`;
}

function extremes(curves: readonly Curve[]): number[] {
  return curves.flatMap(({ points }) =>
    points.flatMap(({ milliseconds: { median, q1, q3 } }) => [
      Math.max(q1, median / 2),
      Math.min(q3, median * 2),
    ]),
  );
}

/** Bounds with room at both ends, as a factor; logarithmic axes can't do with nothing or with a single value. */
function around(values: readonly number[], room: number): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!(low > 0) || !Number.isFinite(high)) return [0.1, 10];
  const factor = high / low < 1.5 ? Math.max(room, 2) : room;
  return [low / factor, high * factor];
}

/** A tick's label: `200 µs`, `1 ms`. */
function shortDuration(milliseconds: number): string {
  return duration(milliseconds).replace(/\.0+ /, ' ');
}

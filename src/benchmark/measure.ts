import { matmulModel, matmulSizes, streamModel, type CeilingModel } from './ceilings';
import { buildStack, type LayerSpec, type Stack } from './graphs/build';
import type { Path } from './graphs/layer';
import { stackedLayers } from './plan';
import type { Measurement, Request } from './protocol';
import type { Ceilings, Provider } from './result';
import { profile, withSession, type Device, type Session } from './runtime';
import { judge, noise, settled, slopes, spread, type Samples } from './statistics';

/** Timing, in the child. Every session is closed before a function returns. */

/** How long a case may go on. Times in milliseconds. */
const pace = {
  warmUpRuns: 6,
  /** The first run always; no further one after this. */
  warmUpTime: 500,
  fewestRepetitions: 5,
  /** Where all stacks once take longer than a second. */
  fewestLongRepetitions: 3,
  enoughRepetitions: 15,
  enoughTime: 700,
  /** Once the fewest repetitions are done, no longer than this. */
  mostTime: 1500,
  mostRepetitions: 200,
};

export interface Listener {
  doing(what: string): void;
  preliminary(milliseconds: number): void;
}

type MeasureRequest = Extract<Request, { type: 'measure' }>;

/** Kinds whose decode step the CPU's GroupQueryAttention would serve. */
const groupedKinds: ReadonlySet<string> = new Set(['full', 'sliding', 'chunked', 'parallel']);

/**
 * Fused operators first, plain ones where the provider refuses those. But on the CPU GroupQueryAttention copies the whole
 * cache in every step, which no engine does: the plain step, which reads the cache where it lies, took 16 ms where the
 * fused one took 29 ms (Qwen3-Next, 16,384 tokens), so it comes first there.
 */
export function pathsToTry(provider: Provider, spec: Pick<LayerSpec, 'mixer' | 'phase'>): readonly Path[] {
  const copies = provider === 'cpu' && spec.phase === 'decode' && groupedKinds.has(spec.mixer.kind);
  return copies ? ['decomposed', 'fused'] : ['fused', 'decomposed'];
}

/** Measures a layer by the first path that the provider takes. */
export async function measure(
  device: Device,
  request: MeasureRequest,
  listener: Listener,
): Promise<Measurement> {
  const refusals: string[] = [];
  for (const path of pathsToTry(device.provider, request.spec)) {
    const spec = { ...request.spec, dtype: device.dtype, path };
    listener.doing('building');
    let measured: Measurement;
    try {
      measured = await measurePath(device, spec, path, request, listener);
    } catch (error) {
      refusals.push(`${path}: ${message(error)}`);
      continue;
    }
    return measured;
  }
  throw new Error(refusals.join('; '));
}

/** Measured: Qwen3-Next's attention over 256 tokens took 94 ms instead of 85 ms, its Gated DeltaNet as long as before. */
const unpackedRemark = 'prefill reads weights unpacked; packed beforehand they are up to a tenth faster';

async function measurePath(
  device: Device,
  spec: LayerSpec,
  path: Path,
  request: MeasureRequest,
  listener: Listener,
): Promise<Measurement> {
  const layers = stackedLayers(request.work, request.ceilings);
  const stack = (times: number): Stack => buildStack(spec, times * layers, device.placement);
  const [one, two] = [stack(1), stack(2)];
  device.tensors.keepOnly(two.inputs);
  const samples = await withSession(device, one, (first) =>
    withSession(device, two, async (second) => {
      listener.doing('warming up');
      await warmUp([first, second]);
      listener.doing('timing');
      let pair = await repeat(layers, [first, second], listener);
      if (noise(pair) !== null) {
        listener.doing('timing again, the first times were noisy');
        pair = await repeat(layers, [first, second]);
      }
      if (!doubtful(pair, request) || !request.roomForThree) return pair;
      listener.doing('timing a third layer');
      return withSession(device, stack(3), async (third) => {
        await warmUp([third]);
        return repeat(layers, [first, second, third], listener);
      });
    }),
  );
  let ops: Measurement['ops'] = [];
  if (request.profile) {
    listener.doing('profiling');
    ops = await profile(device, buildStack(spec, 1, device.placement));
  }
  const unpacked = device.placement === 'inputs' && spec.phase === 'prefill';
  const remarks = unpacked ? [...one.remarks, unpackedRemark] : one.remarks;
  return { path, samples, leftOut: one.leftOut, remarks, ops };
}

/** Times that do not scatter and yet make no sense: a third layer shows whether the fixed cost of a call does it. */
function doubtful(samples: Samples, { work, ceilings }: MeasureRequest): boolean {
  return noise(samples) === null && !judge(samples, work, ceilings).accepted;
}

async function warmUp(sessions: readonly Session[]): Promise<void> {
  const start = performance.now();
  const times: number[] = [];
  while (times.length < pace.warmUpRuns && !settled(times)) {
    let time = 0;
    for (const session of sessions) time += await timed(session);
    times.push(time);
    if (performance.now() - start > pace.warmUpTime) return;
  }
}

/** Runs the stacks in turn until there are enough samples. */
async function repeat(layers: number, sessions: readonly Session[], listener?: Listener): Promise<Samples> {
  const times: number[][] = sessions.map(() => []);
  const start = performance.now();
  for (let repetition = 1; repetition <= pace.mostRepetitions; repetition++) {
    for (const [index, session] of sessions.entries()) times[index]!.push(await timed(session));
    if (repetition === 3) listener?.preliminary(spread(slopes(asSamples(layers, times))).median);
    const elapsed = performance.now() - start;
    const enough = repetition >= pace.enoughRepetitions && elapsed >= pace.enoughTime;
    const isLong = elapsed > 1000 * repetition;
    const fewest = isLong ? pace.fewestLongRepetitions : pace.fewestRepetitions;
    const late = repetition >= fewest && elapsed >= pace.mostTime;
    if (enough || late) break;
  }
  return asSamples(layers, times);
}

function asSamples(layers: number, [one, two, three]: number[][]): Samples {
  return { layers, one: one!, two: two!, ...(three && { three }) };
}

async function timed(session: Session): Promise<number> {
  const start = performance.now();
  await session.run();
  return performance.now() - start;
}

/** Milliseconds of a product from which on a larger one would be no faster. */
const longEnough = 10;

/** Reading weights and multiplying matrices, each by the difference between two stacked layers and one. */
export async function measureCeilings(device: Device, listener: Listener): Promise<Ceilings> {
  listener.doing('measuring memory bandwidth');
  const stream = await rate(device, (layers) => streamModel(device.dtype, layers, device.placement));
  let flopsPerSecond = 0;
  for (const size of matmulSizes) {
    listener.doing(`measuring a matrix product of ${size}`);
    const product = await rate(device, (layers) => matmulModel(device.dtype, layers, device.placement, size));
    flopsPerSecond = Math.max(flopsPerSecond, product.perSecond);
    if (product.milliseconds > longEnough) break;
  }
  return { bytesPerSecond: stream.perSecond, flopsPerSecond };
}

/** The best that was seen in a few rounds: a ceiling is what can be reached. */
async function rate(
  device: Device,
  model: (layers: number) => CeilingModel,
): Promise<{ perSecond: number; milliseconds: number }> {
  const [one, two] = [model(1), model(2)];
  device.tensors.keepOnly(two.inputs);
  const samples = await withSession(device, one, (first) =>
    withSession(device, two, async (second) => {
      await warmUp([first, second]);
      return repeatBriefly([first, second]);
    }),
  );
  // Either bound can be reached: two layers with the fixed cost of a call, or the second one alone.
  const whole = (2 * one.work) / Math.min(...samples.two);
  const second = one.work / spread(slopes(samples)).median;
  const perMillisecond = second > 0 && Number.isFinite(second) ? Math.max(whole, second) : whole;
  return { perSecond: perMillisecond * 1000, milliseconds: one.work / perMillisecond };
}

async function repeatBriefly(sessions: readonly Session[]): Promise<Samples> {
  const times: number[][] = sessions.map(() => []);
  const start = performance.now();
  for (let repetition = 1; repetition <= 20; repetition++) {
    for (const [index, session] of sessions.entries()) times[index]!.push(await timed(session));
    const elapsed = performance.now() - start;
    // A software device takes a second for what a GPU does in a hundred microseconds.
    if ((repetition >= 5 && elapsed > 300) || (repetition >= 2 && elapsed > 2000)) break;
  }
  return asSamples(1, times);
}

export function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

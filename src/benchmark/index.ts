import { formatCount } from '../core/format';
import { join } from 'node:path';
import { mixerModule } from '../core/mixers/registry';
import { BenchmarkError, Child } from './client';
import { deviceFacts } from './device';
import {
  caseKey,
  decline,
  demand,
  memoryNeeded,
  plan,
  type Budget,
  type Case,
  type PlanOptions,
} from './plan';
import type { Measurement, Reply } from './protocol';
import { candidates, providerNames, type ProviderChoice } from './providers';
import type { BenchmarkResult, Ceilings, LayerResult, Provider } from './result';
import { judge, limits } from './statistics';

export { BenchmarkError } from './client';
export type { BenchmarkFailure } from './client';
export type { LayerChoice } from './plan';
export type { ProviderChoice } from './providers';
export type { BenchmarkResult, LayerResult, Provider } from './result';
export { formatBenchmark } from './text';

export interface BenchmarkOptions extends PlanOptions {
  /** Names for the result; nothing is read from them. */
  readonly file: string;
  readonly family: string;
  readonly provider: ProviderChoice;
  /** A folder that holds another onnxruntime-node, with CUDA say. */
  readonly runtimePath?: string;
  /** The built worker; beside the caller's bundle unless said. */
  readonly workerPath?: string;
  /** The Node that runs the child; the caller's own program unless said. */
  readonly nodePath?: string;
  /** More variables for the child. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  /** Hears of the result as far as it goes: without a layer first, then after each case. */
  readonly onPartial?: (result: BenchmarkResult) => void;
}

export interface Limits {
  /** For the parts of a run, each enforced by ending the child. */
  readonly openMilliseconds: number;
  readonly ceilingsMilliseconds: number;
  readonly measureMilliseconds: number;
  /** A case that would take longer than this is declined beforehand. */
  readonly secondsPerCase: number;
  /** Memory to use at most; what the device has free where absent. */
  readonly memoryBytes?: number;
}

const defaultLimits: Limits = {
  openMilliseconds: 60_000,
  ceilingsMilliseconds: 120_000,
  measureMilliseconds: 180_000,
  secondsPerCase: 20,
};

export interface Progress {
  readonly phase: 'starting' | 'ceilings' | 'measuring';
  readonly done: number;
  readonly total: number;
  readonly what: string;
  /** A first idea of the time of the layer that is being measured. */
  readonly preliminaryMilliseconds?: number;
}

let running = false;

/**
 * Runs a benchmark in a child process. Rejects with `BenchmarkError`, or with the signal's reason when it is aborted; no
 * process is left in either case. A case that can't be measured is in the result, with the reason.
 */
export async function runBenchmark(
  options: BenchmarkOptions,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<BenchmarkResult> {
  signal.throwIfAborted();
  if (running) {
    throw new BenchmarkError(
      'already-running',
      'A benchmark is already running; two would disturb each other.',
    );
  }
  running = true;
  const run = new Run(options, signal, onProgress);
  try {
    return await run.whole();
  } finally {
    await run.end();
    running = false;
  }
}

interface Opened {
  readonly provider: Provider;
  readonly reply: Extract<Reply, { type: 'opened' }>;
}

class Run {
  private readonly limits: Limits;
  private readonly notes: string[] = [];
  private child: Child | undefined;
  private ceilings: Ceilings | undefined;

  constructor(
    private readonly options: BenchmarkOptions,
    private readonly signal: AbortSignal,
    private readonly onProgress: (progress: Progress) => void,
  ) {
    this.limits = { ...defaultLimits, ...options.limits };
  }

  async end(): Promise<void> {
    await this.child?.close();
  }

  async whole(): Promise<BenchmarkResult> {
    const { options } = this;
    const { cases, notes } = plan(options);
    this.notes.push(...notes);
    this.onProgress({ phase: 'starting', done: 0, total: cases.length, what: 'starting onnxruntime' });
    const opened = await this.open();
    const { provider, reply } = opened;
    const facts = await deviceFacts(provider);
    this.ceilings = await this.measureCeilings(provider, 0, cases.length);
    const budget: Budget = {
      memoryBytes: this.limits.memoryBytes ?? facts.memoryBytes,
      placement: reply.placement,
      secondsPerCase: this.limits.secondsPerCase,
    };
    const resultOf = (results: readonly LayerResult[]): BenchmarkResult => ({
      file: options.file,
      family: options.family,
      device: { provider, name: facts.name, probable: facts.probable },
      dtype: reply.dtype,
      runtime: { node: reply.node, onnxruntime: reply.onnxruntime },
      ceilings: this.ceilings!,
      results,
      notes: this.notes,
    });
    const onResults = (results: readonly LayerResult[]): void => options.onPartial?.(resultOf([...results]));
    onResults([]);
    return resultOf(await this.cases(cases, opened, budget, onResults));
  }

  /** The first candidate that starts. One that takes the process with it is one that did not. */
  private async open(): Promise<Opened> {
    const { provider: choice, runtimePath } = this.options;
    const machine = { ...process, ownRuntime: runtimePath !== undefined };
    const refusals: string[] = [];
    for (const provider of candidates(choice, {
      platform: machine.platform,
      arch: machine.arch,
      ownRuntime: machine.ownRuntime,
    })) {
      let reason: string;
      try {
        const reply = await this.openProvider(provider);
        if (reply.type === 'opened') {
          // What did not start is worth saying only where the CPU had to step in.
          if (provider === 'cpu' && refusals.length > 0) {
            this.notes.push(`CPU only: no GPU provider could start (${refusals.join('; ')}).`);
          }
          return { provider, reply };
        }
        if (reply.type === 'refused' && reply.notInstalled) {
          throw new BenchmarkError(
            'not-installed',
            reply.reason,
            'Install onnxruntime-node, or set the folder of an installed one.',
          );
        }
        reason = 'reason' in reply ? reply.reason : 'no answer';
      } catch (error) {
        if (!(error instanceof BenchmarkError) || error.kind === 'not-installed') throw error;
        this.child = undefined;
        reason = error.message;
      }
      refusals.push(`${providerNames[provider]}: ${shorten(reason)}`);
    }
    throw new BenchmarkError(
      'no-provider',
      `No provider could start. ${refusals.join('; ')}.`,
      choice === 'cpu' ? undefined : 'The CPU can be chosen instead.',
    );
  }

  private openProvider(provider: Provider): Promise<Reply> {
    const { options, signal } = this;
    this.child ??= new Child({
      workerPath: options.workerPath ?? join(__dirname, 'benchmarkWorker.js'),
      signal,
      ...(options.nodePath !== undefined && { nodePath: options.nodePath }),
      ...(options.environment && { environment: options.environment }),
    });
    return this.child.ask(
      {
        type: 'open',
        provider,
        ...(options.runtimePath !== undefined && { runtimePath: options.runtimePath }),
      },
      { timeoutMilliseconds: this.limits.openMilliseconds },
    );
  }

  private async measureCeilings(provider: Provider, done: number, total: number): Promise<Ceilings> {
    const on = providerNames[provider];
    const reply = await this.child!.ask(
      { type: 'ceilings' },
      {
        timeoutMilliseconds: this.limits.ceilingsMilliseconds,
        onEvent: (event) => {
          if (event.type === 'doing') {
            this.onProgress({ phase: 'ceilings', done, total, what: `${event.what} (${on})` });
          }
        },
      },
    );
    if (reply.type === 'ceilings') return reply.ceilings;
    throw new BenchmarkError(
      'failed',
      `The device could not be measured: ${'reason' in reply ? reply.reason : ''}`,
    );
  }

  private async cases(
    cases: readonly Case[],
    opened: Opened,
    budget: Budget,
    onResults: (results: readonly LayerResult[]) => void,
  ): Promise<LayerResult[]> {
    const measured = new Map<string, Measurement | string>();
    const operators = new Map<string, Measurement['ops']>();
    const { dtype } = opened.reply;
    const outcomes: { readonly given: Case; readonly outcome: Measurement | string }[] = [];
    // Judged again each time: the ceilings may have become others since.
    const results = (): LayerResult[] =>
      outcomes.map(({ given, outcome }) =>
        typeof outcome === 'string'
          ? unmeasured(given, demand(given, dtype), outcome)
          : assess(given, demand(given, dtype), outcome, operators.get(shapeOf(given)) ?? [], this.ceilings!),
      );
    for (const [done, given] of cases.entries()) {
      const refusal = decline(given, dtype, budget, this.ceilings!);
      const key = caseKey(given);
      if (refusal === null && !measured.has(key)) {
        const profile = !operators.has(shapeOf(given));
        const outcome = await this.measure(given, opened, budget, done, cases.length, profile);
        measured.set(key, outcome);
        if (typeof outcome !== 'string') {
          this.note(outcome.remarks);
          if (outcome.ops.length > 0) operators.set(shapeOf(given), outcome.ops);
          await this.liftCeilings(outcome, demand(given, dtype), opened.provider, done, cases.length);
        }
      }
      outcomes.push({ given, outcome: refusal ?? measured.get(key)! });
      onResults(results());
    }
    return results();
  }

  /**
   * What a shared machine can do changes from one second to the next: a time above the ceiling has the ceiling measured
   * again, and the better of the two counts.
   */
  private async liftCeilings(
    { samples }: Measurement,
    work: Work,
    provider: Provider,
    done: number,
    total: number,
  ): Promise<void> {
    const before = this.ceilings!;
    if (judge(samples, work, before).shareOfCeiling <= limits.ceiling) return;
    const again = await this.measureCeilings(provider, done, total);
    this.ceilings = {
      bytesPerSecond: Math.max(before.bytesPerSecond, again.bytesPerSecond),
      flopsPerSecond: Math.max(before.flopsPerSecond, again.flopsPerSecond),
    };
  }

  private note(remarks: readonly string[]): void {
    this.notes.push(...remarks.filter((remark) => !this.notes.includes(remark)));
  }

  /** A measurement, or why there is none. A child that ended is replaced, so that the other cases get their turn. */
  private async measure(
    given: Case,
    { provider, reply: { dtype } }: Opened,
    budget: Budget,
    done: number,
    total: number,
    profile: boolean,
  ): Promise<Measurement | string> {
    const { mixer, hiddenSize, phase, contextTokens, feedForward } = given;
    const need = demand(given, dtype);
    const tokens = formatCount(contextTokens);
    const name = `layer ${given.layer} (${mixerModule(mixer).name}), ${phase}, ${tokens} tokens`;
    const report = (what: string, preliminaryMilliseconds?: number): void =>
      this.onProgress({
        phase: 'measuring',
        done,
        total,
        what: `${name}: ${what}`,
        ...(preliminaryMilliseconds !== undefined && { preliminaryMilliseconds }),
      });
    try {
      if (!this.child) {
        const again = await this.openProvider(provider);
        if (again.type !== 'opened') return `the benchmark process could not be started again`;
      }
      const reply = await this.child!.ask(
        {
          type: 'measure',
          spec: { mixer, hiddenSize, phase, contextTokens, ...(feedForward && { feedForward }) },
          work: need,
          ceilings: this.ceilings!,
          roomForThree: memoryNeeded(need, budget.placement, 3) <= budget.memoryBytes,
          profile,
        },
        {
          timeoutMilliseconds: this.limits.measureMilliseconds,
          onEvent: (event) => {
            if (event.type === 'doing') report(event.what);
            else report('first number', event.milliseconds);
          },
        },
      );
      return reply.type === 'measured'
        ? reply.measurement
        : `failed: ${'reason' in reply ? reply.reason : reply.type}`;
    } catch (error) {
      this.signal.throwIfAborted();
      if (!(error instanceof BenchmarkError)) throw error;
      this.child = undefined;
      return error.message;
    }
  }
}

type Work = ReturnType<typeof demand>;

/** Cases of one layer and phase run the same operators. */
const shapeOf = ({ layer, phase }: Case): string => `${layer} ${phase}`;

function common({ layer, mixer, phase, contextTokens, feedForward }: Case, { bytesMoved, flops }: Work) {
  return {
    layer,
    mixer: mixer.kind,
    phase,
    contextTokens,
    batch: 1,
    bytesMoved,
    flops,
    feedForward: feedForward !== undefined,
  } as const;
}

function unmeasured(given: Case, work: Work, reason: string): LayerResult {
  return {
    ...common(given, work),
    milliseconds: null,
    repetitions: 0,
    bytesPerSecond: null,
    flopsPerSecond: null,
    shareOfCeiling: null,
    accepted: false,
    reason,
    ops: [],
    leftOut: [],
    path: null,
  };
}

function assess(
  given: Case,
  work: Work,
  { path, samples, leftOut, ops }: Measurement,
  sameOps: Measurement['ops'],
  ceilings: Ceilings,
): LayerResult {
  return {
    ...common(given, work),
    ...judge(samples, work, ceilings),
    ops: ops.length > 0 ? ops : sameOps,
    leftOut,
    path,
  };
}

/** The first line, without the place in onnxruntime's source and the condition that stand before its own words. */
function shorten(reason: string): string {
  const [line = ''] = reason.split('\n');
  const words = line.replace(/^.* was false\. /, '').replace(/\.$/, '');
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
}

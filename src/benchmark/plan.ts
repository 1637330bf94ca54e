import type { Architecture, Layer } from '../core/architecture';
import { feedForwardParameters, type FeedForward } from '../core/feedforward/feedforward';
import { formatBytes, formatCount } from '../core/format';
import { mixerModule, type Mixer, type MixerKind } from '../core/mixers/registry';
import { touchedExperts } from './graphs/feed-forward';
import type { Phase } from './graphs/layer';
import type { Placement } from './graphs/random';
import { mixerGraph } from './graphs/registry';
import { beyondCachesBytes } from './ceilings';
import type { FloatType } from './onnx/graph';
import type { Ceilings } from './result';

/** Which layers: one by its index, the first of a kind, or the first of each kind. */
export type LayerChoice = { readonly index: number } | { readonly kind: MixerKind } | 'each-kind';

export interface PlanOptions {
  readonly architecture: Architecture;
  readonly layers: LayerChoice;
  readonly contexts: readonly number[];
  /** Lengths of prompts, for prefill; the contexts unless said. */
  readonly prompts?: readonly number[];
  readonly phases: readonly Phase[];
  readonly includeFeedForward: boolean;
}

/** One thing to measure. */
export interface Case {
  readonly layer: number;
  readonly mixer: Mixer;
  readonly hiddenSize: number;
  readonly phase: Phase;
  readonly contextTokens: number;
  readonly feedForward?: Exclude<FeedForward, { kind: 'none' }>;
}

export interface Plan {
  readonly cases: readonly Case[];
  /** Why a chosen layer has no case. */
  readonly notes: readonly string[];
}

/** The cases of a run: layer by layer, decode before prefill, contexts in ascending order. */
export function plan(options: PlanOptions): Plan {
  const { architecture, contexts, phases } = options;
  const notes: string[] = [];
  const cases: Case[] = [];
  for (const layer of chosenLayers(architecture, options.layers)) {
    const graph = mixerGraph(layer.mixer);
    if ('because' in graph) {
      notes.push(
        `Layer ${layer.index} (${mixerModule(layer.mixer).name}) is not benchmarkable: ${graph.because}.`,
      );
      continue;
    }
    const { feedForward } = layer;
    for (const phase of ['decode', 'prefill'] as const) {
      if (!phases.includes(phase)) continue;
      const lengths = phase === 'prefill' ? (options.prompts ?? contexts) : contexts;
      for (const contextTokens of [...lengths].sort((a, b) => a - b)) {
        cases.push({
          layer: layer.index,
          mixer: layer.mixer,
          hiddenSize: architecture.hiddenSize,
          phase,
          contextTokens,
          ...(options.includeFeedForward && feedForward.kind !== 'none' && { feedForward }),
        });
      }
    }
  }
  return { cases, notes };
}

function chosenLayers({ layers }: Architecture, choice: LayerChoice): Layer[] {
  if (choice === 'each-kind') {
    const kinds = new Map<string, Layer>();
    for (const layer of layers) if (!kinds.has(layer.mixer.kind)) kinds.set(layer.mixer.kind, layer);
    return [...kinds.values()].filter(({ mixer }) => mixer.kind !== 'none');
  }
  const found =
    'index' in choice ? layers[choice.index] : layers.find(({ mixer }) => mixer.kind === choice.kind);
  if (found) return [found];
  throw new RangeError(
    'index' in choice
      ? `There is no layer ${choice.index}; the model has layers 0 to ${layers.length - 1}.`
      : `The model has no layer of kind ${choice.kind}; it has ${[...new Set(layers.map(({ mixer }) => mixer.kind))].join(', ')}.`,
  );
}

/** Two cases of the same key are the same work: decode of a recurrence does not depend on the context. */
export function caseKey({ mixer, hiddenSize, phase, contextTokens, feedForward }: Case): string {
  const graph = mixerGraph(mixer);
  const tokens =
    phase === 'prefill' || 'because' in graph ? contextTokens : graph.cachedTokens(mixer, contextTokens);
  return JSON.stringify([mixer, hiddenSize, phase, tokens, feedForward]);
}

/** What one call of one layer must do, and the memory that it needs. */
export interface Demand {
  /** Bytes that have to be read: each weight once, and in decode the state. */
  readonly bytesMoved: number;
  readonly flops: number;
  readonly weightBytes: number;
  readonly stateBytes: number;
  readonly workspaceBytes: number;
}

const elementSize: Readonly<Record<FloatType, number>> = { fp32: 4, fp16: 2 };

/**
 * Bytes and operations from the mixer's own arithmetic: weights and their products, and what comes on top of them.
 */
export function demand(given: Case, dtype: FloatType): Demand {
  const { mixer, hiddenSize, phase, contextTokens, feedForward } = given;
  const module = mixerModule(mixer);
  const bytes = elementSize[dtype];
  const tokens = phase === 'decode' ? 1 : contextTokens;
  const mixerWeights = module.parameters(withOwnWeights(mixer), hiddenSize) + hiddenSize;
  const { held, used } = feedForwardWeights(feedForward, hiddenSize, tokens);
  const weightBytes = (mixerWeights + held) * bytes;
  const own = phase === 'decode' ? module.decode(mixer, contextTokens) : module.prefill(mixer, contextTokens);
  const graph = mixerGraph(mixer);
  const workspace =
    phase === 'prefill' && !('because' in graph)
      ? (graph.workspaceBytes?.(mixer, tokens, bytes) ?? 0) + 16 * tokens * widest(given) * bytes
      : 0;
  return {
    bytesMoved: weightBytes + own.stateElementsRead * bytes,
    flops: 2 * tokens * (mixerWeights + used) + own.flops,
    weightBytes,
    stateBytes: phase === 'decode' ? keptElements(mixer, contextTokens) * bytes : 0,
    workspaceBytes: workspace,
  };
}

/** Weights that are counted elsewhere have to be read all the same. */
function withOwnWeights(mixer: Mixer): Mixer {
  if (mixer.kind === 'parallel') return { ...mixer, parts: mixer.parts.map(withOwnWeights) };
  return 'weightsElsewhere' in mixer ? { ...mixer, weightsElsewhere: false } : mixer;
}

/** Elements of the tensors that a step needs from before: more than are read where only some are looked at. */
function keptElements(mixer: Mixer, contextTokens: number): number {
  const graph = mixerGraph(mixer);
  const length = 'because' in graph ? 0 : graph.cachedTokens(mixer, contextTokens);
  return mixerModule(mixer)
    .state(mixer)
    .reduce((total, { shape, growth }) => {
      const along = growth.type === 'convolution' ? growth.kernel - 1 : length;
      const size = shape.reduce<number>((product, axis) => {
        if (axis === 'batch') return product;
        if (axis === 'length') return product * along;
        return product * (typeof axis === 'number' ? axis : axis.sharded);
      }, 1);
      return total + size;
    }, 0);
}

/** Weights of a feed-forward that a call holds, and those that each of its tokens uses. */
function feedForwardWeights(
  feedForward: Case['feedForward'],
  hiddenSize: number,
  tokens: number,
): { held: number; used: number } {
  if (!feedForward) return { held: 0, used: 0 };
  const { total, routed } = feedForwardParameters(feedForward, hiddenSize);
  if (feedForward.kind === 'dense') return { held: total + hiddenSize, used: total };
  const perExpert = routed / feedForward.experts;
  const always = total - routed;
  return {
    held: always + touchedExperts(feedForward, tokens) * perExpert + hiddenSize,
    used: always + feedForward.expertsPerToken * perExpert,
  };
}

/** A rough width of the widest activation. */
function widest({ mixer, hiddenSize }: Case): number {
  return Math.max(
    2 * hiddenSize,
    Math.ceil(mixerModule(mixer).parameters(mixer, hiddenSize) / hiddenSize / 2),
  );
}

// ── Before anything is allocated ───────────────────────────────────────────────────────────────────────────────────

/** What stacks of up to so many layers need beside each other: the layers in memory, and times the weights are there. */
const resident: Readonly<Record<Placement, (stacked: number) => { layers: number; copies: number }>> = {
  // Every stack has its own; while they are folded they are there twice.
  constants: (stacked) => ({ layers: (stacked * (stacked + 1)) / 2, copies: 2.2 }),
  inputs: (stacked) => ({ layers: stacked, copies: 1 }),
};

/**
 * Memory for the weights of stacks of one to `stacked` layers, their caches with the copy that the fused operator makes,
 * and one call's workspace.
 */
export function memoryNeeded(demand: Demand, placement: Placement, stacked = 2): number {
  const { layers, copies } = resident[placement](stacked);
  return (
    layers * Math.max(copies * demand.weightBytes + 2.2 * demand.stateBytes, 2 * beyondCachesBytes) +
    demand.workspaceBytes +
    200 * 2 ** 20
  );
}

/** Milliseconds that the lowest stack takes at most where layers are stacked only to get beyond the caches. */
const longEnoughMilliseconds = 20;

/** Creating a session takes a while for many layers. */
const mostStacked = 32;

/** Layers of the lowest stack: small ones are stacked until they can't stay in a cache, as between two tokens of a model. */
export function stackedLayers(work: Pick<Demand, 'bytesMoved' | 'flops'>, ceilings: Ceilings): number {
  const beyondCaches = beyondCachesBytes / work.bytesMoved;
  const longEnough = longEnoughMilliseconds / 1000 / bestSeconds(work, ceilings);
  return Math.min(mostStacked, Math.max(1, Math.ceil(Math.min(beyondCaches, longEnough))));
}

/** Seconds of one call, if the device does its best. */
function bestSeconds(
  { bytesMoved, flops }: Pick<Demand, 'bytesMoved' | 'flops'>,
  ceilings: Ceilings,
): number {
  return Math.max(bytesMoved / ceilings.bytesPerSecond, flops / ceilings.flopsPerSecond);
}

/** What a run may use on this device. */
export interface Budget {
  readonly memoryBytes: number;
  readonly placement: Placement;
  /** For all repetitions of one case. */
  readonly secondsPerCase: number;
}

/** Layers that one case runs at least: a warm-up and three repetitions of stacks of one and two. */
const leastRuns = 3 * 4;

/** Seconds that a case takes at least, if the device does its best. */
export function secondsNeeded(demand: Demand, ceilings: Ceilings): number {
  return leastRuns * stackedLayers(demand, ceilings) * bestSeconds(demand, ceilings);
}

/** Why a case is not run, or null. The largest context that would do is named. */
export function decline(given: Case, dtype: FloatType, budget: Budget, ceilings: Ceilings): string | null {
  const need = demand(given, dtype);
  const memory = memoryNeeded(need, budget.placement);
  const what = given.phase === 'decode' ? 'context' : 'prompt';
  if (memory > budget.memoryBytes) {
    const largest = largestContext(
      given,
      (tokens) =>
        memoryNeeded(demand({ ...given, contextTokens: tokens }, dtype), budget.placement) <=
        budget.memoryBytes,
    );
    return `does not fit: about ${formatBytes(memory)} needed, ${formatBytes(budget.memoryBytes)} to use; ${advice(largest, what)}`;
  }
  const seconds = secondsNeeded(need, ceilings);
  if (seconds > budget.secondsPerCase) {
    const largest = largestContext(
      given,
      (tokens) =>
        secondsNeeded(demand({ ...given, contextTokens: tokens }, dtype), ceilings) <= budget.secondsPerCase,
    );
    return `would take too long: at least ${Math.ceil(seconds)} s on this device, limit ${budget.secondsPerCase} s; ${advice(largest, what)}`;
  }
  return null;
}

function advice(largest: number, what: string): string {
  return largest > 0
    ? `the largest ${what} that would do has ${formatCount(largest)} tokens`
    : 'no shorter one would do either';
}

/** By bisection: `fits` is true up to some length and false beyond. */
function largestContext({ contextTokens }: Case, fits: (tokens: number) => boolean): number {
  let [low, high] = [0, contextTokens];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

import type { Architecture, Layer } from '../architecture';
import { activeShare, feedForwardParameters } from '../feedforward/feedforward';
import { mixerModule } from '../mixers/registry';

/** Counts of weights, not bytes. */
export interface ParameterCount {
  /** Every weight once; a head that shares the embedding is not counted again. */
  readonly total: number;
  /** What one token touches: the total less the routed experts that it does not visit. Embeddings are included. */
  readonly active: number;
  readonly embedding: number;
  readonly head: number;
  readonly mixers: number;
  readonly feedForwards: number;
  readonly routedExperts: number;
  /** Norms, vision tower and other weights. */
  readonly other: number;
  readonly exact: boolean;
  /** Why it is not exact. */
  readonly reason?: string;
}

export function countParameters(architecture: Architecture): ParameterCount {
  const { hiddenSize, layers } = architecture;
  let mixers = 0;
  let feedForwards = 0;
  let routedExperts = 0;
  let idle = 0;
  let other = architecture.parts.reduce((sum, part) => sum + part.parameters, 0);
  for (const layer of layers) {
    const feedForward = feedForwardParameters(layer.feedForward, hiddenSize);
    mixers += mixerModule(layer.mixer).parameters(layer.mixer, hiddenSize);
    feedForwards += feedForward.total;
    routedExperts += feedForward.routed;
    idle += feedForward.routed * (1 - activeShare(layer.feedForward));
    other += layer.otherParameters;
  }
  const { embeddingParameters: embedding, headParameters: head } = architecture;
  const total = embedding + head + mixers + feedForwards + other;
  return {
    total,
    active: Math.round(total - idle),
    embedding,
    head,
    mixers,
    feedForwards,
    routedExperts,
    other,
    exact: architecture.inexact === undefined,
    ...(architecture.inexact !== undefined && { reason: architecture.inexact }),
  };
}

/** Weights of one layer: mixer, feed-forward, norms. */
export function layerParameters(
  layer: Layer,
  hiddenSize: number,
): { mixer: number; feedForward: number; other: number } {
  return {
    mixer: mixerModule(layer.mixer).parameters(layer.mixer, hiddenSize),
    feedForward: feedForwardParameters(layer.feedForward, hiddenSize).total,
    other: layer.otherParameters,
  };
}

import { formatCount } from '../format';

/** The part of a layer that works on each token alone. */

export interface DenseFeedForward {
  readonly kind: 'dense';
  readonly width: number;
  /** With a gate projection beside the up projection (SwiGLU, GeGLU). */
  readonly gated: boolean;
  readonly bias?: boolean;
  /** Other weights that the block owns. */
  readonly extraParameters?: number;
  /** The weights are counted once for all blocks that use them (Zamba). */
  readonly weightsElsewhere?: boolean;
}

export interface MoeFeedForward {
  readonly kind: 'moe';
  readonly experts: number;
  readonly expertsPerToken: number;
  readonly expertWidth: number;
  readonly gated: boolean;
  /** Width of the expert that every token passes; 0 where there is none. */
  readonly sharedWidth: number;
  /** A scalar gate on the shared expert's output (Qwen). */
  readonly sharedGate?: boolean;
  readonly routerBias?: boolean;
  /** All weights of a router that is more than one projection to the experts (ZAYA). */
  readonly routerParameters?: number;
  readonly expertBias?: boolean;
  /** Routed experts work at this width, between two projections (Nemotron-3's latent MoE). */
  readonly latentWidth?: number;
  /** Router rows beyond the experts, and other weights that the block owns. */
  readonly extraParameters?: number;
}

export interface NoFeedForward {
  readonly kind: 'none';
}

export type FeedForward = DenseFeedForward | MoeFeedForward | NoFeedForward;

export interface FeedForwardParameters {
  readonly total: number;
  /** Weights of the experts that the router chooses among; part of `total`. */
  readonly routed: number;
}

/** Exact weights of a feed-forward at a model width of `hiddenSize`. */
export function feedForwardParameters(feedForward: FeedForward, hiddenSize: number): FeedForwardParameters {
  switch (feedForward.kind) {
    case 'none':
      return { total: 0, routed: 0 };
    case 'dense': {
      const { width, gated, bias, extraParameters = 0 } = feedForward;
      const biases = bias ? width * (gated ? 2 : 1) + hiddenSize : 0;
      const own = projections(hiddenSize, width, gated) + biases + extraParameters;
      return { total: feedForward.weightsElsewhere ? 0 : own, routed: 0 };
    }
    case 'moe': {
      const { experts, expertWidth, gated, sharedWidth, latentWidth } = feedForward;
      const width = latentWidth ?? hiddenSize;
      const expertBiases = feedForward.expertBias ? expertWidth * (gated ? 2 : 1) + width : 0;
      const routed = experts * (projections(width, expertWidth, gated) + expertBiases);
      const router =
        feedForward.routerParameters ?? experts * hiddenSize + (feedForward.routerBias ? experts : 0);
      const latent = latentWidth === undefined ? 0 : 2 * hiddenSize * latentWidth;
      const shared = projections(hiddenSize, sharedWidth, gated) + (feedForward.sharedGate ? hiddenSize : 0);
      return { total: routed + router + latent + shared + (feedForward.extraParameters ?? 0), routed };
    }
  }
}

/** Of the routed experts' weights, the part that one token touches. */
export function activeShare(feedForward: FeedForward): number {
  return feedForward.kind === 'moe' && feedForward.experts > 0
    ? Math.min(1, feedForward.expertsPerToken / feedForward.experts)
    : 1;
}

function projections(outer: number, width: number, gated: boolean): number {
  return (gated ? 3 : 2) * outer * width;
}

/** "MoE, 10 of 512 experts of 512 + shared 512", "dense, 12,288 wide". */
export function describeFeedForward(feedForward: FeedForward): string {
  switch (feedForward.kind) {
    case 'none':
      return 'no feed-forward';
    case 'dense':
      return `dense, ${formatCount(feedForward.width)} wide`;
    case 'moe': {
      const { experts, expertsPerToken, expertWidth, sharedWidth } = feedForward;
      const shared = sharedWidth > 0 ? ` + shared ${formatCount(sharedWidth)}` : '';
      return `MoE, ${expertsPerToken} of ${formatCount(experts)} experts of ${formatCount(expertWidth)}${shared}`;
    }
  }
}

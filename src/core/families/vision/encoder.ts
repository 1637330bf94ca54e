/** The transformer encoder that all vision towers are made of. */
export interface EncoderFacts {
  readonly layers: number;
  readonly hiddenSize: number;
  readonly width: number;
  /** Biases on all projections of attention and feed-forward. */
  readonly bias: boolean;
  /** With a gate projection beside the up projection. */
  readonly gated?: boolean;
  /** LayerNorm has a weight and a bias, RMSNorm a weight. */
  readonly norm: 'layer' | 'rms';
}

/** q, k, v, o, feed-forward and two norms in each layer. */
export function encoderParameters({ layers, hiddenSize, width, bias, gated, norm }: EncoderFacts): number {
  const attention = 4 * hiddenSize ** 2 + (bias ? 4 * hiddenSize : 0);
  const feedForward = mlpParameters(hiddenSize, width, bias) + (gated ? linear(hiddenSize, width, bias) : 0);
  return layers * (attention + feedForward + 2 * normParameters(hiddenSize, norm));
}

export function mlpParameters(hiddenSize: number, width: number, bias: boolean): number {
  return linear(hiddenSize, width, bias) + linear(width, hiddenSize, bias);
}

export function linear(inputs: number, outputs: number, bias: boolean): number {
  return inputs * outputs + (bias ? outputs : 0);
}

export function normParameters(hiddenSize: number, norm: EncoderFacts['norm']): number {
  return norm === 'layer' ? 2 * hiddenSize : hiddenSize;
}

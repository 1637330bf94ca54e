import { tensor, type Tensor } from '../support/tensor';
import type { Vector } from './math';

/** One head's inputs at one token. */
export interface Step {
  readonly query: Vector;
  readonly key: Vector;
  readonly value: Vector;
  /** Factors ≤ 1, one per row of the state. */
  readonly decay: Vector;
  /** Present under the delta rule. */
  readonly beta?: number;
}

/** S ← diag(decay) S; S ← S + k (β (v − Sᵀ k))ᵀ or S + k vᵀ; o = Sᵀ q. Heads are independent. */
export class Memory {
  readonly state: Tensor;

  constructor(
    private readonly heads: number,
    private readonly keyDim: number,
    private readonly valueDim: number,
  ) {
    this.state = tensor([1, heads, keyDim, valueDim]);
  }

  step(at: number, { query, key, value, decay, beta }: Step): Vector {
    const { keyDim, valueDim } = this;
    if (at >= this.heads) throw new Error(`no head ${at}`);
    const state = this.state.data.subarray(at * keyDim * valueDim, (at + 1) * keyDim * valueDim);
    const update = value.slice();
    for (let row = 0; row < keyDim; row++) {
      for (let column = 0; column < valueDim; column++) {
        state[row * valueDim + column]! *= decay[row]!;
        if (beta !== undefined) update[column]! -= key[row]! * state[row * valueDim + column]!;
      }
    }
    const output = new Float64Array(valueDim);
    for (let row = 0; row < keyDim; row++) {
      for (let column = 0; column < valueDim; column++) {
        const index = row * valueDim + column;
        state[index]! += key[row]! * (beta ?? 1) * update[column]!;
        output[column]! += query[row]! * state[index]!;
      }
    }
    return output;
  }
}

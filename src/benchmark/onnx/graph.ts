import { toHalf } from './float16';
import {
  elementBytes,
  elementTypes,
  encodeModel,
  type Attribute,
  type ElementType,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueProto,
} from './model';

/** The two dtypes that a layer is computed in. */
export type FloatType = 'fp32' | 'fp16';

/** A tensor in the graph, of known shape. */
export interface Value {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
}

export interface OutputShape {
  readonly dtype: ElementType;
  readonly shape: readonly number[];
}

type Domain = NodeProto['domain'];

/**
 * Builds a model node by node. Every shape is static and known while building, so operators check what they are given
 * and a mistake shows here rather than as a message of the runtime.
 */
export class Graph {
  private readonly nodes: NodeProto[] = [];
  private readonly initializers: TensorProto[] = [];
  private readonly inputs: ValueProto[] = [];
  private readonly outputs: ValueProto[] = [];
  private readonly integerConstants = new Map<string, Value>();
  private readonly floatConstants = new Map<string, Value>();
  private counter = 0;

  // ── Inputs, constants, outputs ────────────────────────────────────────────────────────────────────────────────

  input(name: string, dtype: ElementType, shape: readonly number[]): Value {
    const value = { name, dtype, shape };
    this.inputs.push(value);
    return value;
  }

  /** Names `value` as a result of the model. */
  output(name: string, value: Value): void {
    const [named] = this.node('Identity', [value], [{ dtype: value.dtype, shape: value.shape }], {}, '', [
      name,
    ]);
    this.outputs.push(named!);
  }

  /** An initializer with these very values. */
  constant(dtype: FloatType, shape: readonly number[], values: ArrayLike<number>): Value {
    if (values.length !== product(shape)) throw new Error(`${values.length} values for [${shape.join()}]`);
    return this.initializer(dtype, shape, floatBytes(dtype, values));
  }

  initializer(dtype: ElementType, shape: readonly number[], data: Uint8Array): Value {
    const value = { name: this.fresh('constant'), dtype, shape };
    this.initializers.push({ ...value, data });
    return value;
  }

  /** A scalar; the same one for the same number. */
  scalar(dtype: FloatType, number: number): Value {
    return remember(this.floatConstants, `${dtype} ${number}`, () => this.constant(dtype, [], [number]));
  }

  /** int64, one axis. */
  integers(values: readonly number[]): Value {
    return remember(this.integerConstants, values.join(), () =>
      this.initializer(
        'int64',
        [values.length],
        new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer),
      ),
    );
  }

  int32(shape: readonly number[], values: readonly number[]): Value {
    return remember(this.integerConstants, `int32 ${shape.join()}: ${values.join()}`, () =>
      this.initializer('int32', shape, new Uint8Array(Int32Array.from(values).buffer)),
    );
  }

  // ── Any operator ──────────────────────────────────────────────────────────────────────────────────────────────

  /** An operator whose output shapes the caller knows. */
  node(
    type: string,
    inputs: readonly (Value | undefined)[],
    outputs: readonly OutputShape[],
    attributes: Readonly<Record<string, Attribute>> = {},
    domain: Domain = '',
    names: readonly string[] = [],
  ): Value[] {
    const values = outputs.map((output, index) => ({ ...output, name: names[index] ?? this.fresh(type) }));
    this.nodes.push({
      name: this.fresh(`node.${type}`),
      type,
      domain,
      inputs: trimmed(inputs.map((value) => value?.name ?? '')),
      outputs: values.map(({ name }) => name),
      attributes,
    });
    return values;
  }

  private unary(type: string, x: Value, attributes: Readonly<Record<string, Attribute>> = {}): Value {
    return this.node(type, [x], [x], attributes)[0]!;
  }

  private binary(type: string, a: Value, b: Value): Value {
    if (a.dtype !== b.dtype) throw new Error(`${type} of ${a.dtype} and ${b.dtype}`);
    return this.node(type, [a, b], [{ dtype: a.dtype, shape: broadcast(a.shape, b.shape) }])[0]!;
  }

  // ── Arithmetic ────────────────────────────────────────────────────────────────────────────────────────────────

  add = (a: Value, b: Value): Value => this.binary('Add', a, b);
  subtract = (a: Value, b: Value): Value => this.binary('Sub', a, b);
  multiply = (a: Value, b: Value): Value => this.binary('Mul', a, b);
  divide = (a: Value, b: Value): Value => this.binary('Div', a, b);
  maximum = (a: Value, b: Value): Value => {
    return this.node('Max', [a, b], [{ dtype: a.dtype, shape: broadcast(a.shape, b.shape) }])[0]!;
  };

  minimum = (a: Value, b: Value): Value => {
    return this.node('Min', [a, b], [{ dtype: a.dtype, shape: broadcast(a.shape, b.shape) }])[0]!;
  };

  /** x times a number. */
  scale(x: Value, factor: number): Value {
    return factor === 1 ? x : this.multiply(x, this.scalar(floatType(x), factor));
  }

  /** x plus a number. */
  shift(x: Value, term: number): Value {
    return this.add(x, this.scalar(floatType(x), term));
  }

  exp = (x: Value): Value => this.unary('Exp', x);
  negate = (x: Value): Value => this.unary('Neg', x);
  sqrt = (x: Value): Value => this.unary('Sqrt', x);
  relu = (x: Value): Value => this.unary('Relu', x);
  sigmoid = (x: Value): Value => this.unary('Sigmoid', x);
  tanh = (x: Value): Value => this.unary('Tanh', x);
  softplus = (x: Value): Value => this.unary('Softplus', x);
  elu = (x: Value): Value => this.unary('Elu', x);
  /** In the form with a tangent, as most language models use it. */
  gelu = (x: Value): Value => this.unary('Gelu', x, { approximate: 'tanh' });
  silu = (x: Value): Value => this.multiply(x, this.sigmoid(x));
  softmax = (x: Value): Value => this.unary('Softmax', x, { axis: -1 });

  cumulativeSum(x: Value, axis: number): Value {
    const at = this.initializer('int64', [], new Uint8Array(BigInt64Array.of(BigInt(axis)).buffer));
    return this.node('CumSum', [x, at], [x])[0]!;
  }

  /** [..., m, k] × [..., k, n]; the leading axes are broadcast. */
  matmul(a: Value, b: Value): Value {
    const [m, k] = [a.shape.at(-2)!, a.shape.at(-1)!];
    const [kOfB, n] = [b.shape.at(-2)!, b.shape.at(-1)!];
    if (k !== kOfB || a.dtype !== b.dtype) {
      throw new Error(`MatMul of ${a.dtype}[${a.shape.join()}] and ${b.dtype}[${b.shape.join()}]`);
    }
    const shape = [...broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2)), m, n];
    return this.node('MatMul', [a, b], [{ dtype: a.dtype, shape }])[0]!;
  }

  /** Sum over one axis. */
  sum(x: Value, axis: number, keep = false): Value {
    return this.reduce('ReduceSum', x, axis, keep);
  }

  mean(x: Value, axis: number, keep = false): Value {
    return this.reduce('ReduceMean', x, axis, keep);
  }

  largest(x: Value, axis: number, keep = false): Value {
    return this.reduce('ReduceMax', x, axis, keep);
  }

  private reduce(type: string, x: Value, axis: number, keep: boolean): Value {
    const at = axis < 0 ? axis + x.shape.length : axis;
    const shape = keep
      ? x.shape.map((size, index) => (index === at ? 1 : size))
      : x.shape.filter((_, index) => index !== at);
    const output = { dtype: x.dtype, shape };
    return this.node(type, [x, this.integers([at])], [output], { keepdims: keep ? 1 : 0 })[0]!;
  }

  // ── Shape ─────────────────────────────────────────────────────────────────────────────────────────────────────

  reshape(x: Value, shape: readonly number[]): Value {
    if (product(shape) !== product(x.shape)) {
      throw new Error(`Reshape of [${x.shape.join()}] to [${shape.join()}]`);
    }
    if (sameShape(x.shape, shape)) return x;
    return this.node('Reshape', [x, this.integers(shape)], [{ dtype: x.dtype, shape }])[0]!;
  }

  transpose(x: Value, order: readonly number[]): Value {
    const output = { dtype: x.dtype, shape: order.map((axis) => x.shape[axis]!) };
    return this.node('Transpose', [x], [output], { perm: order })[0]!;
  }

  expand(x: Value, shape: readonly number[]): Value {
    return this.node('Expand', [x, this.integers(shape)], [{ dtype: x.dtype, shape }])[0]!;
  }

  /** Entries `from` up to, not including, `to` of one axis. */
  slice(x: Value, axis: number, from: number, to: number): Value {
    const at = axis < 0 ? axis + x.shape.length : axis;
    if (from === 0 && to === x.shape[at]) return x;
    const output = { dtype: x.dtype, shape: x.shape.map((size, index) => (index === at ? to - from : size)) };
    const inputs = [x, this.integers([from]), this.integers([to]), this.integers([at])];
    return this.node('Slice', inputs, [output])[0]!;
  }

  /** Parts of the last axis, of these widths. */
  split(x: Value, widths: readonly number[]): Value[] {
    const total = widths.reduce((sum, width) => sum + width, 0);
    if (total !== x.shape.at(-1)) throw new Error(`Split of [${x.shape.join()}] into ${widths.join()}`);
    if (widths.length === 1) return [x];
    const outputs = widths.map((width) => ({ dtype: x.dtype, shape: [...x.shape.slice(0, -1), width] }));
    return this.node('Split', [x, this.integers(widths)], outputs, { axis: -1 });
  }

  concat(parts: readonly Value[], axis: number): Value {
    const [first] = parts;
    if (parts.length === 1) return first!;
    const at = axis < 0 ? axis + first!.shape.length : axis;
    const size = parts.reduce((sum, part) => sum + part.shape[at]!, 0);
    const shape = first!.shape.map((own, index) => (index === at ? size : own));
    return this.node('Concat', parts, [{ dtype: first!.dtype, shape }], { axis: at })[0]!;
  }

  /** Entries of `axis` that `indices` (int64) name. */
  gather(x: Value, indices: Value, axis: number): Value {
    const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
    return this.node('Gather', [x, indices], [{ dtype: x.dtype, shape }], { axis })[0]!;
  }

  /** Greatest `count` values of the last axis and where they stand, in descending order. */
  topK(x: Value, count: number): { values: Value; indices: Value } {
    const shape = [...x.shape.slice(0, -1), count];
    const outputs: OutputShape[] = [
      { dtype: x.dtype, shape },
      { dtype: 'int64', shape },
    ];
    const [values, indices] = this.node('TopK', [x, this.integers([count])], outputs, { axis: -1 });
    return { values: values!, indices: indices! };
  }

  /** Where `a` is less than `b`. */
  less(a: Value, b: Value): Value {
    return this.node('Less', [a, b], [{ dtype: 'bool', shape: broadcast(a.shape, b.shape) }])[0]!;
  }

  where(condition: Value, a: Value, b: Value): Value {
    const shape = broadcast(condition.shape, broadcast(a.shape, b.shape));
    return this.node('Where', [condition, a, b], [{ dtype: a.dtype, shape }])[0]!;
  }

  cast(x: Value, dtype: FloatType): Value {
    if (x.dtype === dtype) return x;
    return this.node('Cast', [x], [{ dtype, shape: x.shape }], { to: elementTypes[dtype] })[0]!;
  }

  /** Whole numbers in a float tensor, as int64. */
  toInteger(x: Value): Value {
    return this.node('Cast', [x], [{ dtype: 'int64', shape: x.shape }], { to: elementTypes.int64 })[0]!;
  }

  // ── Result ────────────────────────────────────────────────────────────────────────────────────────────────────

  model(): ModelProto {
    const { nodes, initializers, inputs, outputs } = this;
    return { nodes, initializers, inputs, outputs };
  }

  encode(): Uint8Array {
    return encodeModel(this.model());
  }

  private fresh(prefix: string): string {
    this.counter++;
    return `${prefix}.${this.counter}`;
  }
}

export function floatType(value: Value): FloatType {
  if (value.dtype !== 'fp32' && value.dtype !== 'fp16') throw new Error(`${value.name} is ${value.dtype}`);
  return value.dtype;
}

export function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}

/** Values as the bytes that an initializer holds. */
export function floatBytes(dtype: FloatType, values: ArrayLike<number>): Uint8Array {
  const array = dtype === 'fp32' ? Float32Array.from(values) : Uint16Array.from(values, toHalf);
  return new Uint8Array(array.buffer);
}

export function byteSize(value: Value): number {
  return product(value.shape) * elementBytes[value.dtype];
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index) => {
    const left = a[index - rank + a.length] ?? 1;
    const right = b[index - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new Error(`[${a.join()}] and [${b.join()}] do not broadcast`);
    }
    return Math.max(left, right);
  });
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, index) => size === b[index]);
}

function trimmed(names: string[]): string[] {
  let end = names.length;
  while (end > 0 && names[end - 1] === '') end--;
  return names.slice(0, end);
}

function remember(known: Map<string, Value>, key: string, make: () => Value): Value {
  const old = known.get(key);
  if (old) return old;
  const value = make();
  known.set(key, value);
  return value;
}

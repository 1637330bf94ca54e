import { Message } from './wire';

/**
 * The fields of ONNX's ModelProto that a benchmark graph uses, and their encoding
 * (onnx/onnx.proto of ONNX 1.16: opset 21, IR version 10).
 */

/** TensorProto.DataType. */
export const elementTypes = { fp32: 1, int32: 6, int64: 7, bool: 9, fp16: 10 } as const;

export type ElementType = keyof typeof elementTypes;

export const elementBytes: Readonly<Record<ElementType, number>> = {
  fp32: 4,
  int32: 4,
  int64: 8,
  bool: 1,
  fp16: 2,
};

/** An integer is written as INT, a `{ float }` as FLOAT: JavaScript cannot tell 1 from 1.0. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

export interface NodeProto {
  readonly name: string;
  readonly type: string;
  readonly domain: '' | 'com.microsoft';
  /** An empty string stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface TensorProto {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
  /** Little-endian values, `elementBytes` each. */
  readonly data: Uint8Array;
}

export interface ValueProto {
  readonly name: string;
  readonly dtype: ElementType;
  readonly shape: readonly number[];
}

export interface ModelProto {
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly TensorProto[];
  readonly inputs: readonly ValueProto[];
  readonly outputs: readonly ValueProto[];
}

/** ai.onnx 27 is refused by onnxruntime 1.30; 21 is the newest whose operators all providers of it know. */
const opset = 21;
const irVersion = 10;

/** AttributeProto.AttributeType. */
const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;

export function encodeModel(model: ModelProto): Uint8Array {
  const graph = new Message();
  for (const node of model.nodes) graph.message(1, encodeNode(node));
  graph.string(2, 'layer');
  for (const tensor of model.initializers) graph.message(5, encodeTensor(tensor));
  for (const value of model.inputs) graph.message(11, encodeValue(value));
  for (const value of model.outputs) graph.message(12, encodeValue(value));
  return new Message()
    .integer(1, irVersion)
    .string(2, 'layerwise')
    .message(7, graph)
    .message(8, new Message().string(1, '').integer(2, opset))
    .message(8, new Message().string(1, 'com.microsoft').integer(2, 1))
    .finish();
}

function encodeNode(node: NodeProto): Message {
  const message = new Message();
  for (const input of node.inputs) message.string(1, input);
  for (const output of node.outputs) message.string(2, output);
  message.string(3, node.name).string(4, node.type);
  for (const [name, value] of Object.entries(node.attributes)) {
    message.message(5, encodeAttribute(name, value));
  }
  if (node.domain !== '') message.string(7, node.domain);
  return message;
}

function encodeAttribute(name: string, value: Attribute): Message {
  const message = new Message().string(1, name);
  if (typeof value === 'number') return message.integer(3, value).integer(20, attributeTypes.int);
  if (typeof value === 'string') {
    return message.bytes(4, new TextEncoder().encode(value)).integer(20, attributeTypes.string);
  }
  if ('float' in value) return message.float(2, value.float).integer(20, attributeTypes.float);
  return message.integers(8, value).integer(20, attributeTypes.ints);
}

function encodeTensor({ name, dtype, shape, data }: TensorProto): Message {
  return new Message().integers(1, shape).integer(2, elementTypes[dtype]).string(8, name).bytes(9, data);
}

/** ValueInfoProto → TypeProto.Tensor → TensorShapeProto. */
function encodeValue({ name, dtype, shape }: ValueProto): Message {
  const dimensions = new Message();
  for (const size of shape) dimensions.message(1, new Message().integer(1, size));
  const tensor = new Message().integer(1, elementTypes[dtype]).message(2, dimensions);
  return new Message().string(1, name).message(2, new Message().message(1, tensor));
}

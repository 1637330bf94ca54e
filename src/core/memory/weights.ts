/**
 * Bytes of a model's weights as its checkpoint keeps them, from `quantization_config`.
 *
 * Sources of the layouts: transformers 5.18, `quantizers/` and `integrations/` (fp8 with a float32 scale for each
 * block of 128 × 128, mxfp4 on experts only, bitsandbytes); OCP Microscaling 1.0 (mxfp4: one byte for 32 values);
 * NVIDIA ModelOpt (nvfp4: one fp8 scale for 16 values); AutoGPTQ and AutoAWQ (fp16 scales and packed zeros for each
 * group, and GPTQ's `g_idx`); compressed-tensors (`config_groups`); bitsandbytes `functional.py` (float32 scale for 64
 * values of nf4). AWQ, GPTQ, MXFP4, blocks of FP8 and NF4 agree with the sizes of published checkpoints to the byte:
 * see the tests. Of NVFP4 and of compressed-tensors the listed tensors agree (nvidia/DeepSeek-R1-0528-FP4: `weight`
 * U8 [7168, 9216], `weight_scale` F8_E4M3 [7168, 1152], `weight_scale_2` and `input_scale` one F32 each).
 */
import type { Model } from '../analyse';
import type { Architecture, Layer } from '../architecture';
import { isArray, isNull, isObject, memberValue, numberValue, stringValue } from '../document/node';
import type { ConfigNode, ObjectNode } from '../document/node';
import type { Field } from '../dialects/dialect';
import type { Fields } from '../families/fields';
import type { FeedForward } from '../feedforward/feedforward';
import { formatBytes, formatCount } from '../format';
import type { Mixer } from '../mixers/registry';
import { latentMatrices } from '../mixers/mla';
import { mixerModule } from '../mixers/registry';
import type { Dtype } from '../reference/dtypes';
import { bytesOf, dtypes } from '../reference/dtypes';
import { countParameters } from './parameters';

export interface Weights {
  readonly bytes: number;
  readonly exact: boolean;
  /** The format: `NVFP4, group 16`; `bf16` where nothing is quantized. */
  readonly basis: string;
  /** Why the number is not exact. */
  readonly note?: string;
}

/** How a matrix is kept: `bits` for each value, and `scaleBytes` for each `group` of values. */
export interface Format {
  readonly name: string;
  readonly bits: number;
  readonly group?: number;
  readonly scaleBytes?: number;
  /** The group is a block of this many outputs and inputs, or runs on from row to row; else along the inputs. */
  readonly layout?: readonly [outputs: number, inputs: number] | 'flat';
  /** Bytes for each input of a matrix: the group that it is in. */
  readonly inputBytes?: number;
  /** Whoever reads the format refuses a matrix whose inputs the group does not divide. */
  readonly needsWholeGroups?: boolean;
  /** What its bytes leave out. */
  readonly leavesOut?: string;
}

/** A part of a layer, or the head, that is quantized as a whole or not at all. */
export type Part = 'attention' | 'linear' | 'routed' | 'shared' | 'dense' | 'head';

/** One format, or one for each part; `undefined` leaves a part in the model's dtype. */
type Scheme = (part: Part, layer: number | undefined) => Format | undefined;

interface Quantization {
  readonly basis: string;
  readonly scheme: Scheme;
  readonly reasons: readonly string[];
}

/** Entries of a list of module names that are read. Real lists name every module and reach megabytes. */
const maximumEntries = 4096;

/**
 * @param quantization `quantization_config` as written, where there is one.
 * @param expertDtype `expert_dtype` of DeepSeek V4, whose experts are kept in fewer bits than the rest.
 */
export function weightBytes(
  architecture: Architecture,
  quantization?: ConfigNode,
  expertDtype?: string,
): Weights {
  const { total, exact, reason } = countParameters(architecture);
  const named = architecture.modelDtype ?? 'bf16';
  const plain = {
    bytes: bytesOf(total, named),
    exact,
    basis: named,
    ...(reason !== undefined && { note: reason }),
  };
  if (!isObject(quantization)) return plain;
  const found = readQuantization(quantization, expertDtype);
  if (typeof found === 'string')
    return { ...plain, exact: false, basis: `${named} before quantization`, note: found };
  const dtype: Dtype = dtypes[named].bits >= 16 ? named : 'bf16';
  const reasons = new Set(found.reasons);
  const quantized = quantizedBytes(architecture, found.scheme, reasons);
  const bytes = Math.round(quantized.bytes) + bytesOf(Math.max(0, total - quantized.parameters), dtype);
  const note = [...reasons].join('; ') || reason;
  const isExact = exact && reasons.size === 0;
  return { bytes, exact: isExact, basis: found.basis, ...(note && { note }) };
}

/** The same, of a config as its fields were read. */
export function weightsOf({ architecture, fields }: Pick<Model, 'architecture' | 'fields'>): Weights {
  return weightBytes(architecture, quantizationField(fields)?.node, fields.text('expert_dtype'));
}

/** `quantization_config`, of the text model or of the whole. */
export function quantizationField(fields: Fields): Field | undefined {
  const name = 'quantization_config';
  const node = fields.node(name);
  return node ? { node, pointer: fields.pointer(name) } : fields.config.rootField(name);
}

/** The format of each part of each layer, where the config says so. */
export function formatsOf({ fields }: Pick<Model, 'fields'>): Scheme | undefined {
  const node = quantizationField(fields)?.node;
  if (!isObject(node)) return undefined;
  const found = readQuantization(node, fields.text('expert_dtype'));
  return typeof found === 'string' ? undefined : found.scheme;
}

/** `148 GiB in bf16`, `about 60.8 GiB in MXFP4, group 32`. */
export function describeWeights({ bytes, basis, exact }: Weights): string {
  return `${exact ? '' : 'about '}${formatBytes(bytes)} in ${basis}`;
}

function quantizedBytes(
  architecture: Architecture,
  scheme: Scheme,
  reasons: Set<string>,
): { bytes: number; parameters: number } {
  let bytes = 0;
  let parameters = 0;
  const add = (matrices: Matrices, part: Part, layer?: number): void => {
    const format = matrices.count > 0 ? scheme(part, layer) : undefined;
    if (!format) return;
    if (!matrices.shapes) reasons.add(reasonForMixers);
    if (format.leavesOut !== undefined) reasons.add(format.leavesOut);
    bytes += (matrices.count * format.bits) / 8 + scaleBytesOf(matrices, format);
    parameters += matrices.count;
  };
  const { hiddenSize, layers, headParameters } = architecture;
  for (const layer of layers) {
    const { routed, shared, dense } = feedForwardMatrices(layer.feedForward, hiddenSize);
    add(mixerMatrices(layer, hiddenSize), mixerPart(layer.mixer), layer.index);
    add(routed, 'routed', layer.index);
    add(shared, 'shared', layer.index);
    add(dense, 'dense', layer.index);
  }
  add(matricesOf([[hiddenSize, Math.round(headParameters / hiddenSize)]]), 'head');
  return { bytes, parameters };
}

const reasonForMixers = 'norms, biases and other small weights of mixers are counted with their matrices';

/** Scales, and whatever else lies beside the packed values. A group that a matrix does not fill has a scale, too. */
function scaleBytesOf({ count, shapes }: Matrices, format: Format): number {
  const { group, scaleBytes = 0, inputBytes = 0, layout } = format;
  if (group === undefined) return 0;
  if (!shapes) return Math.ceil(count / group) * scaleBytes;
  const groups = ([inputs, outputs]: Shape): number => {
    if (layout === 'flat') return Math.ceil((inputs * outputs) / group);
    if (layout) return Math.ceil(outputs / layout[0]) * Math.ceil(inputs / layout[1]);
    return outputs * Math.ceil(inputs / group);
  };
  return shapes.reduce((sum, shape) => {
    const [inputs, , times = 1] = shape;
    return sum + times * (groups(shape) * scaleBytes + inputs * inputBytes);
  }, 0);
}

/** A matrix, or many of one shape. */
type Shape = readonly [inputs: number, outputs: number, times?: number];

/** Weights that are quantized together. */
interface Matrices {
  readonly count: number;
  /** Absent where the shapes are not told, or weights that are no matrices are among them. */
  readonly shapes?: readonly Shape[];
}

const matricesOf = (shapes: readonly Shape[]): Matrices => ({
  count: shapes.reduce((sum, [inputs, outputs, times = 1]) => sum + times * inputs * outputs, 0),
  shapes,
});

const noMatrices = matricesOf([]);

/** Matrices of grouped-query and of latent attention by their shapes; of other mixers all that they have. */
function mixerMatrices({ mixer }: Layer, hiddenSize: number): Matrices {
  const all = { count: mixerModule(mixer).parameters(mixer, hiddenSize) };
  if (all.count === 0) return noMatrices;
  if (mixer.kind === 'mla') return matricesOf(latentMatrices(mixer, hiddenSize));
  if (mixer.kind !== 'full' && mixer.kind !== 'sliding' && mixer.kind !== 'chunked') return all;
  const { queryHeads, keyValueHeads, headDim, valueHeadDim, lowRank, outputGate, extraParameters } = mixer;
  if (lowRank || extraParameters !== undefined) return all;
  const told = matricesOf([
    [hiddenSize, queryHeads * headDim * (outputGate ? 2 : 1)],
    [hiddenSize, keyValueHeads * headDim],
    ...(mixer.keysAreValues ? [] : [[hiddenSize, keyValueHeads * valueHeadDim] as const]),
    [queryHeads * valueHeadDim, hiddenSize],
  ]);
  return told.count > all.count ? all : told;
}

function feedForwardMatrices(
  feedForward: FeedForward,
  hiddenSize: number,
): { routed: Matrices; shared: Matrices; dense: Matrices } {
  const none = { routed: noMatrices, shared: noMatrices, dense: noMatrices };
  if (feedForward.kind === 'none') return none;
  const projections = (outer: number, width: number, times = 1): Matrices =>
    matricesOf([
      [outer, width, times * (feedForward.gated ? 2 : 1)],
      [width, outer, times],
    ]);
  if (feedForward.kind === 'dense')
    return feedForward.weightsElsewhere
      ? none
      : { ...none, dense: projections(hiddenSize, feedForward.width) };
  const { experts, expertWidth, sharedWidth, latentWidth } = feedForward;
  return {
    ...none,
    routed: projections(latentWidth ?? hiddenSize, expertWidth, experts),
    shared: projections(hiddenSize, sharedWidth),
  };
}

/** The part that a mixer is, by the name of its module: `self_attn`, or `linear_attn`, `mamba`, `mixer`. */
export const mixerPart = ({ kind }: Mixer): 'attention' | 'linear' =>
  attentionKinds.has(kind) ? 'attention' : 'linear';

/** Mixers whose module goes by `self_attn`, in transformers and in the makers' own code. */
const attentionKinds: ReadonlySet<Mixer['kind']> = new Set<Mixer['kind']>([
  'full',
  'sliding',
  'chunked',
  'mla',
  'dsa',
  'block-sparse',
  'qsa',
  'compressed-sparse',
  'heavily-compressed',
  'shared-kv',
  'cross-attention',
  // KimiLinearDecoderLayer, Glm5NextDecoderLayer and MiniMaxDecoderLayer have them under the same name.
  'kda',
  'lightning',
]);

const nvfp4: Format = {
  name: 'NVFP4, group 16',
  bits: 4,
  group: 16,
  scaleBytes: 1,
  needsWholeGroups: true,
};
const mxfp4: Format = { name: 'MXFP4, group 32', bits: 4, group: 32, scaleBytes: 1 };
const fp8: Format = { name: 'FP8', bits: 8, leavesOut: 'scales of whole tensors or rows are not counted' };
const nvfp4OfCheckpoint: Format = { ...nvfp4, leavesOut: 'scales of whole tensors are not counted' };

/** What the config says of its weights, or why that can't be told. */
function readQuantization(node: ObjectNode, expertDtype: string | undefined): Quantization | string {
  const algorithm = stringValue(memberValue(node, 'quant_algo'))?.toUpperCase();
  const method = stringValue(memberValue(node, 'quant_method'))?.toLowerCase() ?? (algorithm && 'modelopt');
  switch (method) {
    case 'fp8':
      return readFp8(node, expertDtype);
    case 'modelopt':
    case 'modelopt_fp4':
      if (algorithm === 'FP8') return everywhere(node, fp8);
      if (algorithm === 'NVFP4') return everywhere(node, nvfp4OfCheckpoint);
      return readGroups(node, 'ModelOpt');
    case 'mxfp4': {
      // transformers converts the experts and nothing else, whatever the list leaves out.
      const scheme: Scheme = (part) => (part === 'routed' ? mxfp4 : undefined);
      return { basis: mxfp4.name, scheme, reasons: [] };
    }
    case 'awq':
    case 'gptq':
      return readGrouped(node, method);
    case 'compressed-tensors':
      return readGroups(node, 'compressed-tensors');
    case 'bitsandbytes':
      return readBitsAndBytes(node);
    default:
      return method === undefined
        ? 'the quantization names no method'
        : 'how this quantization method stores weights is not known';
  }
}

function readFp8(node: ObjectNode, expertDtype: string | undefined): Quantization {
  const size = memberValue(node, 'weight_block_size');
  const [rows, columns] = isArray(size) ? size.items.map(numberValue) : [];
  const blocks: Format =
    isCount(rows) && isCount(columns)
      ? {
          name: `FP8, blocks of ${rows} × ${columns}`,
          bits: 8,
          group: rows * columns,
          scaleBytes: 4,
          layout: [rows, columns],
        }
      : fp8;
  const experts =
    stringValue(memberValue(node, 'moe_quant_algo')) === 'NVFP4'
      ? nvfp4OfCheckpoint
      : expertDtype === 'fp4'
        ? mxfp4
        : undefined;
  if (!experts) return everywhere(node, blocks);
  // The list names what the second quantization passed over, which stays in FP8.
  const scheme: Scheme = (part) => (part === 'routed' ? experts : part === 'head' ? undefined : blocks);
  return { basis: `${experts.name} for experts, ${blocks.name}`, scheme, reasons: [] };
}

function readGrouped(node: ObjectNode, method: 'awq' | 'gptq'): Quantization | string {
  const bits = numberValue(memberValue(node, 'bits') ?? memberValue(node, 'w_bit'));
  if (!isCount(bits) || bits > 16) return 'the quantization names no number of bits';
  const size = numberValue(memberValue(node, 'group_size') ?? memberValue(node, 'q_group_size')) ?? 128;
  const name = `${method.toUpperCase()} ${bits} bits`;
  if (!isCount(size))
    return everywhere(node, { name, bits, leavesOut: 'scales of whole rows are not counted' });
  const zeros = memberValue(node, 'zero_point');
  const hasZeros = method === 'gptq' || !(zeros?.type === 'scalar' && zeros.value === false);
  return everywhere(node, {
    name: `${name}, group ${size}`,
    bits,
    group: size,
    needsWholeGroups: true,
    scaleBytes: 2 + (hasZeros ? bits / 8 : 0),
    // The group of each input, in 32 bits, whether or not activations were ordered.
    ...(method === 'gptq' && { inputBytes: 4 }),
  });
}

function readBitsAndBytes(node: ObjectNode): Quantization | string {
  const isTrue = (key: string): boolean => {
    const value = memberValue(node, key);
    return value?.type === 'scalar' && value.value === true;
  };
  if (isTrue('load_in_8bit'))
    return everywhere(node, { name: 'INT8', bits: 8, leavesOut: 'scales of whole rows are not counted' });
  if (!isTrue('load_in_4bit')) return 'the quantization names no number of bits';
  const type = stringValue(memberValue(node, 'bnb_4bit_quant_type')) === 'nf4' ? 'NF4' : 'FP4';
  // Twice quantized, a scale is a byte, and one float32 scales 256 of them.
  const scaleBytes = isTrue('bnb_4bit_use_double_quant') ? 1 + 4 / 256 : 4;
  return everywhere(node, {
    name: `${type}, block 64`,
    bits: 4,
    group: 64,
    scaleBytes,
    layout: 'flat',
    leavesOut: 'the code table and the state beside each matrix, about 150 B, are not counted',
  });
}

/** `config_groups`, each with its targets: all linear layers, or modules by name. */
function readGroups(node: ObjectNode, method: string): Quantization | string {
  const groups = memberValue(node, 'config_groups');
  if (!isObject(groups)) return `the ${method} config has no groups of weights`;
  const read = [...groups.members.values()].flatMap(({ value }) => {
    const weights = memberValue(value, 'weights');
    const format = isObject(weights) ? groupFormat(weights) : undefined;
    return format ? [{ format, targets: memberValue(value, 'targets') }] : [];
  });
  const [first] = read;
  if (!first) return `the ${method} config names no number of bits`;
  if (isEverywhere(first.targets)) return everywhere(node, first.format);
  const modules = read.map(({ format, targets }) => ({ format, named: new Modules(targets) }));
  return {
    basis: read.map(({ format }) => format.name).join(' and '),
    scheme: (part, layer) => modules.find(({ named }) => named.has(part, layer))?.format,
    reasons: [
      'modules are quantized one by one, and taken as whole parts',
      ...modules.flatMap(({ named }) => named.reasons),
    ],
  };
}

/** Whether a group's targets are all linear layers. */
function isEverywhere(targets: ConfigNode | undefined): boolean {
  return !isArray(targets) || targets.items.length === 0 || stringValue(targets.items[0]) === 'Linear';
}

function groupFormat(weights: ObjectNode): Format | undefined {
  const bits = numberValue(memberValue(weights, 'num_bits'));
  if (!isCount(bits) || bits > 16) return undefined;
  const isFloat = stringValue(memberValue(weights, 'type')) === 'float';
  const size = numberValue(memberValue(weights, 'group_size'));
  const name = `${isFloat ? 'FP' : 'INT'}${bits}`;
  if (!isCount(size)) return { ...fp8, name, bits };
  if (isFloat && bits === 4 && size === 16) return nvfp4OfCheckpoint;
  const isByte = stringValue(memberValue(weights, 'scale_dtype'))?.endsWith('uint8') ?? false;
  if (isFloat && bits === 4 && size === 32 && isByte) return mxfp4;
  const symmetric = memberValue(weights, 'symmetric');
  const zeros = symmetric?.type === 'scalar' && symmetric.value === false ? bits / 8 : 0;
  return {
    name: `${name}, group ${size}`,
    bits,
    group: size,
    scaleBytes: (isByte ? 1 : 2) + zeros,
    leavesOut: 'the shapes that packed weights carry are not counted',
    needsWholeGroups: true,
  };
}

/** One format for all linear layers of mixers and feed-forwards but those that the config leaves out. */
function everywhere(node: ObjectNode, format: Format): Quantization {
  const lists = [
    'ignore',
    'modules_to_not_convert',
    'exclude_modules',
    'ignored_layers',
    'llm_int8_skip_modules',
  ];
  const list = lists.map((key) => memberValue(node, key)).find((value) => value && !isNull(value));
  const left = new Modules(list);
  return {
    basis: format.name,
    scheme: (part, layer) => (part === 'head' || left.has(part, layer) ? undefined : format),
    reasons: left.reasons,
  };
}

const isCount = (value: number | undefined): value is number =>
  value !== undefined && Number.isInteger(value) && value > 0;

/** The parts of a model that a list of module names, globs and regular expressions means. */
class Modules {
  readonly reasons: string[] = [];
  /** `routed` for all layers, `routed 3` for one; `layer 3` for all of it. */
  private readonly named = new Set<string>();

  constructor(list: ConfigNode | undefined) {
    if (!isArray(list)) return;
    let unresolved = 0;
    for (const item of list.items.slice(0, maximumEntries)) {
      if (!this.read(stringValue(item) ?? '')) unresolved++;
    }
    if (unresolved > 0)
      this.reasons.push(
        unresolved === 1
          ? 'one module name means less than a part of a layer'
          : `${formatCount(unresolved)} module names mean less than a part of a layer`,
      );
    if (list.items.length > maximumEntries)
      this.reasons.push(
        `only ${formatCount(maximumEntries)} of ${formatCount(list.items.length)} module names are read`,
      );
  }

  has(part: Part, layer: number | undefined): boolean {
    return this.named.has(part) || this.named.has(`${part} ${layer}`) || this.named.has(`layer ${layer}`);
  }

  /** False where the name means less than a part. */
  private read(entry: string): boolean {
    if (entry.length > 200) return false;
    const name = entry
      .replace(/^re:/, '')
      .replaceAll('\\.', '.')
      .replace(/[.*^$]+$/, '');
    if (outside.test(name)) return true;
    if (/(^|[.*])(lm_head|head|output)$/.test(name)) return this.add('head', '');
    const [, index = '', rest = name] = /(?:^|\.)(?:layers|blocks|h)\.(\d+)(?:\.(.*))?$/.exec(name) ?? [];
    // Nemotron-H calls the one module of every layer so, whatever it is.
    if (index !== '' && (rest === name || rest === '' || rest === 'mixer')) return this.add('layer', index);
    if (plainAnyway.test(rest)) return true;
    if (/shared_experts?/.test(rest)) return this.add('shared', index, rest, /shared_experts?$/);
    if (/experts/.test(rest)) return this.add('routed', index, rest, /experts$/);
    if (/linear_attn|mamba|mixer/.test(rest))
      return this.add('linear', index, rest, /(linear_attn|mamba|mixer|in_proj|in_proj_qkvz?|out_proj)$/);
    if (/attn|attention/.test(rest))
      return this.add('attention', index, rest, /(attn|attention|[qkvo]_proj|qkv_proj)$/);
    if (/mlp|feed_forward|ffn/.test(rest))
      return this.add('dense', index, rest, /(mlp|feed_forward|ffn|_proj)$/);
    return false;
  }

  private add(part: Part | 'layer', index: string, rest = '', whole = /^$/): boolean {
    if (!whole.test(rest)) return false;
    this.named.add(index === '' ? part : `${part} ${index}`);
    return true;
  }
}

/** Modules that no estimate counts, or that stay in the model's dtype anyway. */
const outside =
  /vision|visual|mm_projector|multi_modal|audio|embed|(^|\.)mtp|eh_proj|[eh]norm|shared_head|nextn/;
const plainAnyway = /norm|bias|(^|[._])(gate|router)$|conv1d|A_log|dt_bias/;

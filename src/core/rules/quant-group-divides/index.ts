import type { Architecture, Layer } from '../../architecture';
import { isObject, memberValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { formatCount } from '../../format';
import { formatsOf, quantizationField, type Part } from '../../memory/weights';
import type { Model } from '../../analyse';
import { modelRule, type Report } from '../rule';
import { gpusPerExpert } from '../serving-support';
import { isWritten } from '../support';

/** A linear layer by what goes in. Row-parallel ones split their inputs among the GPUs of a tensor-parallel group. */
interface Linear {
  readonly part: Part;
  readonly module: string;
  readonly inputs: number;
  /** Fields that the number of inputs follows from; the first that is written is pointed at. */
  readonly fields: readonly string[];
  readonly isRowParallel: boolean;
}

export const quantGroupDivides = modelRule({
  name: 'quant-group-divides',
  severity: 'error',
  summary: 'Groups of quantized weights fill the inputs of every matrix, on every GPU.',
  check(model, { scenario }) {
    const { architecture, fields } = model;
    const formats = formatsOf(model);
    const node = quantizationField(fields)?.node;
    // GPTQModel's `dynamic` has group sizes for single modules.
    if (!formats || !isObject(node) || memberValue(node, 'dynamic') || fields.issues.length > 0) return [];
    const { tensorParallel = 1 } = scenario;
    const seen = new Set<string>();
    const reports: Report[] = [];
    for (const layer of architecture.layers) {
      for (const linear of linears(layer, architecture)) {
        const identity = `${linear.module} ${linear.inputs}`;
        const format = seen.has(identity) ? undefined : formats(linear.part, layer.index);
        if (!format) continue;
        seen.add(identity);
        const gpus = linear.part === 'routed' ? gpusPerExpert(scenario) : tensorParallel;
        const { layout, needsWholeGroups = false } = format;
        // A matrix may end inside a block of FP8, a shard may not. How experts in FP8 split is a rule of serving.
        const blockInputs = typeof layout === 'object' && linear.part !== 'routed' ? layout[1] : undefined;
        const group = needsWholeGroups ? format.group : blockInputs;
        if (group === undefined) continue;
        if (needsWholeGroups && linear.inputs % group !== 0) reports.push(unfilled(model, linear, group));
        else if (gpus > 1 && linear.isRowParallel && !fits(linear.inputs, gpus, group))
          reports.push(cut(model, linear, group, gpus));
      }
    }
    return reports;
  },
});

/** Inputs that the GPUs can't share evenly are no matter of groups. */
const fits = (inputs: number, gpus: number, group: number): boolean =>
  inputs % gpus !== 0 || (inputs / gpus) % group === 0;

function unfilled(model: Model, linear: Linear, group: number): Report {
  const fitting = [16, 32, 64, 128, 256].filter((size) => linear.inputs % size === 0);
  return {
    ...place(model, linear),
    message: `Groups of ${group} do not divide the ${formatCount(linear.inputs)} inputs of ${linear.module}: vLLM and the kernels of the format refuse such weights.${fitting.length > 0 ? ` Groups that do: ${fitting.join(', ')}.` : ' Leave it out of the quantization.'}`,
  };
}

function cut(model: Model, linear: Linear, group: number, gpus: number): Report {
  const fitting = [1, 2, 4, 8, 16, 32].filter(
    (count) => linear.inputs % count === 0 && (linear.inputs / count) % group === 0,
  );
  return {
    ...place(model, linear),
    message: `On each of ${gpus} GPUs ${linear.module} has ${formatCount(linear.inputs / gpus)} of ${formatCount(linear.inputs)} inputs, which groups of ${group} do not divide: vLLM and SGLang refuse to start. Tensor-parallel sizes that fit: ${fitting.length > 0 ? fitting.join(', ') : 'none'}.`,
  };
}

/** The group size as the config writes it, and the size that it does not divide. */
function place(model: Model, { fields: names }: Linear): Pick<Report, 'pointer' | 'related'> {
  const { fields } = model;
  const field = quantizationField(fields)!;
  const key = ['group_size', 'q_group_size', 'weight_block_size'].find((name) =>
    memberValue(field.node, name),
  );
  const name = names.find((candidate) => isWritten(model, candidate));
  return {
    pointer: key === undefined ? field.pointer : joinPointer(field.pointer, key),
    ...(name !== undefined && { related: { pointer: fields.pointer(name), message: 'the inputs' } }),
  };
}

function linears(layer: Layer, { hiddenSize }: Architecture): Linear[] {
  return [...mixerLinears(layer, hiddenSize), ...feedForwardLinears(layer, hiddenSize)];
}

const column = (part: Part, module: string, inputs: number, ...fields: string[]): Linear => ({
  part,
  module,
  inputs,
  fields,
  isRowParallel: false,
});

const row = (...args: Parameters<typeof column>): Linear => ({ ...column(...args), isRowParallel: true });

/** Of softmax attention; the projections of other mixers are mostly left out, and named differently everywhere. */
function mixerLinears({ mixer }: Layer, hiddenSize: number): Linear[] {
  const inward = column('attention', 'the attention', hiddenSize, 'hidden_size');
  if (mixer.kind === 'mla' || mixer.kind === 'dsa') {
    const { heads, keyValueRank, queryRank, valueDim } = mixer;
    return [
      inward,
      ...(queryRank === undefined ? [] : [column('attention', 'q_b_proj', queryRank, 'q_lora_rank')]),
      column('attention', 'kv_b_proj', keyValueRank, 'kv_lora_rank'),
      row('attention', 'o_proj', heads * valueDim, 'v_head_dim', 'num_attention_heads'),
    ];
  }
  if (mixer.kind !== 'full' && mixer.kind !== 'sliding' && mixer.kind !== 'chunked') return [];
  if (mixer.lowRank) return [];
  const outward = mixer.queryHeads * mixer.valueHeadDim;
  return [inward, row('attention', 'o_proj', outward, 'head_dim', 'num_attention_heads')];
}

function feedForwardLinears({ feedForward }: Layer, hiddenSize: number): Linear[] {
  if (feedForward.kind === 'none') return [];
  if (feedForward.kind === 'dense') {
    if (feedForward.weightsElsewhere) return [];
    return [
      column('dense', 'the feed-forward', hiddenSize, 'hidden_size'),
      row('dense', 'down_proj', feedForward.width, 'intermediate_size'),
    ];
  }
  const { expertWidth, sharedWidth, latentWidth } = feedForward;
  const shared = ['shared_expert_intermediate_size', 'moe_intermediate_size', 'intermediate_size'];
  return [
    column('routed', 'the experts', latentWidth ?? hiddenSize, 'routed_expert_hidden_size', 'hidden_size'),
    row('routed', "the experts' down_proj", expertWidth, 'moe_intermediate_size', 'intermediate_size'),
    ...(sharedWidth > 0 ? [row('shared', "the shared expert's down_proj", sharedWidth, ...shared)] : []),
  ];
}

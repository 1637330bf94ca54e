import { isArray } from '../../document/node';
import type { Model } from '../../analyse';
import type { MoeFeedForward } from '../../feedforward/feedforward';
import { formatCount, listed } from '../../format';
import { tensorParallelSizes } from '../../memory/tensor-parallel';
import { expertFields } from '../moe-support';
import type { Report } from '../rule';
import { countPointer, gpusPerExpert, servingRule } from '../serving-support';
import { nearestDivisors } from '../support';

const widthFields = ['moe_intermediate_size', 'intermediate_size', 'ffn_config.ffn_hidden_size'];

export const tpExperts = servingRule({
  name: 'tp-experts',
  severity: 'warning',
  summary: 'Experts split evenly over the GPUs, and into whole blocks of their quantization.',
  check(model, scenario) {
    const mixtures = new Map<string, MoeFeedForward>();
    for (const { feedForward } of model.architecture.layers) {
      if (feedForward.kind === 'moe')
        mixtures.set(`${feedForward.experts} ${feedForward.expertWidth}`, feedForward);
    }
    return [...mixtures.values()].flatMap((mixture) => [
      ...unevenExperts(model, mixture, scenario.expertParallel ?? 1),
      ...unevenWidth(model, mixture, gpusPerExpert(scenario)),
    ]);
  },
});

function unevenExperts(model: Model, { experts }: MoeFeedForward, gpus: number): Report[] {
  if (experts % gpus === 0) return [];
  const divisors = nearestDivisors(experts, gpus).toSorted((a, b) => a - b);
  return [
    {
      pointer: countPointer(
        model,
        [...expertFields, 'moe_num_experts', 'ffn_config.moe_num_experts'],
        experts,
      ),
      message: `${formatCount(experts)} experts can't be shared evenly by ${gpus} GPUs (expert parallel): SGLang refuses to start, and in vLLM some GPUs have more to do than others. ${listed(divisors)} GPUs can.`,
    },
  ];
}

function unevenWidth(model: Model, { expertWidth }: MoeFeedForward, gpus: number): Report[] {
  const block = quantizationBlock(model);
  const fits = (gpus: number): boolean => expertWidth % gpus === 0 && (expertWidth / gpus) % block === 0;
  // A width that is no whole number of blocks even on one GPU is not the GPUs' fault.
  if (gpus === 1 || fits(gpus) || !fits(1)) return [];
  const sizes = tensorParallelSizes(model.architecture).filter((size) => size > 1 && fits(size));
  const instead = sizes.length > 0 ? `, or ${listed(sizes)} GPUs` : '';
  const problem =
    expertWidth % gpus === 0
      ? `are ${formatCount(expertWidth / gpus)} wide each, no whole blocks of ${block} of the quantization`
      : `are no whole numbers wide`;
  return [
    {
      pointer: countPointer(model, widthFields, expertWidth),
      message: `Experts of ${formatCount(expertWidth)} cut for ${gpus} GPUs (tensor parallel) ${problem}: vLLM and SGLang refuse to start. Use expert parallelism (--ep)${instead}.`,
    },
  ];
}

/** Side of the blocks that share a scale; 1 where the weights have none. */
function quantizationBlock({ fields }: Model): number {
  const name = 'quantization_config.weight_block_size';
  const node = fields.node(name) ?? fields.config.rootField(name)?.node;
  if (!isArray(node)) return 1;
  const sides = node.items.flatMap((item) =>
    item.type === 'scalar' && typeof item.value === 'number' && item.value >= 1 ? [item.value] : [],
  );
  return Math.max(1, ...sides);
}

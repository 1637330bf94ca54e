/** What the rules about serving share. They speak of what was said of it, and of models that can be built. */
import { estimateBlocker, type Model } from '../analyse';
import type { Pointer } from '../document/pointer';
import { listed } from '../format';
import type { PagedCaches } from '../memory/engines/paging';
import { vllm } from '../memory/engines/vllm';
import { keptStates } from '../memory/estimate';
import { defaultScenario, type ScenarioSettings } from '../memory/scenario';
import { tensorParallelSizes, type HeadKind, type Heads } from '../memory/tensor-parallel';
import { modelRule, type Report, type Rule } from './rule';
import { namePointer, writtenNumber } from './support';

/** A rule about serving: silent where the config contradicts itself, which other rules tell. */
export function servingRule(
  rule: Omit<Rule, 'check' | 'dialects'> & {
    check(model: Model, scenario: ScenarioSettings): Report[];
  },
): Rule {
  return modelRule({
    ...rule,
    dialects: 'any',
    check: (model, { scenario }) => (estimateBlocker(model) === undefined ? rule.check(model, scenario) : []),
  });
}

/** The fields that heads are counted by, in one family or another. */
const headFields: Readonly<Record<HeadKind, readonly string[]>> = {
  query: ['num_attention_heads'],
  'key-value': ['num_key_value_heads', 'num_global_key_value_heads', 'num_attention_heads'],
  'linear-key': ['linear_num_key_heads', 'num_heads'],
  'linear-value': ['linear_num_value_heads', 'num_v_heads', 'num_heads'],
  delta: ['linear_attn_config.num_heads', 'linear_num_heads', 'num_heads', 'num_attention_heads'],
  lightning: ['num_attention_heads'],
  mamba: ['mamba_num_heads', 'mamba_n_heads', 'n_mamba_heads', 'num_heads'],
  'mamba-group': ['n_groups', 'mamba_n_groups', 'mamba_ngroups'],
};

/** Where the config gives the number of these heads; where it leaves that out, the place of its name. */
export function headsPointer(model: Model, { kind, count }: Heads): Pointer {
  return countPointer(model, headFields[kind], count);
}

/** The first of these fields that is written and holds the number. */
export function countPointer(model: Model, fields: readonly string[], count: number): Pointer {
  const field = fields.find((name) => writtenNumber(model, name) === count);
  const { config } = model.recognition;
  return field === undefined ? namePointer(config.document, model.recognition) : model.fields.pointer(field);
}

/**
 * GPUs that an expert is cut for: what tensor parallelism leaves beside expert parallelism, which gives each GPU whole
 * ones (SGLang's `moe_tp_size`; vLLM cuts no expert then).
 */
export function gpusPerExpert({ tensorParallel = 1, expertParallel = 1 }: ScenarioSettings): number {
  const gpus = tensorParallel / expertParallel;
  return Number.isInteger(gpus) ? gpus : 1;
}

/** `Its heads can be shared by 1, 2, 4 or 8 GPUs`, a sentence to end a message with. */
export function sizesWords({ architecture }: Model): string {
  const sizes = tensorParallelSizes(architecture);
  return sizes.length > 1
    ? `Its heads can be shared by ${listed(sizes)} GPUs`
    : 'Its heads can only be kept on one GPU';
}

/** A rule about the pages in which vLLM keeps caches: silent where another engine serves, or none is said. */
export function pagesRule(
  rule: Omit<Rule, 'check' | 'dialects'> & { check(model: Model, pages: PagedCaches): Report[] },
): Rule {
  return servingRule({
    ...rule,
    check(model, { engine, cacheDtype = defaultScenario.cacheDtype, tensorParallel = 1 }) {
      if (engine !== 'vllm') return [];
      const scenario = { ...defaultScenario, engine, cacheDtype, tensorParallel };
      const pages = vllm.pages(keptStates(model.architecture, scenario));
      return pages ? rule.check(model, pages) : [];
    },
  });
}

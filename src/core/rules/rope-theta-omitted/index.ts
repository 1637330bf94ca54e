import { insertMember } from '../../document/edit';
import { formatCount } from '../../format';
import { ownRopeFamilies, perTypeFamilies, ropes } from '../rope-support';
import { modelRule } from '../rule';

/** Bases that classes of transformers 5.18 fill in, where it is not 10,000. */
const defaultBases: Readonly<Record<string, number>> = {
  apertus: 12_000_000,
  bitnet: 500_000,
  cohere: 500_000,
  cwm: 1_000_000,
  ernie4_5: 500_000,
  ernie4_5_moe: 500_000,
  flex_olmo: 500_000,
  gpt_oss: 150_000,
  helium: 100_000,
  hy_v3: 11_158_840,
  lfm2: 1_000_000,
  lfm2_moe: 1_000_000,
  llama4_text: 500_000,
  longcat_flash: 10_000_000,
  minimax: 1_000_000,
  minimax_m2: 5_000_000,
  minimax_m3_vl_text: 5_000_000,
  mixtral: 1_000_000,
  mllama_text_model: 500_000,
  phimoe: 1_000_000,
  qwen2_5_vl_text: 1_000_000,
  qwen2_vl_text: 1_000_000,
  qwen3_vl_moe_text: 500_000,
  qwen3_vl_text: 500_000,
  smollm3: 2_000_000,
  solar_open: 1_000_000,
};

/** What the base is called beside the object. */
const baseKeys = ['rope_theta', 'rotary_emb_base'];

export const ropeThetaOmitted = modelRule({
  name: 'rope-theta-omitted',
  severity: 'information',
  summary: 'RoPE settings come with their base.',
  check(model) {
    const { config, family } = model.recognition;
    const [modelType = ''] = config.modelTypes;
    if (perTypeFamilies.has(family.id) || ownRopeFamilies.has(family.id)) return [];
    if (baseKeys.some((key) => config.field(key))) return [];
    const base = defaultBases[modelType] ?? 10_000;
    return ropes(model)
      .filter(({ node }) => !node.members.has('rope_theta'))
      .map(({ pointer, typeKey }) => ({
        pointer,
        at: 'key' as const,
        message: `No \`rope_theta\` in it, nor beside it: transformers takes ${formatCount(base)}, the default of its class, and readers that take these settings as they are stop with KeyError: 'rope_theta'. Write the base that the model was trained with.`,
        fixes: [
          {
            title: `Add rope_theta: ${base}`,
            edits: insertMember(config.document, pointer, 'rope_theta', base, typeKey),
            safe: false,
          },
        ],
      }));
  },
});

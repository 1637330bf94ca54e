/**
 * Fields that a class of transformers 5.18 declares as `float` and nothing else, by the `model_type` of the class: its
 * check of types refuses an integer there (`expected float, got int`), while most dropouts and multipliers take both.
 *
 * Source: the dataclass fields of the classes in `CONFIG_MAPPING` (2026-11-25).
 */
const table: readonly (readonly [fields: string, modelTypes: string])[] = [
  ['activation_sparsity_pattern altup_coef_clip', 'gemma3n_text'],
  ['attention_dropout', 'cohere2_moe deepseek_v2 deepseek_v4 flex_olmo hy_v3 hy_v4'],
  [
    'attention_in_multiplier attention_out_multiplier embedding_multiplier key_multiplier lm_head_multiplier ssm_in_multiplier ssm_out_multiplier',
    `falcon_h1`,
  ],
  ['attention_value_scale', 'mimo_v2_flash'],
  ['attn_logit_softcapping', 'gemma2 gemma3_text vaultgemma'],
  ['attn_scale', 'llama4_text'],
  ['aux_loss_coef', 'jetmoe'],
  ['clip_qkv', 'olmo olmoe'],
  ['emb_pdrop resid_pdrop', 'dbrx'],
  ['embedding_fraction', 'mpt'],
  ['embedding_initializer_range', 'youtu'],
  ['eps ffn_proj_factor gate_soft_cap output_logit_soft_cap qk_dim_factor v_dim_factor', 'xlstm'],
  ['final_logit_softcapping', 'gemma2 gemma3_text gemma3n_text gemma4_text vaultgemma'],
  ['hc_eps', 'deepseek_v4 glm5_next_text hy_v4'],
  ['hc_magnitude learnable_sink_init', 'hy_v4'],
  ['init_std', 'opt'],
  [
    'initializer_range',
    `afmoe apertus arcee axk1 bamba bloom codegen cohere cohere2 cohere2_moe cwm dbrx deepseek_v2
    deepseek_v3 deepseek_v32 deepseek_v4 dots1 ernie4_5 ernie4_5_moe exaone4 exaone_moe falcon falcon_h1
    falcon_mamba flex_olmo gemma gemma2 gemma3 gemma3_text gemma3n gemma3n_text gemma4 gemma4_text glm
    glm4 glm4_moe glm4_moe_lite glm5_next_text glm_moe_dsa gpt2 gpt_bigcode gpt_neo gpt_neox gpt_oss
    gptj granite granite_swa granitemoe granitemoehybrid granitemoeshared helium hunyuan_v1_dense
    hunyuan_v1_moe hy_v3 hy_v4 jamba jetmoe kimi_linear laguna lfm2 lfm2_moe llama llama4_text
    longcat_flash mamba mamba2 mimo_v2_flash minicpm3 minimax minimax_m2 minimax_m3_vl_text ministral
    ministral3 mistral mistral4 mixtral mllama_text_model mpt nemotron nemotron_h olmo olmo2 olmo3
    olmo_hybrid olmoe phi phi3 phimoe qwen2 qwen2_5_vl_text qwen2_moe qwen2_vl_text qwen3
    qwen3_5_moe_text qwen3_5_text qwen3_moe qwen3_next qwen3_vl_moe_text qwen3_vl_text seed_oss smollm3
    solar_open stablelm starcoder2 step3p5 vaultgemma youtu zamba zamba2 zaya`,
  ],
  ['input_jitter_noise', 'phimoe'],
  ['layer_norm_eps', 'cohere cohere2 cohere2_moe gpt_neox phi stablelm'],
  [
    'layer_norm_epsilon',
    `bloom codegen falcon falcon_mamba gpt2 gpt_bigcode gpt_neo gptj mamba mamba2 mpt nemotron_h rwkv`,
  ],
  ['linear_a_log_max linear_a_log_min linear_dt_init_floor linear_dt_max linear_dt_min', 'olmo_hybrid'],
  ['linear_lower_bound', 'glm5_next_text'],
  ['logit_scale', 'cohere cohere2 cohere2_moe'],
  ['logits_soft_cap w_init_variance_scale', 'recurrent_gemma'],
  ['mixer_rms_eps', 'falcon_mamba'],
  ['moe_norm_min', 'ernie4_5_moe'],
  ['moe_routed_scaling_factor moe_router_logit_softcapping', 'laguna'],
  ['moe_router_scaling_factor', 'step3p5'],
  ['norm_eps', 'lfm2 lfm2_moe nemotron xlstm'],
  ['norm_epsilon', 'starcoder2'],
  ['partial_rotary_factor', 'deepseek_v4'],
  ['projection_layer_norm_eps', 'kimi_k25'],
  [
    'rms_norm_eps',
    `afmoe apertus arcee axk1 bamba cohere2_moe cwm deepseek_v2 deepseek_v3 deepseek_v32 deepseek_v4
    dots1 ernie4_5 ernie4_5_moe exaone4 exaone_moe falcon_h1 flex_olmo gemma gemma2 gemma3_text
    gemma3n_text gemma4_text glm glm4 glm4_moe glm4_moe_lite glm5_next_text glm_moe_dsa gpt_oss granite
    granite_swa granitemoe granitemoehybrid granitemoeshared helium hunyuan_v1_dense hunyuan_v1_moe
    hy_v3 hy_v4 jamba jetmoe kimi_linear laguna llama llama4_text longcat_flash mimo_v2_flash minicpm3
    minimax minimax_m2 minimax_m3_vl_text ministral ministral3 mistral mistral4 mixtral
    mllama_text_model olmo2 olmo3 olmo_hybrid olmoe phi3 phimoe qwen2 qwen2_5_vl_text qwen2_moe
    qwen2_vl_text qwen3 qwen3_5_moe_text qwen3_5_text qwen3_moe qwen3_next qwen3_vl_moe_text
    qwen3_vl_text recurrent_gemma seed_oss smollm3 solar_open step3p5 vaultgemma youtu zamba zamba2 zaya`,
  ],
  ['route_scale', 'afmoe'],
  [
    'routed_scaling_factor',
    `axk1 deepseek_v2 deepseek_v3 deepseek_v32 deepseek_v4 dots1 exaone_moe glm4_moe glm4_moe_lite
    glm5_next_text glm_moe_dsa hy_v4 kimi_linear lfm2_moe longcat_flash mimo_v2_flash minimax_m3_vl_text
    mistral4 solar_open`,
  ],
  [
    'router_aux_loss_coef',
    `deepseek_v4 ernie4_5_moe flex_olmo glm5_next_text gpt_oss granitemoe granitemoehybrid
    granitemoeshared jamba laguna llama4_text minimax minimax_m2 minimax_m3_vl_text mixtral olmoe phimoe
    qwen2_moe qwen3_5_moe_text qwen3_moe qwen3_next qwen3_vl_moe_text`,
  ],
  ['router_jitter_noise', `deepseek_v4 llama4_text minimax minimax_m2 minimax_m3_vl_text mixtral phimoe`],
  ['router_scaling_factor', 'hy_v3'],
  ['swiglu_alpha', 'minimax_m3_vl_text'],
  ['swiglu_limit', 'deepseek_v4 glm5_next_text hy_v4 minimax_m3_vl_text'],
  ['time_step_floor time_step_max time_step_min', 'falcon_mamba mamba mamba2 nemotron_h zamba zamba2'],
  ['time_step_scale', 'falcon_mamba mamba'],
  ['z_loss_coefficient', 'bamba'],
];

const modelTypesOf = new Map(
  table.flatMap(([fields, modelTypes]) => {
    const types = new Set(modelTypes.split(/\s+/));
    return fields.split(' ').map((field) => [field, types] as const);
  }),
);

/** Whether the class behind a model type refuses an integer in a field. */
export function wantsFloat(modelType: string, field: string): boolean {
  return modelTypesOf.get(field)?.has(modelType) ?? false;
}

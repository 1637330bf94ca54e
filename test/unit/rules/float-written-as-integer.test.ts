import { floatWrittenAsInteger } from '../../../src/core/rules/float-written-as-integer';
import { testRule } from './testRule';

testRule(floatWrittenAsInteger, {
  accept: [
    '{"model_type":"llama","rms_norm_eps":1e-6,"initializer_range":1.0}',
    // These take both.
    '{"model_type":"llama","attention_dropout":0,"rope_theta":10000}',
    '{"model_type":"granite","embedding_multiplier":12}',
    '{"model_type":"nemotron_h","routed_scaling_factor":1,"hybrid_override_pattern":"M*"}',
    // No field of this class: kept, and never looked at.
    '{"model_type":"llama","layer_norm_epsilon":1}',
    '{"model_type":"deepseek_v3","routed_scaling_factor":1,"auto_map":{"AutoConfig":"configuration_deepseek.Config"}}',
    '{"model_type":"llama","rms_norm_eps":"1e-6"}',
  ],
  reject: [
    {
      text: '{"model_type":"llama","rms_norm_eps":«1»}',
      message: /^`rms_norm_eps` is 1, an integer where the class wants a float: .*Write 1\.0\.$/,
      fixed: '{"model_type":"llama","rms_norm_eps":1.0}',
    },
    {
      text: '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","final_logit_softcapping":«30»}}',
      message: /Write 30\.0/,
      fixed:
        '{"model_type":"gemma3","text_config":{"model_type":"gemma3_text","final_logit_softcapping":30.0}}',
    },
    {
      text: '{"model_type":"gemma3n_text","num_hidden_layers":2,"activation_sparsity_pattern":[«0», 0.95]}',
      message: /`activation_sparsity_pattern` is 0/,
      fixed: '{"model_type":"gemma3n_text","num_hidden_layers":2,"activation_sparsity_pattern":[0.0, 0.95]}',
    },
    {
      language: 'yaml',
      text: 'model_type: mixtral\nnum_hidden_layers: 2\nrouter_jitter_noise: «0» # none\n',
      message: /router_jitter_noise/,
      fixed: 'model_type: mixtral\nnum_hidden_layers: 2\nrouter_jitter_noise: 0.0 # none\n',
    },
  ],
});

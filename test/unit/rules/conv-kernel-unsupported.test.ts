import { convKernelUnsupported } from '../../../src/core/rules/conv-kernel-unsupported';
import { testRule } from './testRule';

testRule(convKernelUnsupported, {
  accept: [
    '{"model_type":"qwen3_next","linear_conv_kernel_dim":4}',
    '{"model_type":"mamba"}',
    '{"model_type":"llama","conv_kernel":9}',
  ],
  reject: [
    { text: '{"model_type":"qwen3_next","linear_conv_kernel_dim":«8»}', message: /^A convolution 8 wide/ },
    { text: '{"conv_kernel": «1», "model_type": "mamba2",', message: /^A convolution 1 wide/ },
    { language: 'yaml', text: 'model_type: jamba\nmamba_d_conv: «5»\n', message: /^A convolution 5 wide/ },
  ],
});

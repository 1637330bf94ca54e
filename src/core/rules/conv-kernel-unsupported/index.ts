import { modelRule } from '../rule';
import { isHuggingface, isWritten } from '../support';

const keys = [
  'linear_conv_kernel_dim',
  'conv_kernel',
  'mamba_d_conv',
  'linear_attn_config.short_conv_kernel_size',
];

export const convKernelUnsupported = modelRule({
  name: 'conv-kernel-unsupported',
  severity: 'hint',
  summary: 'The short convolution is 2 to 4 wide.',
  dialects: 'any',
  check(model) {
    const width = model.architecture.layers.flatMap(({ mixer }) =>
      'convKernel' in mixer ? [mixer.convKernel] : [],
    )[0];
    const key = keys.find((name) => isWritten(model, name));
    if (width === undefined || key === undefined || (width >= 2 && width <= 4)) return [];
    return [
      {
        pointer: model.fields.pointer(key),
        message: `A convolution ${width} wide has no fused kernel (causal-conv1d is built for 2, 3 and 4): ${isHuggingface(model) ? 'transformers falls' : 'frameworks fall'} back to a slow path${isHuggingface(model) ? ', other engines may' : ' or'} refuse it. Published models have 4.`,
      },
    ];
  },
});

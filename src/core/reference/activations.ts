/** Names that `ACT2FN` of transformers 5.18 (`activations.py`) knows; checked 2026-11-24. */
export const activations: readonly string[] = [
  'gelu',
  'gelu_10',
  'gelu_accurate',
  'gelu_fast',
  'gelu_new',
  'gelu_python',
  'gelu_python_tanh',
  'gelu_pytorch_tanh',
  'hardswish',
  'laplace',
  'leaky_relu',
  'linear',
  'mish',
  'prelu',
  'quick_gelu',
  'relu',
  'relu2',
  'relu6',
  'sigmoid',
  'silu',
  'sqrtsoftplus',
  'swish',
  'tanh',
  'xielu',
];

/** Names of gated feed-forwards, which configs write by the function inside the gate. */
export const gatedActivations: Readonly<Record<string, string>> = {
  swiglu: 'silu',
  geglu: 'gelu',
  reglu: 'relu',
  glu: 'sigmoid',
};

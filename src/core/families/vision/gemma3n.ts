import type { Part } from '../../architecture';
import { isArray, numberValue } from '../../document/node';
import type { Fields } from '../fields';

/** The audio tower, and what joins it and the vision tower to the text model (transformers, `Gemma3nModel`). */
export function gemma3nParts(outer: Fields, vision: Fields, textHiddenSize: number): Part[] {
  const visionSize = vision.count('hidden_size', 2048);
  const audioSize = outer.count('audio_config.hidden_size', 1536);
  return [
    { name: 'audio tower', parameters: audioParameters(outer, audioSize) },
    { name: 'projector', parameters: embedder(vision.count('vocab_size', 128), visionSize, textHiddenSize) },
    {
      name: 'audio projector',
      parameters: embedder(outer.count('audio_config.vocab_size', 128), audioSize, textHiddenSize),
    },
  ];
}

/** An embedding of its own tokens, a norm for these and one for features, and a projection. */
function embedder(tokens: number, hiddenSize: number, textHiddenSize: number): number {
  return hiddenSize * (tokens + 2 + textHiddenSize);
}

/** Two convolutions over time and frequency, and conformer blocks (`Gemma3nAudioEncoder`). */
function audioParameters(outer: Fields, hiddenSize: number): number {
  const [first, second] = [convolution(outer, 0, 128), convolution(outer, 1, 32)];
  const features = second.output(first.output(outer.count('audio_config.input_feat_size', 128)));
  const input =
    first.channels * (first.kernel + 1) +
    second.channels * (first.channels * second.kernel + 1) +
    second.channels * features * hiddenSize;
  const headDim = Math.floor(hiddenSize / outer.count('audio_config.conf_num_attention_heads', 8));
  const convolutionWidth = outer.count('audio_config.conf_conv_kernel_size', 5);
  // Two feed-forwards of four times the width, attention with a projection of positions, a gated convolution, norms.
  const block = (16 + 5 + 3) * hiddenSize ** 2 + (9 + convolutionWidth) * hiddenSize + headDim;
  return input + outer.count('audio_config.conf_num_hidden_layers', 12) * block;
}

interface Convolution {
  readonly channels: number;
  /** Numbers in a kernel of one channel. */
  readonly kernel: number;
  /** Frequencies that are left of so many, with one of padding at either end. */
  readonly output: (frequencies: number) => number;
}

function convolution(outer: Fields, index: number, omittedChannels: number): Convolution {
  const [time = 1, frequency = 1] = readEntry(outer, 'sscp_conv_kernel_size', index, [3, 3]);
  const [, stride = 1] = readEntry(outer, 'sscp_conv_stride_size', index, [2, 2]);
  const [channels = 1] = readEntry(outer, 'sscp_conv_channel_size', index, [omittedChannels]);
  return {
    channels,
    kernel: time * frequency,
    output: (frequencies) => Math.floor((frequencies + 2 - frequency) / stride) + 1,
  };
}

/** What a list has for one of the convolutions: a number, or one for time and one for frequency. */
function readEntry(outer: Fields, key: string, index: number, omitted: readonly number[]): readonly number[] {
  const name = `audio_config.${key}`;
  if (!outer.has(name)) return omitted;
  const node = outer.list(name)?.[index];
  const numbers = (isArray(node) ? node.items : [node]).map((item) => numberValue(item) ?? 0);
  if (numbers.length === omitted.length && numbers.every((number) => Number.isInteger(number) && number > 0))
    return numbers;
  outer.report(
    'type',
    name,
    `\`${name}\` has no ${omitted.length === 1 ? 'number' : 'pair of numbers'} at ${index}.`,
  );
  return omitted;
}

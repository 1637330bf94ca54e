import type { ShortConvMixer } from '../../core/mixers/short-conv';
import type { MixerGraph } from './layer';
import { causalConvolution, project } from './operators';

/** After transformers' `Lfm2ShortConv`: C · conv(B · x). */
export const shortConv: MixerGraph<ShortConvMixer> = {
  build(layer, { channels, kernel, bias }, x) {
    const { graph } = layer;
    const projected = project(layer, x, 'in', 3 * channels, bias);
    const [b, c, inner] = graph.split(projected, [channels, channels, channels]);
    const mixed = causalConvolution(layer, graph.multiply(b!, inner!), { kernel, bias });
    return project(layer, graph.multiply(c!, mixed), 'out', layer.hiddenSize, bias);
  },
  cachedTokens: () => 0,
};

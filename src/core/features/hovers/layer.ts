import type { Architecture, Layer } from '../../architecture';
import { activeShare, describeFeedForward, feedForwardParameters } from '../../feedforward/feedforward';
import { formatBytes, formatBytesPerToken, formatCount, formatFlops, formatParameters } from '../../format';
import { arithmetic } from '../../memory/arithmetic';
import { estimate, type Estimate } from '../../memory/estimate';
import { layerParameters } from '../../memory/parameters';
import { isBenchmarkable } from '../../mixers/benchmarkable';
import { mixerModule, mixers, type Mixer } from '../../mixers/registry';
import { actionLink } from '../action';
import { code, footer, lines, paragraphs, table } from '../markdown';
import { basisWords, contextWords } from '../words';
import { estimateFor, type Subject } from './subject';

/** One layer: what it is, what it keeps, what it costs, and what full attention would keep in its place. */
export function layerHover(subject: Subject, layer: Layer): string {
  const { layers } = subject.model.architecture;
  const module = mixerModule(layer.mixer);
  const head = `**Layer ${layer.index}** of ${formatCount(layers.length)} · **${module.name}**`;
  const paper = `[${module.paper.title}](${module.paper.url})`;
  const result = estimateFor(subject);
  if (typeof result === 'string') {
    return paragraphs(head, module.summary, `Nothing is estimated: ${result}`, paper);
  }
  return paragraphs(
    head,
    `${module.summary} ${paper}`,
    lines(
      layer.mixer.kind !== 'none' && module.describe(layer.mixer),
      describeFeedForward(layer.feedForward),
    ),
    stateTable(layer, result),
    lines(
      stateWords(subject.model.architecture, layer, result),
      alternativeWords(subject.model.architecture, layer, result),
    ),
    costWords(subject.model.architecture, layer, result),
    [footer(result), benchmarkLink(layer)].filter((part) => part !== '').join(' · '),
  );
}

function benchmarkLink({ index, mixer }: Layer): string {
  return isBenchmarkable(mixer.kind)
    ? actionLink('Benchmark this layer', { type: 'benchmark', layer: index })
    : '';
}

function stateTable({ index }: Layer, { layers }: Estimate): string | undefined {
  const tensors = layers[index]?.tensors ?? [];
  if (tensors.length === 0) return undefined;
  return table(
    ['keeps', 'shape', 'dtype', 'bytes'],
    tensors.map(({ name, shape, dtype, bytes }) => [
      name.replaceAll('_', ' '),
      code(`[${shape.join(', ')}]`),
      dtype,
      formatBytes(bytes),
    ]),
    ['left', 'left', 'left'],
  );
}

/** `512 MiB at 262,144 tokens, 2.00 KiB per token`. */
function stateWords(architecture: Architecture, layer: Layer, result: Estimate): string {
  const { mixer, index } = layer;
  const bytes = result.layers[index]?.bytes ?? 0;
  if (bytes === 0) return 'It keeps nothing between steps.';
  const perToken = arithmetic(architecture, result, (other) => other === index).reduce(
    (sum, term) => sum + term.bytesPerToken,
    0,
  );
  const all = `In all **${formatBytes(bytes)}** ${contextWords(result.scenario)} (${basisWords(result)})`;
  if (perToken > 0) return `${all}, ${formatBytesPerToken(perToken)}.`;
  const contextTokens = result.scenario.contextTokens * 2;
  const [later] = estimate(
    { ...architecture, layers: [layer] },
    { ...result.scenario, contextTokens },
  ).layers;
  if (later?.bytes !== bytes) return `${all}.`;
  return mixers[mixer.kind].reach === 'state'
    ? `${all}, and at any other length.`
    : `${all}, and no more beyond.`;
}

/** What a layer of the model's global kind would keep in this one's place. */
function alternativeWords(architecture: Architecture, layer: Layer, result: Estimate): string | undefined {
  const { reach } = mixers[layer.mixer.kind];
  if (reach === 'global' || reach === 'none') return undefined;
  const mixer = globalMixer(architecture, layer);
  if (!mixer) return undefined;
  const [other] = estimate({ ...architecture, layers: [{ ...layer, mixer }] }, result.scenario).layers;
  return `Were it ${mixers[mixer.kind].name}: ${formatBytes(other?.bytes ?? 0)}.`;
}

/** Its own geometry without the window, else that of a layer that sees the whole context. */
function globalMixer({ layers }: Architecture, { mixer }: Layer): Mixer | undefined {
  if (mixer.kind === 'sliding') {
    const { windowTokens: _window, ...geometry } = mixer;
    return { ...geometry, kind: 'full' };
  }
  if (mixer.kind === 'chunked') {
    const { chunkTokens: _chunk, ...geometry } = mixer;
    return { ...geometry, kind: 'full' };
  }
  return layers.find((layer) => mixers[layer.mixer.kind].reach === 'global')?.mixer;
}

/** Parameters and operations per token: two per weight that is touched, and the mixer's own. */
function costWords({ hiddenSize }: Architecture, layer: Layer, { scenario }: Estimate): string {
  const own = layerParameters(layer, hiddenSize);
  const module = mixerModule(layer.mixer);
  const feedForward = feedForwardParameters(layer.feedForward, hiddenSize);
  const active = feedForward.total - feedForward.routed * (1 - activeShare(layer.feedForward));
  const weights = 2 * (own.mixer + active);
  const tokens = Math.max(1, scenario.contextTokens);
  const decode = module.decode(layer.mixer, tokens).flops;
  const prefill = module.prefill(layer.mixer, tokens).flops / tokens;
  const count = formatCount(tokens);
  const parts = [
    own.mixer > 0 && `${formatParameters(own.mixer)} in the mixer`,
    own.feedForward > 0 && `${formatParameters(own.feedForward)} in the feed-forward`,
  ].filter((part) => part !== false);
  const mixing = `; the mixer's own ${formatFlops(decode)} in decode at ${count} tokens, ${formatFlops(prefill)} in a prefill of ${count}`;
  return lines(
    parts.length > 0 && `Parameters: ${parts.join(', ')}`,
    `Operations per token: ${formatFlops(weights)} with weights${layer.mixer.kind === 'none' ? '' : mixing}`,
  );
}

/** Phrases about an estimate that text and Markdown share. */
import type { Model } from '../analyse';
import { formatBytes, formatBytesPerToken, formatCount, formatParameters } from '../format';
import type { ByteKind, Estimate } from '../memory/estimate';
import type { ParameterCount } from '../memory/parameters';
import { describeWeights, weightsOf } from '../memory/weights';
import type { Sizing } from './sizing';

/** `transformers 5.18`; theory has no version worth telling. */
export function engineName({ engine }: Estimate): string {
  return engine.name === 'theory' ? 'theory' : `${engine.name} ${engine.version}`;
}

/** `cache per sequence, bf16`. */
export function scenarioName({ scenario, cacheDtype }: Estimate): string {
  const { batch, tensorParallel } = scenario;
  const sequences = batch === 1 ? 'per sequence' : `of ${formatCount(batch)} sequences`;
  const gpus = tensorParallel === 1 ? '' : `, per GPU of ${formatCount(tensorParallel)}`;
  return `cache ${sequences}${gpus}, ${cacheDtype}`;
}

/** `24.0 KiB per token + 74.3 MiB fixed`. */
export function growthText({ bytesPerToken, fixedBytes, scenario }: Estimate): string {
  const fixed = Math.round(fixedBytes);
  const parts = [
    ...(bytesPerToken > 0 ? [formatBytesPerToken(bytesPerToken)] : []),
    ...(fixed > 0 ? [`${formatBytes(fixed)} fixed`] : []),
  ];
  if (parts.length === 0) return 'nothing is kept between tokens';
  const perSequence = scenario.batch === 1 ? '' : ', for each sequence';
  return `${parts.join(' + ')}${bytesPerToken > 0 ? '' : ', whatever the context'}${perSequence}`;
}

/** `3:1 as published`, `1:1, published is 3:1`; undefined where the model is no hybrid. */
export function ratioText({ model, pattern }: Sizing): string | undefined {
  const ratio = pattern?.ratio;
  const published = model?.recognition.family.publishedRatio?.ratio;
  if (published === undefined) return ratio;
  if (ratio === published) return `${ratio} as published`;
  return ratio === undefined ? `published is ${published}` : `${ratio}, published is ${published}`;
}

/** `79.7 B parameters, 3.87 B active · weights 148 GiB in bf16`. */
export function parametersText(model: Model, parameters: ParameterCount): string {
  const about = parameters.exact ? '' : 'about ';
  const active =
    parameters.active < parameters.total ? `, ${formatParameters(parameters.active)} active` : '';
  return `${about}${formatParameters(parameters.total)} parameters${active} · weights ${describeWeights(weightsOf(model))}`;
}

/** A column of a memory table: kinds of state that are told together. */
export interface ByteColumn {
  readonly title: string;
  readonly kinds: readonly ByteKind[];
}

const byteColumns: readonly ByteColumn[] = [
  { title: 'KV', kinds: ['kv'] },
  { title: 'latent', kinds: ['latent'] },
  { title: 'index', kinds: ['index'] },
  { title: 'state', kinds: ['conv', 'recurrent'] },
  { title: 'padding', kinds: ['padding'] },
];

export function bytesIn({ bytes }: Estimate, { kinds }: ByteColumn): number {
  return kinds.reduce((sum, kind) => sum + bytes[kind], 0);
}

/** The columns in which any of the estimates has something. */
export function usedColumns(estimates: readonly Estimate[]): ByteColumn[] {
  return byteColumns.filter((column) => estimates.some((estimate) => bytesIn(estimate, column) > 0));
}

/** Estimates of one engine each, in the order of the engines asked for. */
export function byEngine(estimates: readonly Estimate[]): Estimate[][] {
  const groups = new Map<string, Estimate[]>();
  for (const estimate of estimates) {
    const { engine } = estimate.scenario;
    const group = groups.get(engine);
    if (group) group.push(estimate);
    else groups.set(engine, [estimate]);
  }
  return [...groups.values()];
}

import { formatBytes, formatBytesPerToken, formatCount } from '../../format';
import type { Architecture } from '../../architecture';
import { byteKinds, estimate, type ByteKind, type Estimate } from '../../memory/estimate';
import { largestContext } from '../../memory/fit';
import { mixers } from '../../mixers/registry';
import { contextTable, manyContexts, type Column } from '../contexts';
import { footer, lines, paragraphs } from '../markdown';
import { fitWords } from '../status';
import { basisWords, kindWord } from '../words';
import type { Subject } from './subject';

/** Over the longest context: memory at every length, and what a budget allows. */
export function contextHover(subject: Subject, heading: string, result: Estimate): string {
  const { model, view } = subject;
  const { architecture } = model;
  const columns = kindColumns(result);
  const fit =
    view.budgetBytes === undefined
      ? undefined
      : fitWords(largestContext(architecture, result.scenario, view.budgetBytes), view.budgetBytes).long;
  return paragraphs(
    heading,
    `${formatBytesPerToken(result.bytesPerToken)} + ${formatBytes(result.fixedBytes)} fixed, per sequence (${basisWords(result)})`,
    contextTable(model, result.scenario, manyContexts(model, result.scenario), columns),
    lines(allFullWords(architecture, result), fit, footer(result)),
  );
}

/** A column per kind of bytes that there are, and the total where there are several. */
function kindColumns(result: Estimate): Column[] {
  const groups = new Map<string, ByteKind[]>();
  for (const kind of byteKinds) {
    const word = kindWord([kind]);
    if (result.bytes[kind] > 0) groups.set(word, [...(groups.get(word) ?? []), kind]);
  }
  const columns = [...groups].map(([head, kinds]) => ({
    head,
    bytes: ({ bytes }: Estimate) => kinds.reduce((sum, kind) => sum + bytes[kind], 0),
  }));
  return columns.length === 1 ? columns : [...columns, { head: 'total', bytes: ({ bytes }) => bytes.total }];
}

/** What a hybrid saves: `Were all 48 layers full attention: 24.0 GiB at 262,144 tokens.` */
function allFullWords(architecture: Architecture, { scenario }: Estimate): string | undefined {
  const mixing = architecture.layers.filter(({ mixer }) => mixer.kind !== 'none');
  const global = mixing.find(({ mixer }) => mixers[mixer.kind].reach === 'global')?.mixer;
  if (!global || mixing.every(({ mixer }) => mixers[mixer.kind].reach === 'global')) return undefined;
  const layers = mixing.map((layer, index) => ({ ...layer, index, mixer: global }));
  const { bytes } = estimate({ ...architecture, layers }, scenario);
  return `Were all ${formatCount(mixing.length)} layers ${mixers[global.kind].name}: ${formatBytes(bytes.total)} at ${formatCount(scenario.contextTokens)} tokens.`;
}

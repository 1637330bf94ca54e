/** One model's layers and memory as Markdown, for issues, pull requests and model cards. */
import { formatBytes, formatCount } from '../format';
import type { Estimate } from '../memory/estimate';
import { mixers } from '../mixers/registry';
import { describePattern } from '../pattern';
import {
  byEngine,
  bytesIn,
  engineName,
  growthText,
  parametersText,
  ratioText,
  scenarioName,
  usedColumns,
} from './basis';
import type { Sizing } from './sizing';

export function sizingMarkdown(sizing: Sizing): string {
  const { model, parameters, modelType, dialect } = sizing;
  const name = modelType ?? model?.recognition.family.id;
  const facts = [name && `\`${name.replaceAll(/[`\r\n]/g, '')}\``, dialect?.title]
    .filter(Boolean)
    .join(' · ');
  const blocks = [`### ${escape(sizing.file)}`];
  if (model) {
    const { layers } = model.architecture;
    const pattern = describePattern(layers, (kind) => mixers[kind].name).text;
    const ratio = ratioText(sizing);
    const list = [
      facts,
      `${formatCount(layers.length)} layers: ${pattern}${ratio === undefined ? '' : ` (${ratio})`}`,
      ...(parameters ? [parametersText(model, parameters)] : []),
    ];
    blocks.push(list.map((item) => `- ${item}`).join('\n'));
  } else if (facts !== '') {
    blocks.push(facts);
  }
  for (const estimates of byEngine(sizing.estimates)) blocks.push(...engineBlocks(estimates));
  if (sizing.notes.length > 0) blocks.push(sizing.notes.map((note) => `- ${escape(note)}`).join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function engineBlocks(estimates: readonly Estimate[]): string[] {
  const last = estimates.at(-1)!;
  const columns = usedColumns(estimates);
  const rows = estimates.map((estimate) => [
    formatCount(estimate.scenario.contextTokens),
    ...columns.map((column) => formatBytes(bytesIn(estimate, column))),
    `**${formatBytes(estimate.bytes.total)}**`,
  ]);
  const titles = ['context', ...columns.map(({ title }) => title), 'total'];
  return [
    `${scenarioName(last)}, ${engineName(last)}:`,
    [row(titles), row(titles.map(() => '--:')), ...rows.map(row)].join('\n'),
    [growthText(last), ...last.assumptions].map((item) => `- ${escape(item)}`).join('\n'),
  ];
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Keeps a text of the user's own from becoming markup. */
function escape(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_<>[\]|#]/g, '\\$&');
}

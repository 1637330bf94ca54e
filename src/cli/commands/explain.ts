import { rulePages } from 'layerwise:rule-pages';
import { mixerKinds, mixers, type MixerKind } from '../../core/mixers/registry';
import { problemRules } from '../../core/report/problems';
import { mixerLines } from '../../core/report/text/mixer';
import { pageLines } from '../../core/report/text/page';
import { ansi, plain, type Paint } from '../../core/report/text/paint';
import { table } from '../../core/report/text/table';
import { rules } from '../../core/rules/registry';
import { suggest, UsageError, type Arguments } from '../arguments';
import { exitCodes, type Command, type ExitCode } from '../command';
import { columnsOf, wantsColour, type Io } from '../io';

export const explain: Command = {
  name: 'explain',
  summary: 'Explain a rule or a token mixer; without a name, list them',
  positionals: 'RULE|MIXER',
  flags: [],
  examples: ['layerwise explain', 'layerwise explain layer-types-length', 'layerwise explain gated-deltanet'],
  run: runExplain,
};

/** Prose wider than this is hard to read. */
const readableWidth = 100;

async function runExplain(args: Arguments, { stdout, env }: Io): Promise<ExitCode> {
  const paint = wantsColour(stdout, env) ? ansi : plain;
  const width = Math.min(readableWidth, columnsOf(stdout));
  const blocks =
    args.paths.length === 0
      ? [listLines(paint)]
      : args.paths.map((name) => {
          const lines = explainLines(name, width, paint);
          if (lines) return lines;
          throw new UsageError(
            `There is no rule or mixer ${JSON.stringify(name)}.${suggest(name, allNames)}`,
          );
        });
  await stdout.write(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
  return exitCodes.clean;
}

const allNames = [...rules.map(({ name }) => name), ...problemRules.map(({ name }) => name), ...mixerKinds];

function explainLines(name: string, width: number, paint: Paint): string[] | undefined {
  const page = rulePages[name];
  if (page !== undefined) return pageLines(page, width, paint);
  const rule = [...problemRules, ...rules].find((candidate) => candidate.name === name);
  if (rule) {
    const more = 'page' in rule ? [`\n${rule.page}`] : [];
    const text = [`# ${rule.name}`, `**${rule.severity}** · ${rule.summary}`, ...more].join('\n\n');
    return pageLines(text.replaceAll('\n\n\n', '\n\n'), width, paint);
  }
  const kind = findMixer(name);
  return kind && mixerLines(kind, width, paint);
}

/** By its kind, or by the name that its paper gives it. */
function findMixer(name: string): MixerKind | undefined {
  const wanted = name.toLowerCase();
  return mixerKinds.find((kind) => kind === wanted || mixers[kind].name.toLowerCase() === wanted);
}

function listLines(paint: Paint): string[] {
  const columns = [
    { title: '', align: 'left' },
    { title: '', align: 'left', paint: paint.dim },
    { title: '', align: 'left' },
  ] as const;
  const ruleRows = [...problemRules, ...rules].map(({ name, severity, summary }) => [
    name,
    severity,
    summary,
  ]);
  const mixerRows = mixerKinds.map((kind) => [kind, mixers[kind].glyph, mixers[kind].name]);
  const list = (rows: readonly (readonly string[])[]): string[] =>
    table(columns, rows, '  ')
      .slice(1)
      .map((line) => `  ${line}`);
  return [paint.bold('Rules'), ...list(ruleRows), '', paint.bold('Mixers'), ...list(mixerRows)];
}

import { rules } from '../../core/rules/registry';
import { severities, type Severity } from '../../core/rules/rule';
import type { RuleSettings } from '../../core/check';
import { problemRules } from '../../core/report/problems';
import { counted } from '../../core/report/text/findings';
import { readChoice, readCount, suggest, UsageError, type Arguments } from '../arguments';
import { checkInput, type Checked, type CheckOptions } from '../check-input';
import { checkFormats, createReporter } from '../check-reporters';
import { exitCodes, type Command, type ExitCode } from '../command';
import { readInputs } from '../files';
import type { Io } from '../io';
import { languageFlag, readLanguage } from '../language-flag';
import { describeBug, tell, tellOf } from '../messages';
import { showProgress } from '../progress';

export const check: Command = {
  name: 'check',
  summary: 'Find mistakes in model configs, with their places and ways out',
  positionals: 'PATH…',
  flags: [
    {
      name: 'format',
      value: checkFormats.join('|'),
      description:
        'Lines for people (default), JSON for scripts, SARIF 2.1.0 for code scanning, annotations for GitHub Actions',
    },
    { name: 'max-warnings', value: 'N', description: 'Exit with 1 on more warnings than these' },
    {
      name: 'rule',
      value: 'NAME=SEVERITY',
      description: `Change a rule to ${severities.join(', ')} or off`,
      repeatable: true,
    },
    { name: 'fix', description: 'Apply the safe fixes to the files' },
    languageFlag,
  ],
  details: [
    'In a folder, files that are no model config are passed over, and so are node_modules and hidden files.',
    'layerwise explain lists the rules; layerwise explain RULE tells what one checks and why.',
  ],
  examples: [
    'layerwise check config.json',
    'layerwise check models --max-warnings 0 --rule head-dim-unusual=off',
    'layerwise check . --format sarif > layerwise.sarif',
  ],
  run: runCheck,
};

async function runCheck(args: Arguments, io: Io): Promise<ExitCode> {
  if (args.paths.length === 0) throw new UsageError('Name a config file, a folder, or - for standard input.');
  const options: CheckOptions = {
    settings: readRules(args.values('rule')),
    fix: args.has('fix'),
    cwd: io.cwd,
  };
  if (options.fix && args.paths.includes('-')) throw new UsageError('--fix can not write to standard input.');
  const format = readChoice(args.value('format') ?? 'text', 'format', checkFormats);
  const limit = args.value('max-warnings');
  const maximumWarnings =
    limit === undefined ? Infinity : readCount(limit, 'max-warnings', 0, Number.MAX_SAFE_INTEGER);

  const progress = showProgress(io);
  const reporter = createReporter(format, progress.io);
  const unread: string[] = [];
  for await (const input of readInputs(args.paths, readLanguage(args), io)) {
    await progress.tick();
    let checked: Checked | string | undefined;
    try {
      checked = checkInput(input, options);
    } catch (error) {
      checked = describeBug(error, io);
    }
    if (typeof checked === 'string') {
      unread.push(`${input.file}: ${checked}`);
      await tellOf(progress.io, input.file, checked);
    } else if (checked) {
      await reporter.add(checked);
    }
  }
  await progress.end();
  const totals = await reporter.end(unread);

  if (totals.warning > maximumWarnings) {
    await tell(io, `${counted(totals.warning, 'warning')}, where --max-warnings allows ${maximumWarnings}.`);
  }
  if (unread.length > 0) return exitCodes.unusable;
  return totals.error > 0 || totals.warning > maximumWarnings ? exitCodes.findings : exitCodes.clean;
}

const ruleNames = [...rules, ...problemRules].map(({ name }) => name);

function readRules(assignments: readonly string[]): RuleSettings {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const [, name, severity] = /^([^=]+)=(.+)$/.exec(assignment) ?? [];
      if (name === undefined || severity === undefined)
        throw new UsageError(`--rule ${JSON.stringify(assignment)} is no NAME=SEVERITY.`);
      if (!ruleNames.includes(name))
        throw new UsageError(`There is no rule ${JSON.stringify(name)}.${suggest(name, ruleNames)}`);
      return [name, readChoice<Severity | 'off'>(severity, 'severity', [...severities, 'off'])];
    }),
  );
}

import type { RuleSettings } from '../../core/check';
import { checkRuleName } from '../../core/project/rule-names';
import { counted } from '../../core/report/text/findings';
import { severities, type Severity } from '../../core/rules/rule';
import { readChoice, readCount, UsageError, type Arguments } from '../arguments';
import { checkInput, type Checked, type CheckOptions } from '../check-input';
import { checkPolicy, type CheckPolicy } from '../check-policy';
import { checkFormats, createReporter } from '../check-reporters';
import { exitCodes, type Command, type ExitCode } from '../command';
import { readInputs, type Input } from '../files';
import type { Io } from '../io';
import { languageFlag, readLanguage } from '../language-flag';
import { describeBug, tell, tellOf } from '../messages';
import { showProgress } from '../progress';
import { readServing, servingFlags } from '../scenario-flags';

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
    {
      name: 'baseline',
      value: 'FILE',
      description: 'Leave out findings that this file accepts (default: the baseline of the project file)',
    },
    {
      name: 'write-baseline',
      value: 'FILE',
      description: 'Accept all findings of this run: write them to this file',
    },
    {
      name: 'stdin-filename',
      value: 'PATH',
      description: 'Check standard input as if it were this file: its language, its project file',
    },
    ...servingFlags,
    languageFlag,
  ],
  details: [
    'In a folder, files that are no model config are passed over, and so are node_modules and hidden files. A PATH may be a quoted glob.',
    'The nearest .layerwise.json or .layerwise.yaml upwards from a file, up to the repository, sets severities, globs, suppressions and a baseline for it; flags win over it.',
    'layerwise explain lists the rules; layerwise explain RULE tells what one checks and why.',
  ],
  examples: [
    'layerwise check config.json',
    'layerwise check models --max-warnings 0 --rule head-dim-unusual=off',
    'layerwise check . --format sarif > layerwise.sarif',
    'layerwise check config.json --tp 8 --budget 24 --context 131072',
    'layerwise check "models/**/config.json" --write-baseline .layerwise-baseline.json',
    'layerwise check --stdin-filename models/a/config.json < config.json',
  ],
  run: runCheck,
};

async function runCheck(args: Arguments, io: Io): Promise<ExitCode> {
  const paths = args.paths.length === 0 && args.has('stdin-filename') ? ['-'] : args.paths;
  if (paths.length === 0) throw new UsageError('Name a config file, a folder, or - for standard input.');
  if (args.has('stdin-filename') && !paths.includes('-'))
    throw new UsageError('--stdin-filename names standard input, which is not read: add - to the paths.');
  const fix = args.has('fix');
  if (fix && paths.includes('-')) throw new UsageError('--fix can not write to standard input.');
  const format = readChoice(args.value('format') ?? 'text', 'format', checkFormats);
  const limit = args.value('max-warnings');
  const maximumWarnings =
    limit === undefined ? Infinity : readCount(limit, 'max-warnings', 0, Number.MAX_SAFE_INTEGER);
  const reading = { language: readLanguage(args), stdinName: args.value('stdin-filename') };
  const policy = readPolicy(args, io);

  const progress = showProgress(io);
  const reporter = createReporter(format, progress.io);
  const unread: string[] = [];
  const fail = async (file: string, message: string): Promise<void> => {
    unread.push(`${file}: ${message}`);
    await tellOf(progress.io, file, message);
  };
  for await (const input of readInputs(paths, { ...reading, covers: policy.covers }, io)) {
    await progress.tick();
    const checked = await checkOne(
      input,
      { controlOf: policy.controlOf, fix, cwd: io.cwd },
      policy,
      progress.io,
    );
    if (typeof checked === 'string') await fail(input.file, checked);
    else if (checked) await reporter.add(checked);
    for (const { file, message } of policy.takeMessages()) await fail(file, message);
  }
  await progress.end();
  const totals = await reporter.end(unread);

  for (const line of policy.end(unread.length === 0 ? paths : [])) await tell(io, line);
  if (totals.warning > maximumWarnings) {
    await tell(io, `${counted(totals.warning, 'warning')}, where --max-warnings allows ${maximumWarnings}.`);
  }
  if (unread.length > 0) return exitCodes.unusable;
  return totals.error > 0 || totals.warning > maximumWarnings ? exitCodes.findings : exitCodes.clean;
}

/** What came of a file; undefined where it is not to be checked, and a message where it can't be. */
async function checkOne(
  input: Input,
  options: CheckOptions,
  policy: CheckPolicy,
  io: Io,
): Promise<Checked | string | undefined> {
  if (input.type !== 'failure' && input.explicit && !policy.covers(input.file)) {
    await tellOf(io, input.file, `is not checked: ${policy.projectFile(input.file)} leaves it out.`);
    return undefined;
  }
  try {
    const checked = checkInput(input, options);
    return typeof checked === 'object' ? policy.settle(checked) : checked;
  } catch (error) {
    return describeBug(error, io);
  }
}

function readPolicy(args: Arguments, io: Io): CheckPolicy {
  const baseline = args.value('baseline');
  const writeBaseline = args.value('write-baseline');
  if (baseline !== undefined && writeBaseline !== undefined)
    throw new UsageError(
      '--baseline leaves findings out and --write-baseline collects them: use one of them.',
    );
  const rules = readRules(args.values('rule'));
  return checkPolicy({ rules, scenario: readServing(args), baseline, writeBaseline }, io);
}

function readRules(assignments: readonly string[]): RuleSettings {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const [, name, severity] = /^([^=]+)=(.+)$/.exec(assignment) ?? [];
      if (name === undefined || severity === undefined)
        throw new UsageError(`--rule ${JSON.stringify(assignment)} is no NAME=SEVERITY.`);
      const unknown = checkRuleName(name);
      if (unknown !== undefined) throw new UsageError(unknown);
      return [name, readChoice<Severity | 'off'>(severity, 'severity', [...severities, 'off'])];
    }),
  );
}

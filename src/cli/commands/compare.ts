import type { Analysis } from '../../core/analyse';
import { compareSizings } from '../../core/report/comparison';
import { sizingJson } from '../../core/report/json';
import { sizeUp, type SizingRequest } from '../../core/report/sizing';
import { comparisonLines } from '../../core/report/text/comparison';
import { ansi, plain } from '../../core/report/text/paint';
import { UsageError, type Arguments } from '../arguments';
import { exitCodes, type Command, type ExitCode } from '../command';
import { columnsOf, wantsColour, type Io } from '../io';
import { prettyJson } from '../json-array';
import { languageFlag, readLanguage } from '../language-flag';
import { tellOf } from '../messages';
import { findProjects, tellProblems } from '../projects';
import { readOne } from '../read-one';
import { readScenario, scenarioFlags } from '../scenario-flags';

export const compare: Command = {
  name: 'compare',
  summary: 'Set two configs side by side: layers, parameters, bytes, and the fields that differ',
  positionals: 'A B',
  flags: [
    ...scenarioFlags,
    {
      name: 'json',
      description: 'Print one object: a and b as estimate prints them, and the differing fields',
    },
    languageFlag,
  ],
  examples: [
    'layerwise compare old/config.json new/config.json',
    'layerwise compare a.json b.json --context 131072',
  ],
  run: runCompare,
};

async function runCompare(args: Arguments, io: Io): Promise<ExitCode> {
  const [a, b, ...more] = args.paths;
  if (a === undefined || b === undefined || more.length > 0)
    throw new UsageError('compare takes two config files, A and B.');
  const projects = findProjects(io);
  const request = readScenario(args, projects.of(a).project);
  const broken = await tellProblems(projects, io);
  const read: { file: string; analysis: Analysis }[] = [];
  for (const path of [a, b]) {
    const analysis = await readOne(path, readLanguage(args), io);
    if (!analysis) return exitCodes.unusable;
    read.push({ file: path, analysis });
  }
  const contexts = request.contexts ?? commonContexts(read.map(({ analysis }) => analysis));
  const [first, second] = read.map(({ file, analysis }) => sizeUp(file, analysis, { ...request, contexts }));
  const { stdout, env } = io;
  if (args.has('json')) {
    const { fields } = compareSizings(first!, second!);
    await stdout.write(`${prettyJson({ a: sizingJson(first!), b: sizingJson(second!), fields })}\n`);
  } else {
    const paint = wantsColour(stdout, env) ? ansi : plain;
    await stdout.write(`${comparisonLines(first!, second!, columnsOf(stdout), paint).join('\n')}\n`);
  }
  for (const { file, model, parameters, notes } of [first!, second!]) {
    if (!model || !parameters) await tellOf(io, file, notes.join(' '));
  }
  if (broken) return exitCodes.unusable;
  return first!.parameters && second!.parameters ? exitCodes.clean : exitCodes.findings;
}

/** Contexts that both models declare, the shorter maximum among them. */
function commonContexts(analyses: readonly Analysis[]): SizingRequest['contexts'] {
  const maxima = analyses.flatMap(({ model }) => model?.architecture.maximumContextTokens ?? []);
  const shortest = Math.min(...maxima);
  const usual = [4096, 32_768].filter((context) => context < shortest);
  return Number.isFinite(shortest) ? [...usual, shortest] : usual;
}

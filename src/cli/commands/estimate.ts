import { analyse } from '../../core/analyse';
import { namedModelNote } from '../../core/named-model';
import type { Recognition } from '../../core/recognise';
import { sizingJson } from '../../core/report/json';
import { sizingMarkdown } from '../../core/report/markdown';
import { unreadable } from '../../core/report/problems';
import { sizeUp, type Sizing, type SizingRequest } from '../../core/report/sizing';
import { sizingLines } from '../../core/report/text/estimate';
import { ansi, plain } from '../../core/report/text/paint';
import { UsageError, type Arguments } from '../arguments';
import { findNamedModel } from '../named-model';
import { exitCodes, worst, type Command, type ExitCode } from '../command';
import { readInputs, type Input } from '../files';
import { columnsOf, wantsColour, type Io } from '../io';
import { JsonArray } from '../json-array';
import { languageFlag, readLanguage } from '../language-flag';
import { describeBug, tellOf } from '../messages';
import { showProgress } from '../progress';
import { findProjects, tellProblems } from '../projects';
import { readScenario, scenarioFlags } from '../scenario-flags';

export const estimate: Command = {
  name: 'estimate',
  summary: 'Say what a model is made of and what its cache and state take',
  positionals: 'PATH…',
  flags: [
    ...scenarioFlags,
    { name: 'json', description: 'Print an array of one object per file, with every tensor' },
    { name: 'markdown', description: 'Print Markdown, for issues and pull requests' },
    languageFlag,
  ],
  details: [
    'Numbers are exact for the named engine and version, layer by layer. Nothing is estimated for an architecture that is not known, or where the config contradicts itself.',
    'In a folder, files that are no model config are passed over.',
    'A training recipe or adapter that names a model is sized as that model where its config is here; nothing is fetched.',
  ],
  examples: [
    'layerwise estimate config.json',
    'layerwise estimate config.json --context 8192,131072 --batch 16 --kv-dtype fp8 --engine all',
    'layerwise estimate models --json | jq ".[].estimates[].bytes.total"',
  ],
  run: runEstimate,
};

/** Where the sizings go, one by one. */
interface Writer {
  write(sizing: Sizing): Promise<void>;
  end(): Promise<void>;
}

async function runEstimate(args: Arguments, io: Io): Promise<ExitCode> {
  if (args.paths.length === 0) throw new UsageError('Name a config file, a folder, or - for standard input.');
  // A mistake in a flag is to be told before anything is read.
  readScenario(args);
  const projects = findProjects(io);
  const progress = showProgress(io);
  const writer = writerFor(args, progress.io);
  let code: ExitCode = exitCodes.clean;
  let files = 0;
  const reading = { language: readLanguage(args), covers: projects.covers };
  for await (const input of readInputs(args.paths, reading, io)) {
    await progress.tick();
    const request = readScenario(args, projects.of(input.file).project);
    if (await tellProblems(projects, progress.io)) code = exitCodes.unusable;
    const sizing = trySizing(input, request, io);
    if (typeof sizing === 'string') {
      await tellOf(progress.io, input.file, sizing);
      code = exitCodes.unusable;
    } else if (sizing) {
      files++;
      if (sizing.blocked) code = worst(code, exitCodes.findings);
      await writer.write(sizing);
    }
  }
  await progress.end();
  await writer.end();
  if (files === 0 && code === exitCodes.clean) await io.stderr.write('No model config found.\n');
  return code;
}

/** Undefined for a file of a folder that is no model config; a message for one that can't be read. */
function trySizing(input: Input, request: SizingRequest, io: Io): Sizing | string | undefined {
  if (input.type === 'failure') return input.message;
  if (input.type === 'too-large') return input.message;
  try {
    const analysis = analyse(input.text, input.language);
    const problem = unreadable(analysis.document);
    if (problem && analysis.document.root === undefined) return problem.message;
    if (!input.explicit && isBeside(analysis.recognition)) return undefined;
    const named = findNamedModel(input.file, analysis.recognition, io.cwd);
    if (!named || analysis.recognition.status !== 'declined') return sizeUp(input.file, analysis, request);
    const sizing = sizeUp(input.file, named.analysis, request);
    return { ...sizing, notes: [namedModelNote(named, analysis.recognition.what), ...sizing.notes] };
  } catch (error) {
    return describeBug(error, io);
  }
}

/** No config, or what stands beside every one: not to be listed where nobody named it. */
function isBeside(recognition: Recognition): boolean {
  return (
    recognition.status === 'not-a-config' ||
    (recognition.status === 'declined' && recognition.config.dialect === 'huggingface-side-file')
  );
}

function writerFor(args: Arguments, { stdout, env }: Io): Writer {
  if (args.has('json')) {
    const array = new JsonArray(stdout);
    return { write: (sizing) => array.add(sizingJson(sizing)), end: () => array.end() };
  }
  const paint = wantsColour(stdout, env) ? ansi : plain;
  const text = (sizing: Sizing): string =>
    args.has('markdown')
      ? sizingMarkdown(sizing)
      : `${sizingLines(sizing, columnsOf(stdout), paint).join('\n')}\n`;
  let first = true;
  return {
    write: async (sizing) => {
      await stdout.write((first ? '' : '\n') + text(sizing));
      first = false;
    },
    end: async () => {},
  };
}

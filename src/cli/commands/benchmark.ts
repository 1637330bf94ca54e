import {
  BenchmarkError,
  formatBenchmark,
  runBenchmark,
  type BenchmarkOptions,
  type LayerChoice,
  type Progress,
  type ProviderChoice,
} from '../../benchmark';
import { usualContexts, usualPrompts } from '../../benchmark/usual';
import { estimateBlocker, type Analysis, type Model } from '../../core/analyse';
import type { Architecture } from '../../core/architecture';
import { mixerKinds } from '../../core/mixers/registry';
import { mixingKinds } from '../../core/pattern';
import { unreadable } from '../../core/report/problems';
import { unrecognisedNote } from '../../core/report/sizing';
import { readChoice, suggest, UsageError, type Arguments } from '../arguments';
import { exitCodes, type Command, type ExitCode } from '../command';
import type { Io } from '../io';
import { prettyJson } from '../json-array';
import { languageFlag, readLanguage } from '../language-flag';
import { tell, tellOf } from '../messages';
import { readOne } from '../read-one';
import { readContexts } from '../scenario-flags';

const providers: readonly ProviderChoice[] = ['auto', 'webgpu', 'cuda', 'dml', 'coreml', 'cpu'];
const phases = ['decode', 'prefill'] as const;

export const benchmark: Command = {
  name: 'benchmark',
  summary: 'Measure layers of a model on this machine with onnxruntime',
  positionals: 'PATH',
  flags: [
    {
      name: 'layer',
      value: 'I|KIND',
      description: 'One layer by its index, or the first of a kind (default: the first of each kind)',
    },
    {
      name: 'context',
      value: 'N,N',
      description: `Tokens in the cache in decode, of the prompt in prefill (default: ${usualContexts.join(',')}, and ${usualPrompts.join(',')} of the prompt)`,
    },
    { name: 'phase', value: 'decode,prefill', description: 'What to measure (default: both)' },
    {
      name: 'provider',
      value: 'NAME',
      description: `${providers.join(', ')}; auto takes the best that starts (default: auto)`,
    },
    { name: 'feed-forward', description: "Measure the layer's feed-forward, too" },
    { name: 'runtime', value: 'FOLDER', description: 'Another onnxruntime-node to run, one with CUDA say' },
    { name: 'json', description: 'Print one object, with quartiles, rates and operators' },
    languageFlag,
  ],
  details: [
    'Weights are random: only their shapes matter. The measuring runs in a process of its own, and what does not fit or would take too long is declined beforehand, with the largest context that would do.',
  ],
  examples: [
    'layerwise benchmark config.json',
    'layerwise benchmark config.json --layer full --context 4096,16384 --phase decode --provider cpu',
  ],
  run: runBenchmarkCommand,
};

async function runBenchmarkCommand(args: Arguments, io: Io): Promise<ExitCode> {
  const [path, ...more] = args.paths;
  if (path === undefined || more.length > 0) throw new UsageError('benchmark takes one config file.');
  const provider = readChoice(args.value('provider') ?? 'auto', 'provider', providers);
  const chosenPhases = (args.value('phase') ?? phases.join(',')).split(',');
  const measured = chosenPhases.map((phase) => readChoice(phase.trim(), 'phase', phases));
  const contexts = readContexts(args.value('context'));

  const analysis = await readOne(path, readLanguage(args), io);
  if (!analysis) return exitCodes.unusable;
  const refusal = refusalOf(analysis);
  if (refusal !== undefined || !analysis.model) {
    await tellOf(io, path, refusal ?? '');
    return exitCodes.findings;
  }
  const { model } = analysis;
  const runtime = args.value('runtime');
  return measure(args, io, {
    file: path,
    family: model.recognition.family.id,
    architecture: model.architecture,
    layers: readLayer(args.value('layer'), model.architecture),
    ...readLengths(contexts, model),
    phases: measured,
    includeFeedForward: args.has('feed-forward'),
    provider,
    ...(runtime !== undefined && { runtimePath: runtime }),
  });
}

/** Lengths that are given hold for both phases. */
function readLengths(
  contexts: ReturnType<typeof readContexts>,
  model: Model,
): Pick<BenchmarkOptions, 'contexts' | 'prompts'> {
  if (!contexts) return { contexts: usualContexts, prompts: usualPrompts };
  const lengths = contexts.map((context) => (context === 'maximum' ? maximum(model) : context));
  return { contexts: [...new Set(lengths)] };
}

async function measure(args: Arguments, io: Io, options: BenchmarkOptions): Promise<ExitCode> {
  const progress = progressLine(io);
  const signal = io.interruption();
  try {
    const result = await runBenchmark(options, signal, (event) => progress.show(event));
    await progress.clear();
    await io.stdout.write(args.has('json') ? `${prettyJson(result)}\n` : formatBenchmark(result));
    return exitCodes.clean;
  } catch (error) {
    await progress.clear();
    if (signal.aborted) {
      await tell(io, 'interrupted; nothing is left running.');
    } else if (error instanceof BenchmarkError) {
      await tell(io, error.advice === undefined ? error.message : `${error.message} ${error.advice}`);
    } else {
      throw error;
    }
    return exitCodes.unusable;
  }
}

/** Why a file can't be benchmarked. */
function refusalOf({ document, recognition, model }: Analysis): string | undefined {
  const problem = unreadable(document);
  if (problem) return problem.message;
  if (!model) return unrecognisedNote(recognition).replace('nothing is estimated', 'nothing is measured');
  return estimateBlocker(model);
}

function readLayer(text: string | undefined, architecture: Architecture): LayerChoice {
  if (text === undefined) return 'each-kind';
  const { layers } = architecture;
  if (/^\d+$/.test(text)) {
    const index = Number(text);
    if (index < layers.length) return { index };
    throw new UsageError(`There is no layer ${text}: this model has 0 to ${layers.length - 1}.`);
  }
  const kind = mixerKinds.find((candidate) => candidate === text);
  const kinds = [...new Set(mixingKinds(layers))];
  if (kind && kinds.includes(kind)) return { kind };
  throw new UsageError(
    `This model has no layer of kind ${JSON.stringify(text)}.${suggest(text, kinds)} There are: ${kinds.join(', ')}.`,
  );
}

function maximum({ architecture }: Model): number {
  if (architecture.maximumContextTokens !== undefined) return architecture.maximumContextTokens;
  throw new UsageError('The config declares no maximum context: give --context a number.');
}

/** One line on standard error that is written over again and again, where that is a terminal. */
function progressLine({ stderr }: Io): { show(progress: Progress): void; clear(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const write = (text: string): void => {
    if (stderr.isTerminal) last = last.then(() => stderr.write(text)).catch(() => {});
  };
  return {
    show: ({ done, total, what }) =>
      write(`\r\x1b[2K[${done + 1}/${total}] ${what}`.slice(0, (stderr.columns ?? 80) + 4)),
    clear: async () => {
      write('\r\x1b[2K');
      await last;
    },
  };
}

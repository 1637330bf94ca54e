/** One file, described and sized: the values that every report is written from. */
import { estimateBlocker, type Analysis, type Model } from '../analyse';
import type { Architecture } from '../architecture';
import { indexLines, positionAt } from '../document/positions';
import type { Dialect } from '../dialects/dialect';
import { formatCount } from '../format';
import type { EngineId } from '../memory/engines/registry';
import { estimate, type Estimate } from '../memory/estimate';
import { countParameters, type ParameterCount } from '../memory/parameters';
import { fallbackContextTokens, type Scenario } from '../memory/scenario';
import { describePattern, type LayerPattern } from '../pattern';
import { dialects, type Recognition } from '../recognise';
import { unreadable } from './problems';

/** What to estimate. Without contexts: 4,096, 32,768 and the model's own maximum. */
export interface SizingRequest {
  readonly contexts: readonly (number | 'maximum')[] | undefined;
  readonly batch: number;
  readonly cacheDtype: Scenario['cacheDtype'];
  readonly engines: readonly EngineId[];
  readonly tensorParallel: number;
}

export interface Sizing {
  readonly file: string;
  readonly dialect: Dialect | undefined;
  /** What the config calls itself. */
  readonly modelType: string | undefined;
  /** Absent where the architecture is not known. */
  readonly model: Model | undefined;
  readonly pattern: LayerPattern | undefined;
  /** Absent, like the estimates, where the architecture is not known or numbers are blocked. */
  readonly parameters: ParameterCount | undefined;
  /** Engine by engine, and for each the contexts in order. */
  readonly estimates: readonly Estimate[];
  /** True where the file's own mistakes forbid numbers. */
  readonly blocked: boolean;
  /** What a reader of the numbers, or of their absence, must know. */
  readonly notes: readonly string[];
}

const defaultContexts = [4096, 32_768, 'maximum'] as const;

export function sizeUp(file: string, analysis: Analysis, request: SizingRequest): Sizing {
  const { document, recognition, model } = analysis;
  const described = { file, ...identity(recognition) };
  const problem = unreadable(document);
  if (!model) {
    const note = problem ? describeProblem(analysis) : unrecognisedNote(recognition);
    return { ...described, ...nothing, blocked: problem !== undefined, notes: [note] };
  }
  const { architecture, fields } = model;
  const known = { ...described, model, pattern: describePattern(architecture.layers) };
  if (problem || estimateBlocker(model) !== undefined) {
    const notes = [
      ...(problem ? [describeProblem(analysis)] : []),
      ...fields.issues.map(({ message }) => message),
    ];
    return { ...known, parameters: undefined, estimates: [], blocked: true, notes };
  }
  const contexts = contextsOf(architecture, request.contexts);
  const { batch, cacheDtype, tensorParallel } = request;
  return {
    ...known,
    parameters: countParameters(architecture),
    estimates: request.engines.flatMap((engine) =>
      contexts.map((contextTokens) =>
        estimate(architecture, { batch, cacheDtype, tensorParallel, engine, contextTokens }),
      ),
    ),
    blocked: false,
    notes: [...architecture.notes, ...defaultsNote(model), ...contextNotes(architecture, contexts)],
  };
}

const nothing = { model: undefined, pattern: undefined, parameters: undefined, estimates: [] } as const;

function identity(recognition: Recognition): Pick<Sizing, 'dialect' | 'modelType'> {
  if (recognition.status === 'not-a-config') return { dialect: undefined, modelType: undefined };
  const { config } = recognition;
  return {
    dialect: dialects.find(({ id }) => id === config.dialect),
    modelType: config.modelTypes.at(-1),
  };
}

/** Why nothing is known of a text. */
export function unrecognisedNote(recognition: Recognition): string {
  if (recognition.status === 'declined')
    return `${recognition.what}: ${recognition.reason}; nothing is estimated.`;
  if (recognition.status !== 'unknown-family')
    return 'This is no model config that Layerwise knows; nothing is estimated.';
  const { name, nearest } = recognition;
  if (name === undefined)
    return 'The config names no architecture; nothing is estimated. Add "model_type" to say which it is.';
  const suggestion = nearest.length > 0 ? ` Nearest known: ${nearest.join(', ')}.` : '';
  return `${name} is not known to Layerwise; nothing is estimated.${suggestion}`;
}

function describeProblem({ document }: Analysis): string {
  const problem = unreadable(document)!;
  const { line, character } = positionAt(indexLines(document.text), problem.range.start);
  return `Line ${line + 1}, column ${character + 1}: ${problem.message}`;
}

function contextsOf({ maximumContextTokens }: Architecture, asked: SizingRequest['contexts']): number[] {
  const maximum = maximumContextTokens ?? fallbackContextTokens;
  const contexts = (asked ?? defaultContexts).map((context) => (context === 'maximum' ? maximum : context));
  const sensible = asked
    ? contexts
    : contexts.filter((context) => context <= (maximumContextTokens ?? Infinity));
  const distinct = [...new Set(sensible)];
  return asked ? distinct : distinct.toSorted((a, b) => a - b);
}

function defaultsNote({ fields }: Model): string[] {
  const values = new Map(fields.defaulted.map(({ field, value }) => [field, value]));
  if (values.size === 0) return [];
  const list = [...values].map(([field, value]) => `${field} ${value}`).join(', ');
  return [`Left out of the config, so the family's default is taken: ${list}.`];
}

function contextNotes({ maximumContextTokens }: Architecture, contexts: readonly number[]): string[] {
  const longest = Math.max(...contexts);
  return maximumContextTokens !== undefined && longest > maximumContextTokens
    ? [
        `${formatCount(longest)} tokens are more than the ${formatCount(maximumContextTokens)} that the config declares.`,
      ]
    : [];
}

import { estimateBlocker, type Analysis } from '../analyse';
import { formatBytes, formatBytesPerToken, formatCount, formatTokensShort } from '../format';
import { estimate } from '../memory/estimate';
import { largestContext } from '../memory/fit';
import type { NamedModel } from '../named-model';
import { code, paragraphs } from './markdown';
import { scenarioOf, type View } from './view';
import { basisWords, cacheWords, contextWords, declinedWords, plain, unknownWords } from './words';

export interface Status {
  /** With a codicon: `$(layers) 6.07 GiB @ 262k`. */
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** The text in words, for screen readers. */
  readonly accessibleLabel: string;
  readonly overBudget: boolean;
}

/**
 * The status bar's one number; undefined where the text is no model config.
 *
 * @param named the model that a file without one names, where its config was found.
 */
export function status({ recognition, model }: Analysis, view: View, named?: NamedModel): Status | undefined {
  if (recognition.status === 'not-a-config') return undefined;
  if (recognition.status === 'unknown-family') {
    return wordless('unknown model', unknownWords(recognition.name, recognition.nearest));
  }
  if (recognition.status === 'declined') {
    const shown = named && status(named.analysis, view);
    return shown
      ? { ...shown, tooltip: paragraphs(`Model config: ${code(named.path)}`, shown.tooltip) }
      : wordless('no model', declinedWords(recognition));
  }
  if (!model) return undefined;
  const blocker = estimateBlocker(model);
  if (blocker !== undefined) return wordless('no estimate', `Nothing is estimated: ${blocker}`);

  const { architecture } = model;
  const scenario = scenarioOf(model, view);
  const result = estimate(architecture, scenario);
  const total = formatBytes(result.bytes.total);
  const where = contextWords(scenario);
  const sequences = scenario.batch === 1 ? '' : `${formatCount(scenario.batch)} × `;
  const overBudget = view.budgetBytes !== undefined && result.bytes.total > view.budgetBytes;
  const fit =
    view.budgetBytes === undefined
      ? undefined
      : fitWords(largestContext(architecture, scenario, view.budgetBytes), view.budgetBytes);
  return {
    text: [
      `$(layers) ${total} @ ${sequences}${formatTokensShort(scenario.contextTokens)}`,
      ...(overBudget && fit ? [fit.short] : []),
    ].join(' · '),
    tooltip: [
      `**${plain(recognition.family.title)}**: ${total} ${where}`,
      `${cacheWords(result.bytes)} (${basisWords(result)})`,
      `${formatBytesPerToken(result.bytesPerToken)} + ${formatBytes(result.fixedBytes)} fixed, per sequence`,
      ...(fit ? [fit.long] : []),
      `${result.engine.name}: ${result.engine.basis}.`,
    ].join('\n\n'),
    accessibleLabel: `Layerwise: ${total} of cache ${where}${overBudget ? ', over the budget' : ''}`,
    overBudget,
  };
}

/** What a budget allows, short and long. The budget is for caches and states; weights are not in it. */
export function fitWords(tokens: number | undefined, budgetBytes: number): { short: string; long: string } {
  const budget = `A cache budget of ${formatBytes(budgetBytes)} (without weights)`;
  if (tokens === undefined) return { short: 'nothing fits', long: `${budget} holds not even one token.` };
  if (tokens === Number.POSITIVE_INFINITY) {
    return { short: 'any length fits', long: `${budget} holds a context of any length.` };
  }
  return {
    short: `fits ${formatTokensShort(tokens)}`,
    long: `${budget} holds up to ${formatCount(tokens)} tokens per sequence.`,
  };
}

function wordless(text: string, tooltip: string): Status {
  return {
    text: `$(layers) ${text}`,
    tooltip,
    accessibleLabel: `Layerwise: ${text}. ${tooltip}`,
    overBudget: false,
  };
}

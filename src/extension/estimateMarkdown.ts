import type { Analysis } from '../core/analyse';
import type { View } from '../core/features/view';
import { formatBytes, formatBytesPerToken, formatCount, formatParameters } from '../core/format';
import type { Estimate } from '../core/memory/estimate';
import { mixers } from '../core/mixers/registry';
import { describePattern } from '../core/pattern';
import { sizeUp } from '../core/report/sizing';

const contexts = [4096, 32_768, 131_072, 'maximum'] as const;

/** A model's estimate as a Markdown table, with all that a reader elsewhere needs to know of it; undefined without one. */
export function estimateMarkdown(file: string, analysis: Analysis, view: View): string | undefined {
  const { contextTokens, batch, cacheDtype, engine, tensorParallel } = view;
  const maximum = analysis.model?.architecture.maximumContextTokens ?? Infinity;
  const { model, parameters, estimates, notes } = sizeUp(file, analysis, {
    contexts: [...contexts.filter((context) => context === 'maximum' || context < maximum), contextTokens],
    batch,
    cacheDtype,
    engines: [engine],
    tensorParallel,
  });
  const [any] = estimates;
  if (!model || !parameters || !any) return undefined;
  const { family } = model.recognition;
  const pattern = describePattern(model.architecture.layers, (kind) => mixers[kind].name);
  const rows = estimates.toSorted((a, b) => a.scenario.contextTokens - b.scenario.contextTokens).map(row);
  const facts = [...notes, ...any.assumptions];
  return [
    `**${family.title}** · ${pattern.text} · ${formatParameters(parameters.total)} parameters, ${formatParameters(parameters.active)} active`,
    `Cache and state of ${formatCount(batch)} ${batch === 1 ? 'sequence' : 'sequences'}${
      tensorParallel === 1 ? '' : ` on each of ${tensorParallel} GPUs`
    } (${any.cacheDtype}, ${any.engine.name} ${any.engine.version}); ${formatBytesPerToken(any.bytesPerToken)} and sequence:`,
    ['| context | KV cache | state | total |', '|--:|--:|--:|--:|', ...rows].join('\n'),
    ...(facts.length > 0 ? [facts.map((fact) => `- ${fact}`).join('\n')] : []),
    '',
  ].join('\n\n');
}

function row({ scenario, bytes: { kv, latent, index, conv, recurrent, total } }: Estimate): string {
  const cells = [kv + latent + index, conv + recurrent, total].map(formatBytes);
  return `| ${[formatCount(scenario.contextTokens), ...cells].join(' | ')} |`;
}

/** Which layer to measure: the one at the cursor, one of a kind, one by its number, or one of each kind. */
import * as vscode from 'vscode';
import type { LayerChoice } from '../benchmark';
import type { Model } from '../core/analyse';
import type { Layer } from '../core/architecture';
import { formatCount } from '../core/format';
import { benchmarkableKinds, isBenchmarkable } from '../core/mixers/benchmarkable';
import { mixers } from '../core/mixers/registry';

const { t } = vscode.l10n;

interface Row extends vscode.QuickPickItem {
  readonly choose?: () => LayerChoice | Promise<LayerChoice | undefined>;
}

export async function pickLayer(model: Model, atCursor: Layer | undefined): Promise<LayerChoice | undefined> {
  const kinds = benchmarkableKinds(model.architecture);
  const rows: Row[] = [
    ...(atCursor && isBenchmarkable(atCursor.mixer.kind)
      ? [
          {
            label: layerName(atCursor),
            description: t('at the cursor'),
            choose: () => ({ index: atCursor.index }),
          },
        ]
      : []),
    ...(kinds.length > 1
      ? [
          {
            label: t('Compare layer kinds'),
            description: kinds.map(({ index, mixer }) => `${mixers[mixer.kind].name} (${index})`).join(', '),
            choose: () => 'each-kind' as const,
          },
        ]
      : []),
    { label: t('The first of a kind'), kind: vscode.QuickPickItemKind.Separator },
    ...kinds.map((layer) => ({
      label: layerName(layer),
      description: t('of {0}', formatCount(countOf(model, layer))),
      choose: () => ({ index: layer.index }),
    })),
    { label: t('Another layer by its number…'), choose: () => askForNumber(model) },
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: t('Layerwise: benchmark'),
    placeHolder: t('What to measure on this machine'),
    matchOnDescription: true,
  });
  return picked?.choose?.();
}

async function askForNumber({ architecture: { layers } }: Model): Promise<LayerChoice | undefined> {
  const prompt = t('A layer from 0 to {0}', layers.length - 1);
  const find = (text: string): Layer | undefined =>
    /^\d+$/.test(text.trim()) ? layers[Number(text)] : undefined;
  const text = await vscode.window.showInputBox({
    title: t('Layerwise: benchmark'),
    prompt,
    validateInput: (typed) => {
      if (typed.trim() === '') return undefined;
      const layer = find(typed);
      if (!layer) return prompt;
      return isBenchmarkable(layer.mixer.kind) ? undefined : t('{0} can’t be benchmarked.', layerName(layer));
    },
  });
  const layer = text === undefined ? undefined : find(text);
  return layer && { index: layer.index };
}

const layerName = ({ index, mixer }: Layer): string => t('Layer {0} · {1}', index, mixers[mixer.kind].name);

const countOf = ({ architecture: { layers } }: Model, { mixer }: Layer): number =>
  layers.filter((other) => other.mixer.kind === mixer.kind).length;

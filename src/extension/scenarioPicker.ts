/** The scenario as a list to pick from: context at once, everything else one step further. */
import * as vscode from 'vscode';
import { scenarioOf, type View } from '../core/features/view';
import { formatBytes, formatCount } from '../core/format';
import { estimateBlocker, type Model } from '../core/analyse';
import { engineIds, engines } from '../core/memory/engines/registry';
import { estimate } from '../core/memory/estimate';
import { dtypeNames } from '../core/reference/dtypes';
import { parseCount, parseGib } from './numbers';
import { documentOf } from './openFile';
import type { Scenario } from './scenario';
import type { Tools } from './tools';

const { t } = vscode.l10n;
const contexts = [4096, 8192, 32_768, 131_072, 262_144, 1_048_576];
const counts = [1, 2, 4, 8, 16, 32, 64, 128];
const budgetsGib = [8, 16, 24, 32, 48, 80, 96, 192];
const gib = 1024 ** 3;

/** A row: what it says, and what choosing it does; a step further is a promise. */
interface Row extends vscode.QuickPickItem {
  readonly current?: boolean;
  readonly choose?: () => void | Promise<void>;
}

/** Shows the list for a file, or for the one in front. */
export async function pickScenario(tools: Tools, uri: unknown): Promise<void> {
  const document = await documentOf(uri);
  const model = document && tools.service.analysisOf(document)?.model;
  const scenario = tools.scenario.at(document?.uri);
  await show(t('Layerwise: scenario'), t('Context, or what else to change'), mainRows({ scenario }, model));
}

function mainRows({ scenario }: Has, model: Model | undefined): Row[] {
  const { view } = scenario;
  const further = (label: string, value: string, rows: () => Row[]): Row => ({
    label,
    description: value,
    choose: () => show(t('Layerwise: {0}', label), t('Now: {0}', value), rows()),
  });
  return [
    heading(t('Context')),
    ...contextRows({ scenario }, model),
    heading(t('Everything else')),
    further(t('Batch'), sequences(view.batch), () => batchRows({ scenario }, model)),
    further(t('Cache dtype'), view.cacheDtype, () => dtypeRows({ scenario }, model)),
    further(t('Engine'), engineName(view.engine), () => engineRows({ scenario }, model)),
    further(t('Tensor parallel'), gpus(view.tensorParallel), () => tensorParallelRows({ scenario }, model)),
    further(t('GPU budget'), budgetName(view.budgetBytes), () => budgetRows({ scenario })),
    ...(scenario.isPicked
      ? [heading(''), { label: t('Back to the settings'), choose: () => scenario.reset() }]
      : []),
  ];
}

interface Has {
  readonly scenario: Scenario;
}

function contextRows({ scenario }: Has, model: Model | undefined): Row[] {
  const { contextTokens } = scenario.view;
  const maximum = model?.architecture.maximumContextTokens;
  const known = contexts.filter((tokens) => maximum === undefined || tokens < maximum);
  // A number of the reader's own stands among the others while it is in force.
  if (contextTokens !== 'maximum' && !known.includes(contextTokens)) known.push(contextTokens);
  const row = (label: string, tokens: View['contextTokens'], detail = ''): Row => ({
    label,
    description: join(detail, total(scenario.view, model, { contextTokens: tokens })),
    current: contextTokens === tokens,
    choose: () => scenario.pick({ contextTokens: tokens }),
  });
  return [
    maximum === undefined
      ? row(t('The model’s maximum'), 'maximum')
      : row(tokensOf(maximum), 'maximum', t('the model’s maximum')),
    ...known.toSorted((a, b) => a - b).map((tokens) => row(tokensOf(tokens), tokens)),
    ownNumber(
      t('Another context…'),
      t('Tokens of each sequence, such as 65536 or 64k'),
      parseCount,
      (tokens) => scenario.pick({ contextTokens: tokens }),
    ),
  ];
}

function batchRows({ scenario }: Has, model: Model | undefined): Row[] {
  return [
    ...counts.map((batch) => ({
      label: sequences(batch),
      description: total(scenario.view, model, { batch }),
      current: batch === scenario.view.batch,
      choose: () => scenario.pick({ batch }),
    })),
    ownNumber(t('Another batch…'), t('Sequences at once'), parseCount, (batch) => scenario.pick({ batch })),
  ];
}

function dtypeRows({ scenario }: Has, model: Model | undefined): Row[] {
  return (['auto', ...dtypeNames] as const).map((cacheDtype) => ({
    label: cacheDtype,
    description: join(
      cacheDtype === 'auto' ? t('the model’s own 16-bit dtype') : '',
      total(scenario.view, model, { cacheDtype }),
    ),
    current: cacheDtype === scenario.view.cacheDtype,
    choose: () => scenario.pick({ cacheDtype }),
  }));
}

function engineRows({ scenario }: Has, model: Model | undefined): Row[] {
  return engineIds.map((engine) => ({
    label: engineName(engine),
    description: total(scenario.view, model, { engine }),
    detail: engines[engine].basis,
    current: engine === scenario.view.engine,
    choose: () => scenario.pick({ engine }),
  }));
}

function tensorParallelRows({ scenario }: Has, model: Model | undefined): Row[] {
  return [
    ...counts.slice(0, 6).map((tensorParallel) => ({
      label: gpus(tensorParallel),
      description: total(scenario.view, model, { tensorParallel }),
      current: tensorParallel === scenario.view.tensorParallel,
      choose: () => scenario.pick({ tensorParallel }),
    })),
    ownNumber(
      t('Another number of GPUs…'),
      t('GPUs that share the heads'),
      (text) => parseCount(text, 4096),
      (tensorParallel) => scenario.pick({ tensorParallel }),
    ),
  ];
}

function budgetRows({ scenario }: Has): Row[] {
  const { budgetBytes } = scenario.view;
  return [
    {
      label: t('No budget'),
      current: budgetBytes === undefined,
      choose: () => scenario.pick({ budgetBytes: null }),
    },
    ...budgetsGib.map((size) => ({
      label: `${size} GiB`,
      current: budgetBytes === size * gib,
      choose: () => scenario.pick({ budgetBytes: size * gib }),
    })),
    ownNumber(t('Another budget…'), t('GiB of each GPU for caches and states'), parseGib, (size) =>
      scenario.pick({ budgetBytes: size * gib }),
    ),
  ];
}

/** A row that asks for a number, and takes none that can't be used. */
function ownNumber(
  label: string,
  prompt: string,
  parse: (text: string) => number | undefined,
  use: (value: number) => void,
): Row {
  return {
    label,
    current: false,
    choose: async () => {
      const text = await vscode.window.showInputBox({
        title: t('Layerwise: {0}', label.replace('…', '')),
        prompt,
        validateInput: (typed) =>
          typed.trim() === '' || parse(typed) !== undefined
            ? undefined
            : t('“{0}” can’t be used. {1}', typed, prompt),
      });
      const value = text === undefined ? undefined : parse(text);
      if (value !== undefined) use(value);
    },
  };
}

/** Resolves when the list is gone; rejects with whatever choosing a row threw. */
async function show(title: string, placeholder: string, rows: readonly Row[]): Promise<void> {
  const list = vscode.window.createQuickPick<Row>();
  list.title = title;
  list.placeholder = placeholder;
  list.matchOnDescription = true;
  // VS Code marks no row of a list with one answer; blanks keep the others in line.
  list.items = rows.map((row) =>
    row.current === undefined
      ? row
      : { ...row, iconPath: new vscode.ThemeIcon(row.current ? 'check' : 'blank') },
  );
  list.activeItems = list.items.filter(({ current }) => current);
  const chosen = await new Promise<Row | undefined>((resolve) => {
    list.onDidAccept(() => resolve(list.activeItems[0]));
    list.onDidHide(() => resolve(undefined));
    list.show();
  });
  list.dispose();
  await chosen?.choose?.();
}

/** What the model would take if this were picked; empty where nothing can be said. */
function total(view: View, model: Model | undefined, change: Partial<View>): string {
  if (!model || estimateBlocker(model) !== undefined) return '';
  return formatBytes(estimate(model.architecture, scenarioOf(model, { ...view, ...change })).bytes.total);
}

const heading = (label: string): Row => ({ label, kind: vscode.QuickPickItemKind.Separator });
const join = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ');
const tokensOf = (count: number): string => t('{0} tokens', formatCount(count));
const sequences = (count: number): string =>
  count === 1 ? t('1 sequence') : t('{0} sequences', formatCount(count));
const gpus = (count: number): string => (count === 1 ? t('1 GPU') : t('{0} GPUs', formatCount(count)));
const engineName = (engine: View['engine']): string =>
  engine === 'theory' ? engine : `${engines[engine].name} ${engines[engine].version}`;
const budgetName = (bytes: number | undefined): string =>
  bytes === undefined ? t('none') : formatBytes(bytes);

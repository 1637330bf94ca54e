/** A mixer explained: what it is, what it keeps, who uses it. */
import { analyse, type Model } from '../../analyse';
import { families } from '../../families/registry';
import { formatCount } from '../../format';
import { mixerModule, mixers, type Mixer, type MixerKind } from '../../mixers/registry';
import type { StateTensor } from '../../mixers/state';
import type { Paint } from './paint';
import { table, wrap } from './table';

export function mixerLines(kind: MixerKind, width: number, paint: Paint): string[] {
  const { name, glyph, summary, paper, reach } = mixers[kind];
  const users = usersOf(kind);
  const example = users[0];
  const tensors = example ? mixerModule(example.mixer).state(example.mixer) : [];
  return [
    `${paint.bold(name)}   ${kind} · ${glyph} in layer strips`,
    '',
    ...wrap(summary.split(' '), width),
    '',
    `${paint.bold('Reach')}   ${reachText[reach]}`,
    `${paint.bold('Paper')}   ${paper.title}, ${paint.underline(paper.url)}`,
    ...(example ? ['', ...stateLines(example, tensors, paint)] : []),
    '',
    ...wrap(`${paint.bold('Used by')} ${usedBy(users)}`.split(' '), width),
  ];
}

const reachText = {
  global: 'the whole context',
  local: 'a bounded part of the context',
  state: 'a state of fixed size, whatever the context',
  none: 'nothing: it mixes no tokens',
} as const;

interface User {
  readonly title: string;
  readonly mixer: Mixer;
}

/** Families that build the mixer from nothing but their defaults, in the order of the registry. */
function usersOf(kind: MixerKind): User[] {
  return families.flatMap((family): User[] => {
    const model = defaultModel(family.id);
    const layer = model?.architecture.layers.find(({ mixer }) => mixer.kind === kind);
    return layer ? [{ title: family.title, mixer: layer.mixer }] : [];
  });
}

/** What a family builds from a config with nothing but its name; undefined where it insists on more. */
function defaultModel(family: string): Model | undefined {
  const { model } = analyse(JSON.stringify({ model_type: family }), 'json');
  return model && model.fields.issues.length === 0 ? model : undefined;
}

function usedBy(users: readonly User[]): string {
  if (users.length === 0) return 'no family by default: a config must ask for it.';
  return `${users.map(({ title }) => title).join(', ')} (by default; configs of other families may ask for it).`;
}

function stateLines({ title, mixer }: User, tensors: readonly StateTensor[], paint: Paint): string[] {
  const heading = `${paint.bold('State')}   of one layer, as ${title} has it by default: ${mixerModule(mixer).describe(mixer)}`;
  if (tensors.length === 0) return [heading, '  nothing is kept between tokens'];
  const [, ...lines] = table(
    [
      { title: '', align: 'left' },
      { title: '', align: 'left' },
      { title: '', align: 'left' },
    ],
    tensors.map((tensor) => [tensor.name, shapeText(tensor), dtypeText[tensor.dtype]]),
    '  ',
  );
  return [heading, ...lines.map((line) => `  ${line}`)];
}

const dtypeText = {
  cache: 'in the cache dtype',
  model: "in the model's dtype",
  float32: 'in float32',
  int8: 'in 8 bits',
  int64: 'in int64',
} as const;

function shapeText({ shape, growth }: StateTensor): string {
  const axes = shape.map((axis) => {
    if (axis === 'batch') return axis;
    if (axis === 'length') return lengthText(growth);
    return formatCount(typeof axis === 'number' ? axis : axis.sharded);
  });
  return `[${axes.join(', ')}]`;
}

function lengthText(growth: StateTensor['growth']): string {
  switch (growth.type) {
    case 'tokens':
      return 'tokens';
    case 'window':
      return `last ${formatCount(growth.tokens)} tokens`;
    case 'blocks':
      return `blocks of ${formatCount(growth.of)} tokens`;
    case 'remainder':
      return `tokens of the unfinished block of ${formatCount(growth.of)}`;
    case 'last-block':
      return `the last whole block of ${formatCount(growth.of)} tokens`;
    case 'convolution':
      return `${growth.kernel} columns`;
    case 'constant':
      return '1';
  }
}

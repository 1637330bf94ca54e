import { helpFlag, type Flag } from './arguments';
import type { Command } from './command';
import { table, wrap } from '../core/report/text/table';

const tagline = 'Layerwise checks and sizes large-language-model configs, layer by layer.';

const exitCodeHelp = [
  'Exit code',
  '  0  clean',
  '  1  findings of severity error, or more warnings than allowed',
  '  2  called wrongly, or an input that can not be read',
];

export function generalHelp(commands: readonly Command[], width: number): string {
  return [
    ...wrap(tagline.split(' '), width),
    '',
    'Usage',
    ...commands.map(({ name, positionals }) => `  layerwise ${name} ${positionals}`),
    '',
    'Commands',
    ...aligned(commands.map(({ name, summary }) => [name, summary])),
    '',
    'Flags',
    ...aligned([
      ['--help', 'Print help, of a command behind its name'],
      ['--version', 'Print the version'],
    ]),
    '',
    ...wrap('A PATH is a file, a folder (read recursively) or - for standard input.'.split(' '), width),
    '',
    ...exitCodeHelp,
    '',
  ].join('\n');
}

export function commandHelp(command: Command, width: number): string {
  const { name, summary, positionals, flags, details = [], examples } = command;
  return [
    ...wrap(`${summary}.`.split(' '), width),
    '',
    'Usage',
    `  layerwise ${name} ${positionals}${flags.length > 0 ? ' [flags]' : ''}`,
    '',
    'Flags',
    ...flagLines([...flags, helpFlag], width),
    ...details.flatMap((paragraph) => ['', ...wrap(paragraph.split(' '), width)]),
    '',
    'Examples',
    ...examples.map((example) => `  ${example}`),
    '',
    ...exitCodeHelp,
    '',
  ].join('\n');
}

function flagLines(flags: readonly Flag[], width: number): string[] {
  const names = flags.map(
    ({ name, value, repeatable }) =>
      `  --${name}${value === undefined ? '' : ` ${value}`}${repeatable ? ' …' : ''}`,
  );
  const margin = Math.max(...names.map((name) => name.length)) + 2;
  return flags.flatMap(({ description }, index) =>
    wrap(description.split(' '), Math.max(30, width - margin)).map(
      (line, row) => (row === 0 ? names[index]! : '').padEnd(margin) + line,
    ),
  );
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const [, ...lines] = table(
    [
      { title: '', align: 'left' },
      { title: '', align: 'left' },
    ],
    rows,
    '  ',
  );
  return lines.map((line) => `  ${line}`);
}

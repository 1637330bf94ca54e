import { version } from '../../package.json';
import { nearest } from '../core/nearest';
import { readArguments, UsageError } from './arguments';
import { exitCodes, type Command, type ExitCode } from './command';
import { commands } from './commands/registry';
import { commandHelp, generalHelp } from './help';
import { columnsOf, OutputClosed, OutputFailed, type Io } from './io';
import { describeBug, tell } from './messages';

/** The whole command line: arguments in, exit code out. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof OutputClosed) return exitCodes.clean;
    if (error instanceof UsageError) {
      const name = commands.find((command) => command.name === argv[0])?.name;
      await tell(io, `${error.message}\nSee layerwise ${name === undefined ? '' : `${name} `}--help.`);
    } else if (error instanceof OutputFailed) {
      await tell(io, error.message);
    } else {
      await tell(io, describeBug(error, io));
    }
    return exitCodes.unusable;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = argv;
  const width = columnsOf(io.stdout);
  if (name === undefined) {
    await io.stderr.write(generalHelp(commands, width));
    return exitCodes.unusable;
  }
  if (name === '--version' || name === '-v' || name === '-V' || name === 'version') {
    await io.stdout.write(`${version}\n`);
    return exitCodes.clean;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const command = rest[0] === undefined ? undefined : findCommand(rest[0]);
    await io.stdout.write(command ? commandHelp(command, width) : generalHelp(commands, width));
    return exitCodes.clean;
  }
  const command = findCommand(name);
  if (asksForHelp(rest)) {
    await io.stdout.write(commandHelp(command, width));
    return exitCodes.clean;
  }
  return command.run(readArguments(rest, command.flags), io);
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

function findCommand(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const [best] = nearest(name, [...commands.map((known) => known.name), ...globalFlags], 1);
  const suggestion = best === undefined ? '' : ` Did you mean layerwise ${best}?`;
  const kind = name.startsWith('-') ? 'flag' : 'command';
  throw new UsageError(`There is no ${kind} ${JSON.stringify(name)}.${suggestion}`);
}

const globalFlags = ['--help', '--version'];

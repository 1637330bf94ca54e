import type { Arguments, Flag } from './arguments';
import type { Io } from './io';

export const exitCodes = {
  clean: 0,
  /** Findings of severity error, or too many warnings. */
  findings: 1,
  /** The command was called wrongly, or an input could not be read. */
  unusable: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Positional arguments: `PATH…`. */
  readonly positionals: string;
  readonly flags: readonly Flag[];
  /** Paragraphs behind the flags. */
  readonly details?: readonly string[];
  readonly examples: readonly string[];
  run(args: Arguments, io: Io): Promise<ExitCode>;
}

/** The worse of two. */
export function worst(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

/** What a command sees of the process: streams, environment, folder. Tests hand in their own. */

export interface Output {
  /** Settles when the text is taken, so that a slow reader slows us down instead of filling memory. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined where the output is none. */
  readonly columns: number | undefined;
}

export interface Io {
  /** The result, and nothing else. */
  readonly stdout: Output;
  /** Messages and progress. */
  readonly stderr: Output;
  readStdin(): Promise<Uint8Array>;
  /** Aborted by Ctrl+C, which from the call on no longer ends the process by itself. */
  interruption(): AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** The reader of our output has gone (`layerwise … | head`): stop at once, quietly. */
export class OutputClosed extends Error {}

/** What was asked for can't be written, as on a full disk: told in one line, exit code 2. */
export class OutputFailed extends Error {}

/** Width of reports where no terminal says otherwise: the same in every pipe and file. */
const defaultColumns = 100;

export function columnsOf(output: Output): number {
  return Math.max(40, output.columns ?? defaultColumns);
}

/** https://no-color.org and https://force-color.org; else colours for terminals only. */
export function wantsColour(output: Output, env: Io['env']): boolean {
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return output.isTerminal && env['TERM'] !== 'dumb';
}

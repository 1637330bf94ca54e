/** What goes to standard error. */
import { printable } from '../core/report/text/paint';
import { OutputClosed, OutputFailed, type Io } from './io';

export async function tell(io: Io, message: string): Promise<void> {
  try {
    await io.stderr.write(`layerwise: ${message}\n`);
  } catch (error) {
    // Nobody listens: the exit code says the rest.
    if (!(error instanceof OutputClosed || error instanceof OutputFailed)) throw error;
  }
}

/** `layerwise: config.json: is empty. …`: what could not be read, and the way out. */
export async function tellOf(io: Io, file: string, message: string): Promise<void> {
  await tell(io, `${printable(file)}: ${printable(message)}`);
}

/** A mistake of ours, in words; with LAYERWISE_DEBUG where in the code it happened. */
export function describeBug(error: unknown, { env }: Io): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = env['LAYERWISE_DEBUG'] && error instanceof Error ? `\n${error.stack ?? ''}` : '';
  return `internal error (${message}). Please report it: https://github.com/layerwise/layerwise/issues${stack}`;
}

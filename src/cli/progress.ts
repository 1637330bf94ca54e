import { formatCount } from '../core/format';
import type { Io, Output } from './io';

/** Milliseconds before anything is shown, and between two updates. */
const patience = 1000;
const interval = 100;

export interface Progress {
  /** The streams to write to meanwhile: the progress line makes way for them. */
  readonly io: Io;
  /** One more file is begun. */
  tick(): Promise<void>;
  end(): Promise<void>;
}

/** A line on standard error that says how far long work has got; nothing where that is no terminal. */
export function showProgress(io: Io, now: () => number = Date.now): Progress {
  if (!io.stderr.isTerminal) return { io, tick: async () => {}, end: async () => {} };
  const start = now();
  let shown = 0;
  let files = 0;
  const clear = async (): Promise<void> => {
    if (shown === 0) return;
    shown = 0;
    await io.stderr.write('\r\x1b[2K');
  };
  const makingWay = (output: Output): Output => ({
    ...output,
    write: async (text) => {
      await clear();
      await output.write(text);
    },
  });
  return {
    io: { ...io, stdout: makingWay(io.stdout), stderr: makingWay(io.stderr) },
    tick: async () => {
      files++;
      const time = now();
      if (time - start < patience || time - shown < interval) return;
      shown = time;
      await io.stderr.write(`\r\x1b[2K${formatCount(files)} files…`);
    },
    end: clear,
  };
}

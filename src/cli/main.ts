import { maximumBytes } from './files';
import { OutputClosed, OutputFailed, type Output } from './io';
import { run } from './run';

/** A process stream whose writes can be awaited. */
function outputOf(stream: NodeJS.WriteStream): Output {
  let failure: Error | undefined;
  const fail = (error: NodeJS.ErrnoException): Error =>
    (failure ??=
      error.code === 'EPIPE'
        ? new OutputClosed()
        : new OutputFailed(`the output can't be written: ${error.message}.`));
  // Without a listener the process would end with a stack trace when the reader goes away.
  stream.on('error', fail);
  return {
    write: (text) =>
      new Promise((resolve, reject) => {
        if (failure) reject(failure);
        else stream.write(text, (error) => (error ? reject(fail(error)) : resolve()));
      }),
    isTerminal: stream.isTTY,
    columns: stream.isTTY ? stream.columns : undefined,
  };
}

/** All of standard input, or just enough of it to tell that it is too much. */
async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maximumBytes) break;
  }
  return Buffer.concat(chunks);
}

function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

void run(process.argv.slice(2), {
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  readStdin,
  interruption,
  env: process.env,
  cwd: process.cwd(),
}).then((code) => {
  process.exitCode = code;
});

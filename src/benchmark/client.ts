import { fork, type ChildProcess } from 'node:child_process';
import type { FromChild, Reply, Request } from './protocol';

/** The parent's side: one child, asked one thing at a time, ended at any moment and never left behind. */

/** What went wrong, for those who word it: an editor's message, a terminal's line. */
export type BenchmarkFailure =
  'not-installed' | 'no-provider' | 'child-exited' | 'timed-out' | 'failed' | 'already-running';

export class BenchmarkError extends Error {
  constructor(
    readonly kind: BenchmarkFailure,
    message: string,
    /** What a person can try. */
    readonly advice?: string,
  ) {
    super(message);
    this.name = 'BenchmarkError';
  }
}

export interface ChildOptions {
  readonly workerPath: string;
  readonly signal: AbortSignal;
  /** The Node that runs the child; the parent's own program unless said. */
  readonly nodePath?: string;
  /** More variables for the child, beside those it always gets. */
  readonly environment?: Readonly<Record<string, string>>;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type Question = WithoutId<Request>;

export interface AskOptions {
  readonly timeoutMilliseconds: number;
  readonly onEvent?: (event: Exclude<FromChild, Reply>) => void;
}

/** Between a polite end and a forced one. */
const graceMilliseconds = 2000;
const stderrCharacters = 10_000;

export class Child {
  private readonly process: ChildProcess;
  private readonly exited: Promise<void>;
  private stderr = '';
  private next = 1;
  private end: string | undefined;
  private readonly onAbort = (): void => void this.close();

  constructor(private readonly options: ChildOptions) {
    this.process = fork(options.workerPath, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: childEnvironment(process.env, options.environment),
      execArgv: [],
      ...(options.nodePath !== undefined && { execPath: options.nodePath }),
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // The first words say what failed; a stack may follow.
      if (this.stderr.length < stderrCharacters) this.stderr += text;
    });
    this.exited = new Promise((resolve) => {
      this.process.once('close', (code, signal) => {
        this.end ??= signal ? `was ended by ${signal}` : `ended with code ${code}`;
        resolve();
      });
      // A program that can't be started never closes.
      this.process.once('error', (error) => {
        this.end ??= `could not be started: ${error.message}`;
        resolve();
      });
    });
    options.signal.addEventListener('abort', this.onAbort);
    if (options.signal.aborted) this.onAbort();
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Settles on the first of reply, end of the child, time limit and cancel; the last two end the child. */
  async ask(question: Question, { timeoutMilliseconds, onEvent }: AskOptions): Promise<Reply> {
    const id = this.next++;
    let onMessage: ((message: FromChild) => void) | undefined;
    let timer: NodeJS.Timeout | undefined;
    const reply = new Promise<Reply>((resolve) => {
      onMessage = (message) => {
        if (message.id !== id) return;
        if (message.type === 'doing' || message.type === 'preliminary') onEvent?.(message);
        else resolve(message);
      };
      this.process.on('message', onMessage);
    });
    const ended = this.exited.then(() => {
      throw this.exitError();
    });
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(timeoutError(question.type, timeoutMilliseconds)), timeoutMilliseconds);
    });
    try {
      if (this.process.connected) this.process.send({ ...question, id }, () => undefined);
      return await Promise.race([reply, ended, late]);
    } catch (error) {
      await this.close();
      this.options.signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      if (onMessage) this.process.off('message', onMessage);
      ended.catch(() => undefined);
    }
  }

  /** Ends the child, by force if it does not heed; resolves when it is gone. */
  async close(): Promise<void> {
    this.options.signal.removeEventListener('abort', this.onAbort);
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), graceMilliseconds);
    await this.exited;
    clearTimeout(timer);
  }

  private exitError(): BenchmarkError {
    const tail = lastWords(this.stderr);
    return new BenchmarkError(
      'child-exited',
      `The benchmark process ${this.end ?? 'ended'} before it had a result${tail ? `: ${tail}` : '.'}`,
      'Memory may have run out, or the GPU driver failed. Try a shorter context, or the CPU.',
    );
  }
}

/** The end of what a process wrote, without Node's own stack and the chatter of window systems and drivers. */
export function lastWords(stderr: string): string {
  const [own = ''] = stderr.split(/-+ Native stack trace/);
  const lines = own.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/XDG_RUNTIME_DIR|^Warning: .*[Dd]awn/.test(line))
    .slice(-3)
    .join('\n');
}

function timeoutError(what: Request['type'], milliseconds: number): BenchmarkError {
  const doing = {
    open: 'starting a provider',
    ceilings: 'measuring the device',
    measure: 'measuring a layer',
  };
  return new BenchmarkError(
    'timed-out',
    `No answer after ${Math.round(milliseconds / 1000)} s of ${doing[what]}; the benchmark process was ended.`,
    'The GPU driver may hang. Try another provider, or a shorter context.',
  );
}

/** What drivers and loaders of shared libraries read; nothing else of the parent's environment is passed on. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'windir',
  'LOCALAPPDATA',
  'APPDATA',
  'ProgramData',
  'LANG',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'XDG_RUNTIME_DIR',
  'XDG_DATA_DIRS',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'VK_ICD_FILENAMES',
  'VK_DRIVER_FILES',
  'VK_LOADER_DEBUG',
  'CUDA_PATH',
  'CUDA_VISIBLE_DEVICES',
  'NVIDIA_VISIBLE_DEVICES',
  'NVIDIA_DRIVER_CAPABILITIES',
];

export function childEnvironment(
  own: NodeJS.ProcessEnv,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = passedOn.flatMap((name) => {
    const value = own[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    // The editor's program becomes Node.
    ...(process.versions['electron'] !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
    ...more,
    // onnxruntime 1.30 keeps a device id and sends telemetry unless told not to. Nothing leaves this machine.
    ORT_DISABLE_TELEMETRY: '1',
  };
}

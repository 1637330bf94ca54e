import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../../src/cli/run';

export interface Options {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly signal?: AbortSignal;
  /** Makes both outputs terminals of this width. */
  readonly columns?: number;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line with its streams in memory. */
export async function cli(argv: readonly string[], options: Options = {}): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  const terminal = { isTerminal: options.columns !== undefined, columns: options.columns };
  const code = await run(argv, {
    stdout: { ...terminal, write: async (text) => void (stdout += text) },
    stderr: { ...terminal, write: async (text) => void (stderr += text) },
    readStdin: async () => Buffer.from(options.stdin ?? ''),
    interruption: () => options.signal ?? new AbortController().signal,
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
  });
  return { code, stdout, stderr };
}

/** A folder with these files, removed after the suite; call it in a `describe`. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): { readonly path: string } {
  const made = { path: '' };
  before(() => {
    made.path = mkdtempSync(join(tmpdir(), 'layerwise-'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(made.path, name)), { recursive: true });
      writeFileSync(join(made.path, name), content);
    }
  });
  after(() => rmSync(made.path, { recursive: true, force: true }));
  return made;
}

export const llama = JSON.stringify(
  {
    model_type: 'llama',
    hidden_size: 4096,
    intermediate_size: 14_336,
    num_attention_heads: 32,
    num_key_value_heads: 8,
    num_hidden_layers: 32,
    max_position_embeddings: 131_072,
    vocab_size: 128_256,
    dtype: 'bfloat16',
  },
  undefined,
  2,
);

/** 33 is no multiple of 8: one error, at its place. */
export const brokenLlama = llama.replace('"num_attention_heads": 32', '"num_attention_heads": 33');

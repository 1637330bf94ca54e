/** The Node that runs the benchmark's process: a real one where there is one, since the editor's own Electron is another build. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';

/** onnxruntime-node asks for it. */
const oldestMajor = 20;

export interface Surroundings {
  readonly isElectron: boolean;
  readonly path: string;
  readonly isWindows: boolean;
  /** `v22.1.0` of a program, or nothing where it can't be run. */
  readonly versionOf: (program: string) => Promise<string | undefined>;
}

/** This process's. */
export function surroundings(): Surroundings {
  return {
    isElectron: process.versions['electron'] !== undefined,
    path: process.env['PATH'] ?? '',
    isWindows: process.platform === 'win32',
    versionOf,
  };
}

/**
 * The program to fork with; undefined for the one that runs the extension, which in a server is a real Node already.
 * Throws, in words for the reader, where the setting names none.
 */
export async function findNode(
  setting: string | undefined,
  { isElectron, path, isWindows, versionOf }: Surroundings,
): Promise<string | undefined> {
  if (setting !== undefined) {
    const version = await versionOf(setting);
    if (isRecent(version)) return setting;
    throw new Error(
      version === undefined
        ? `layerwise.benchmark.nodePath is ${setting}, which can’t be run as Node.`
        : `layerwise.benchmark.nodePath is Node ${version}; onnxruntime needs ${oldestMajor} or newer.`,
    );
  }
  if (!isElectron) return undefined;
  for (const folder of path.split(delimiter).filter((folder) => isAbsolute(folder))) {
    const program = join(folder, isWindows ? 'node.exe' : 'node');
    if (isRecent(await versionOf(program))) return program;
  }
  return undefined;
}

const isRecent = (version: string | undefined): boolean =>
  Number(/^v(\d+)\./.exec(version ?? '')?.[1] ?? 0) >= oldestMajor;

async function versionOf(program: string): Promise<string | undefined> {
  try {
    await access(program, constants.X_OK);
    const { stdout } = await promisify(execFile)(program, ['--version'], {
      timeout: 5000,
      windowsHide: true,
    });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

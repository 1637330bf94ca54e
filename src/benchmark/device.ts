import { execFile } from 'node:child_process';
import { cpus, freemem } from 'node:os';
import { promisify } from 'node:util';
import type { Provider } from './result';

/** onnxruntime does not name its device: the operating system's tools do, and the first of theirs is taken. */

export interface DeviceFacts {
  readonly name: string;
  /** False where there is nothing to guess: the CPU. */
  readonly probable: boolean;
  /** What a run may use. */
  readonly memoryBytes: number;
}

/** Part of the free memory that a run takes; the rest is for the editor and the model's other users. */
const usableShare = 0.7;

export async function deviceFacts(provider: Provider): Promise<DeviceFacts> {
  const systemBytes = freemem() * usableShare;
  if (provider === 'cpu') {
    const [first] = cpus();
    return {
      name: `${first?.model.trim() ?? 'CPU'} (${cpus().length} threads)`,
      probable: false,
      memoryBytes: systemBytes,
    };
  }
  const nvidia = await nvidiaGpu();
  if (nvidia)
    return { ...nvidia, probable: true, memoryBytes: Math.min(systemBytes, nvidia.freeBytes * usableShare) };
  // Without a tool that says otherwise, a GPU shares the system's memory.
  return { name: (await otherGpu()) ?? 'unknown GPU', probable: true, memoryBytes: systemBytes / 2 };
}

async function nvidiaGpu(): Promise<{ name: string; freeBytes: number } | undefined> {
  const output = await run('nvidia-smi', ['--query-gpu=name,memory.free', '--format=csv,noheader,nounits']);
  return output === undefined ? undefined : parseNvidia(output);
}

/** First line: `NVIDIA H100 80GB HBM3, 80994`, the memory in MiB. */
export function parseNvidia(output: string): { name: string; freeBytes: number } | undefined {
  const [, name, free] = /^\s*(.+?)\s*,\s*(\d+)/.exec(output) ?? [];
  return name === undefined ? undefined : { name, freeBytes: Number(free) * 2 ** 20 };
}

async function otherGpu(): Promise<string | undefined> {
  switch (process.platform) {
    case 'darwin':
      return parseMac(await run('system_profiler', ['SPDisplaysDataType']));
    case 'win32':
      return firstLine(
        await run('powershell.exe', [
          '-NoProfile',
          '-Command',
          '(Get-CimInstance Win32_VideoController | Select-Object -First 1).Name',
        ]),
      );
    default:
      return softwareVulkan() ?? parseLspci(await run('lspci', []));
  }
}

/** A software device in place of a GPU, by the name of its driver file. */
export function softwareVulkan(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const driver = environment['VK_DRIVER_FILES'] ?? environment['VK_ICD_FILENAMES'] ?? '';
  if (/swiftshader/i.test(driver)) return 'SwiftShader, Vulkan on the CPU';
  return /lvp|lavapipe/i.test(driver) ? 'lavapipe, Vulkan on the CPU' : undefined;
}

export function parseMac(output: string | undefined): string | undefined {
  return output && /Chipset Model:\s*(.+)/.exec(output)?.[1]?.trim();
}

export function parseLspci(output: string | undefined): string | undefined {
  return output && /(?:VGA compatible|3D|Display) controller:\s*(.+)/.exec(output)?.[1]?.trim();
}

function firstLine(output: string | undefined): string | undefined {
  const line = output?.split('\n')[0]?.trim();
  return line === '' ? undefined : line;
}

/** What a program prints, or nothing where it is missing or fails. */
async function run(program: string, given: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, [...given], { timeout: 5000, windowsHide: true });
    return stdout;
  } catch {
    return undefined;
  }
}

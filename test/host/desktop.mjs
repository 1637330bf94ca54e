/** Desktop VS Code: finding it, opening it with the extension under development, and running the suite in it. */
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { deleteFolder, run, scratchFolder } from './cleanup.mjs';
import { copyWorkspace, environment, quiet, root } from './host.mjs';
import { isProgram, programsOnPath } from './programs.mjs';

/**
 * The program itself, not the `code` script beside it: that returns at once and leaves the window behind.
 * @returns {string | undefined}
 */
export function findDesktop() {
  const chosen = process.env['VSCODE_PATH'];
  if (chosen) {
    if (!isProgram(chosen)) {
      throw new Error(`VSCODE_PATH names ${chosen}, which is no program. Unset it, or name VS Code’s own.`);
    }
    return programBeside(chosen) ?? chosen;
  }
  const scripts = process.platform === 'win32' ? ['code.cmd'] : ['code', 'code-insiders', 'codium'];
  const applications = [
    '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
    '/Applications/VSCodium.app/Contents/MacOS/Electron',
    join(process.env['LOCALAPPDATA'] ?? '', 'Programs', 'Microsoft VS Code', 'Code.exe'),
  ];
  return [...programsOnPath(scripts).map(programBeside), ...applications].find(
    (path) => path !== undefined && isProgram(path),
  );
}

/**
 * Opens a window with a profile of its own, and waits until it is closed.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export async function openDesktop(program, args, env = {}) {
  const profile = scratchFolder();
  const user = join(profile, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(quiet));
  const own = [
    `--user-data-dir=${join(profile, 'data')}`,
    `--extensions-dir=${join(profile, 'extensions')}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-updates',
    // Chromium's sandbox needs a helper that a container, or root, does not have.
    ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu-sandbox'] : []),
    `--extensionDevelopmentPath=${root}`,
  ];
  const code = await run(program, [...args, ...own], { env: { ...environment(), ...env } });
  deleteFolder(profile);
  return code;
}

/**
 * The suite of test/host/integration.mjs in desktop VS Code.
 * @param {{ results: string, grep?: string | undefined }} options `results`: the file they go to
 */
export async function runInDesktop({ results, grep }) {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw new Error('Desktop VS Code needs a display. Without one: xvfb-run -a npm run test:desktop');
  }
  const program = findDesktop() ?? (await download());
  const workspace = copyWorkspace();
  await openDesktop(
    program,
    [workspace, `--extensionTestsPath=${join(root, 'out', 'integration', 'index.js')}`],
    {
      LAYERWISE_RESULTS: results,
      ...(grep && { LAYERWISE_GREP: grep }),
    },
  );
  deleteFolder(dirname(workspace));
}

async function download() {
  try {
    return await downloadAndUnzipVSCode({ cachePath: join(root, '.vscode-test') });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `No VS Code was found, and none could be downloaded (${reason}). Install it, or name it in VSCODE_PATH.`,
      { cause: error },
    );
  }
}

/**
 * The Electron program that belongs to a `code` script, wherever this platform keeps it.
 * @param {string} script
 */
function programBeside(script) {
  const bin = dirname(realpathSync(script));
  return [
    join(bin, '..', 'code'),
    join(bin, '..', 'code-insiders'),
    join(bin, '..', 'codium'),
    join(bin, '..', 'Code.exe'),
    join(bin, '..', '..', '..', 'MacOS', 'Electron'),
  ].find(isProgram);
}

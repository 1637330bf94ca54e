/**
 * Whatever a script starts or writes outside the repository is registered here, and is gone when the script is:
 * on a normal end, an exception, Ctrl-C or SIGTERM. Servers fork extension hosts and browsers fork renderers, so a
 * child leads a process group of its own and the whole group is ended.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const windows = process.platform === 'win32';
// VS Code puts sockets there, whose paths must stay under 104 characters; macOS's own temp folder is too deep.
const temporary = process.platform === 'darwin' ? '/tmp' : tmpdir();

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
/** @type {Set<string>} */
const folders = new Set();

/**
 * Starts a process that can't outlive this one. It never reads this process's stdin.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    ...options,
    detached: !windows,
  });
  children.add(child);
  // The group stays registered after its leader has gone: a forked grandchild may still be there.
  child.once('error', () => children.delete(child));
  return child;
}

/**
 * Runs a process to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, options);
    child.once('error', reject);
    child.once('close', (code) => {
      end(child);
      resolve(code ?? 1);
    });
  });
}

/**
 * Ends a process started here, and all that it started.
 * @param {import('node:child_process').ChildProcess} child
 */
export function end(child) {
  if (!children.delete(child) || child.pid === undefined) {
    return;
  }
  if (windows) {
    spawnSync('taskkill', ['/PID', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}

/**
 * A fresh folder under the system's temp folder, deleted at the end. Its path has no symbolic links in it: VS Code
 * compares paths as text.
 */
export function scratchFolder() {
  const folder = realpathSync(mkdtempSync(join(temporary, 'layerwise-')));
  folders.add(folder);
  return folder;
}

/** @param {string} folder one that `scratchFolder` made */
export function deleteFolder(folder) {
  folders.delete(folder);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function cleanUp() {
  for (const child of children) {
    end(child);
  }
  for (const folder of folders) {
    deleteFolder(folder);
  }
}

process.once('exit', cleanUp);
for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  // Every time, not once: npm and a terminal both send Ctrl-C, and the second must not cut the cleaning short.
  process.on(signal, () => process.exit(code));
}

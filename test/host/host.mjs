/**
 * A real VS Code out of one npm package. code-server's tarball holds VS Code's own server and web workbench; we run
 * that server directly and never code-server itself. Nothing native is needed, and no install script runs.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deleteFolder, end, run, scratchFolder, start } from './cleanup.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const product = join(modules, 'code-server', 'lib', 'vscode');
const server = join(product, 'out', 'server-main.js');

/** The root of the repository, which is also the extension under development. */
export const root = dirname(dirname(here));

/**
 * A copy of the folder of real configs, which is what `npm start` and the editor suites open: whatever is edited there
 * leaves the repository alone. It lies in a scratch folder of its own, under the name that the editor shows.
 */
export function copyWorkspace() {
  const copy = join(scratchFolder(), 'model-configs');
  cpSync(join(root, 'test', 'fixtures', 'workspace'), copy, { recursive: true });
  return copy;
}

/** A quiet editor: no network, no tips, nothing that moves by itself; and it saves when told, as on the desktop. */
export const quiet = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'json.schemaDownload.enable': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'git.enabled': false,
  'files.autoSave': 'off',
};

/** @type {Promise<unknown>} */
let installing = Promise.resolve();

/**
 * Installs the host beside this file when it is missing or its lockfile has changed, and gives its modules' folder.
 * Calls wait for one another: `npm test` starts one early.
 * @param {{ packager?: boolean }} [options] `packager`: with vsce too, which only `npm run package` needs
 * @returns {Promise<string>}
 */
export function ensureHost({ packager = false } = {}) {
  const installed = installing.then(() => install(packager));
  installing = installed.catch(() => {});
  return installed;
}

/** @param {boolean} packager */
async function install(packager) {
  const stamp = join(modules, '.layerwise-host');
  const wanted = createHash('sha256')
    .update(readFileSync(join(here, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (!installed || (packager && !existsSync(join(modules, '@vscode', 'vsce')))) {
    console.error('Installing the editor for tests (npm ci in test/host, about 40 MB, once)…');
    const args = ['ci', '--ignore-scripts', '--no-progress', '--loglevel=error', '--silent'];
    const code = await run('npm', packager ? args : [...args, '--omit=dev'], {
      cwd: here,
      shell: process.platform === 'win32',
    });
    if (code !== 0) {
      throw new Error(
        'The editor for tests could not be installed. Try: cd test/host && npm ci --ignore-scripts',
      );
    }
    writeFileSync(stamp, wanted);
  }
  linkModules();
  return modules;
}

/** The workbench fetches grammars' onig.wasm and the like from a node_modules inside the product. */
function linkModules() {
  const link = join(product, 'node_modules');
  if (existsSync(link) && realpathSync(link) === realpathSync(modules)) {
    return;
  }
  rmSync(link, { recursive: true, force: true });
  symlinkSync(modules, link, 'junction');
}

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] 0, the default, takes any free one
 * @property {boolean} [token] ask the browser for a secret: for a server that a person leaves running
 * @property {string} [vsix] a package to install; left out, the extension is the repository as it is built now
 * @property {boolean} [bare] no extension installed: the test suite's URL loads it
 * @property {Record<string, unknown>} [settings] user settings, over the quiet ones
 * @property {boolean} [asksForTrust] as on the desktop: a folder is untrusted until somebody trusts it
 * @property {Record<string, string>} [env] for the server and, through it, the extension host
 * @property {boolean} [verbose] show what the server prints
 */

/**
 * @typedef {object} Server
 * @property {(folder: string, payload?: [string, string][]) => string} open the URL that shows a folder, and what else the workbench is told
 * @property {(path: string) => string} remote how the workbench names a file of this machine
 * @property {number | undefined} pid the process that all others of it descend from
 * @property {Promise<never>} died rejects if the server ends before it is stopped
 * @property {() => void} stop ends it and deletes its data
 */

/**
 * Starts VS Code's server on 127.0.0.1 with a profile of its own.
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  await ensureHost();
  const data = scratchFolder();
  const extensions = join(data, 'extensions');
  const user = join(data, 'data', 'User');
  mkdirSync(extensions);
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quiet, ...options.settings }, null, 2));
  await provideExtension(extensions, options);

  const secret = options.token ? randomBytes(16).toString('hex') : undefined;
  const args = [
    '--host=127.0.0.1',
    `--port=${options.port ?? 0}`,
    `--server-data-dir=${data}`,
    `--extensions-dir=${extensions}`,
    '--accept-server-license-terms',
    '--telemetry-level=off',
    ...(options.asksForTrust ? [] : ['--disable-workspace-trust']),
    secret ? `--connection-token-file=${tokenFile(data, secret)}` : '--without-connection-token',
  ];
  const child = start(process.execPath, [join(here, 'lifeline.mjs'), server, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...environment(), TMPDIR: data, ...options.env },
    cwd: data,
  });
  let stopped = false;
  const { port, died } = await listening(child, options, () => stopped);
  const authority = `127.0.0.1:${port}`;
  return {
    open(folder, payload) {
      const query = new URLSearchParams({
        ...(secret && { tkn: secret }),
        folder,
        ...(payload && { payload: JSON.stringify(payload) }),
      });
      // People read this, and copy it out of terminals.
      return `http://${authority}/?${query.toString().replaceAll('%2F', '/')}`;
    },
    remote: (path) => `vscode-remote://${authority}${path}`,
    pid: child.pid,
    died,
    stop() {
      stopped = true;
      end(child);
      deleteFolder(data);
    },
  };
}

/**
 * @param {string} folder
 * @param {ServerOptions} options
 */
async function provideExtension(folder, { vsix, bare, verbose }) {
  if (bare) {
    return;
  }
  if (!vsix) {
    const { publisher, name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    symlinkSync(root, join(folder, `${publisher}.${name}-${version}`), 'junction');
    return;
  }
  const args = [
    '--install-extension',
    vsix,
    '--extensions-dir',
    folder,
    '--server-data-dir',
    dirname(folder),
  ];
  const code = await run(process.execPath, [server, ...args, '--accept-server-license-terms'], {
    stdio: ['ignore', 'ignore', verbose ? 'inherit' : 'ignore'],
    env: environment(),
  });
  if (code !== 0) {
    throw new Error(`${vsix} could not be installed. Make it first: npm run package`);
  }
}

/**
 * A token on the command line could be read by everybody on the machine.
 * @param {string} folder
 * @param {string} secret
 */
function tokenFile(folder, secret) {
  const file = join(folder, 'token');
  writeFileSync(file, secret, { mode: 0o600 });
  return file;
}

/** Ours, less what would make the server part of an editor or a coverage run around us. */
export function environment() {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_V8_COVERAGE$|XDG_RUNTIME_DIR$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * Waits until the server accepts connections.
 * @param {import('node:child_process').ChildProcess} child
 * @param {ServerOptions} options
 * @param {() => boolean} stopped
 * @returns {Promise<{ port: number, died: Promise<never> }>}
 */
async function listening(child, { port, verbose }, stopped) {
  let output = '';
  /** @param {string} what */
  const failure = (what) => new Error(`VS Code’s server ${what}:\n${output.slice(-2000)}`);
  /** @type {Promise<never>} */
  const died = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => stopped() || reject(failure(`ended (exit code ${code})`)));
  });
  // Whoever cares awaits it; that nobody does right now must not end the process.
  died.catch(() => {});
  /** @type {Promise<number>} */
  const ready = new Promise((resolve, reject) => {
    setTimeout(() => reject(failure('did not start in 30 s')), 30_000).unref();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output = (output + text).slice(-100_000);
        if (verbose) {
          process.stderr.write(text);
        }
        const match = /Extension host agent listening on (\d+)/.exec(output);
        if (match) {
          resolve(Number(match[1]));
        } else if (output.includes('EADDRINUSE')) {
          // The server stays, listening to nothing.
          reject(new Error(`Port ${port} is taken: choose another.`));
        }
      });
    }
  });
  return { port: await Promise.race([ready, died]), died };
}

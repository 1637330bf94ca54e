/** Finds the Chromium that the editor suites drive; on Debian and Ubuntu installs one where that is allowed. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { isProgram, programsOnPath } from './programs.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  join(process.env['PROGRAMFILES'] ?? 'C:\\Program Files', 'Google\\Chrome\\Application\\chrome.exe'),
  join(
    process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ),
];

/** @type {Promise<string> | undefined} */
let browser;

/** The path of a browser, installing Chromium first where this machine has none and lets us: tried once. */
export function ensureBrowser() {
  browser ??= findOrInstall();
  return browser;
}

async function findOrInstall() {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (!isProgram(chosen)) {
      throw new Error(
        `CHROME_PATH names ${chosen}, which is no program. Unset it, or name a Chromium or Chrome.`,
      );
    }
    return chosen;
  }
  const found = findBrowser();
  if (found) {
    return found;
  }
  const prefix = aptPrefix();
  if (prefix) {
    await install(prefix);
    const installed = findBrowser();
    if (installed) {
      return installed;
    }
  }
  throw new Error(`No Chromium, Chrome or Edge was found. ${wayOut()}`);
}

/**
 * Starts it without a window. Only pages of our own server are opened in it, and in containers there is nothing to
 * build a sandbox from, so it runs without one.
 */
export async function launchBrowser() {
  return chromium.launch({
    executablePath: await ensureBrowser(),
    chromiumSandbox: false,
    // cleanup.mjs ends the process on a signal; the browser goes with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function findBrowser() {
  const programs = programsOnPath(process.platform === 'win32' ? names.map((name) => `${name}.exe`) : names);
  return [...programs.filter((path) => !isSnapStub(path)), ...applications.filter(isProgram)][0];
}

/**
 * Ubuntu's deb is a script that only tells to install the snap.
 * @param {string} path
 */
function isSnapStub(path) {
  return (
    process.platform === 'linux' &&
    statSync(path).size < 64 * 1024 &&
    readFileSync(path, 'utf8').includes('snap install chromium') &&
    !existsSync('/snap/bin/chromium')
  );
}

/** How to call apt-get here: [] as root, through sudo if it asks for no password, undefined if not at all. */
function aptPrefix() {
  if (!existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) {
    return undefined;
  }
  if (process.getuid?.() === 0) {
    return [];
  }
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

/** @param {string[]} prefix */
async function install(prefix) {
  console.error('No Chromium here: installing Debian’s (apt-get install chromium, about 120 MB, once)…');
  for (const step of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const [command = '', ...args] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...step];
    // Not through cleanup.mjs: a package manager must not be killed half-way. Ctrl-C reaches it by itself.
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (code !== 0) {
      throw new Error(`${[command, ...args].join(' ')} ended with exit code ${code}. ${wayOut()}`);
    }
  }
}

/** The one command that helps on this kind of machine. */
function wayOut() {
  if (process.platform === 'darwin') {
    return 'Install one: brew install --cask google-chrome (or name yours in CHROME_PATH).';
  }
  if (process.platform === 'win32') {
    return 'Install one: winget install Google.Chrome (or name yours in CHROME_PATH).';
  }
  return existsSync('/etc/debian_version')
    ? 'Install one: sudo apt-get update && sudo apt-get install -y chromium (or name yours in CHROME_PATH).'
    : 'Install your distribution’s chromium package, or name a Chromium or Chrome in CHROME_PATH.';
}

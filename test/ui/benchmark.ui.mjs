import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../host/host.mjs';
import { lensesSaying, openNew } from './configs.mjs';

const toy = readFileSync(join(root, 'test/fixtures/benchmark/toy-hybrid.json'), 'utf8');

/** Short, on what every machine has. */
const settings = {
  'layerwise.benchmark.provider': 'cpu',
  'layerwise.benchmark.contexts': [256, 1024, 4096],
  'layerwise.benchmark.prompts': [32, 128],
};

/** Of no use to whoever wants to know, but soon over. */
const shortest = {
  ...settings,
  'layerwise.benchmark.contexts': [16],
  'layerwise.benchmark.prompts': [8],
};

/** Longer than a test's patience: the process that measures shares the machine with the editor. */
const runTime = 90_000;

/**
 * @param {import('./page.mjs').Editor} editor
 * @param {string} theme
 */
async function changeTheme(editor, theme) {
  await editor.runCommand('Preferences: Color Theme');
  const input = editor.page.locator('.quick-input-widget:visible input').first();
  await input.fill(theme);
  await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: theme }).first().click();
  await input.waitFor({ state: 'hidden' });
}

/** Drags nothing and clicks nothing: the panel alone, as wide as the window. @param {import('./page.mjs').Editor} editor */
async function maximise(editor) {
  await editor.page.locator('.tab.active', { hasText: /Gated DeltaNet/ }).click();
  await editor.runCommand('View: Toggle Maximize Editor Group');
}

/**
 * Loads the window anew, with the tabs that it had: not with the one file that the URL of a test names.
 * @param {import('./page.mjs').Editor} editor
 */
async function reload(editor) {
  const url = new URL(editor.page.url());
  url.searchParams.delete('payload');
  await editor.page.goto(url.href);
}

/** @type {import('./page.mjs').UiTests} */
export const tests = {
  'a benchmark runs for real and fills its panel': async (open) => {
    const editor = await open('qwen3-next/config.json', { settings });
    await openNew(editor, 'toy.json', toy);
    await lensesSaying(editor, /Benchmark a layer of each kind/);
    await editor.page
      .locator('.codelens-decoration a', { hasText: 'Benchmark a layer of each kind' })
      .click();

    const panel = editor.webview();
    await panel.locator('[role=status]').waitFor({ timeout: runTime });
    await editor.screenshot('benchmark-running');
    await panel.getByRole('button', { name: 'Run again' }).waitFor({ timeout: runTime });
    assert.match(await panel.locator('.where').innerText(), /^CPU · .+ · fp32$/);
    assert.equal(await panel.locator('.headline').count(), 2);
    assert.equal(await panel.locator('canvas').count(), 2);
    assert.equal(await panel.locator('table caption').count(), 2);
    // Every chart has its table: two kinds at three contexts and two prompts.
    assert.equal(await panel.locator('td.verdict').count(), 10);
    await editor.screenshot('benchmark-beside');

    await maximise(editor);
    await editor.screenshot('benchmark-dark');
    await panel.locator('.chart').first().focus();
    await editor.page.keyboard.press('ArrowRight');
    assert.match(
      await panel.locator('.readout').first().innerText(),
      /^At 256 tokens: Gated DeltaNet .*full attention/i,
    );
    await panel.getByText('Operators and who ran them').click();
    await panel.locator('#behind').scrollIntoViewIfNeeded();
    await editor.screenshot('benchmark-behind');
    await panel.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    for (const [theme, name] of /** @type {[string, string][]} */ ([
      ['Light Modern', 'benchmark-light'],
      ['Dark High Contrast', 'benchmark-high-contrast'],
    ])) {
      await changeTheme(editor, theme);
      await editor.page.waitForTimeout(500);
      await editor.screenshot(name);
    }

    // A reloaded window has its panel back, with what it showed.
    await reload(editor);
    await panel.locator('.headline').first().waitFor({ timeout: runTime });
    assert.equal(await panel.locator('td.verdict').count(), 10);
    await panel.getByRole('heading', { name: 'Runs of this config' }).scrollIntoViewIfNeeded();
    await editor.screenshot('benchmark-reloaded');
  },

  'a window that is reloaded takes its benchmark along': async (open) => {
    const editor = await open('qwen3-next/config.json', { settings });
    await openNew(editor, 'toy.json', toy);
    await lensesSaying(editor, /Benchmark a layer of each kind/);
    await editor.page
      .locator('.codelens-decoration a', { hasText: 'Benchmark a layer of each kind' })
      .click();
    const worker = await until('a process that measures', () => workerOf(editor));
    await reload(editor);
    await until('that process to be gone', () => (lives(worker) ? undefined : true));
    // Whichever tabs VS Code had time to remember: the window works.
    await lensesSaying(editor, /Qwen3-Next/);
  },

  'a result is copied, saved and measured again': async (open) => {
    const editor = await open('qwen3-next/config.json', { theme: 'light', settings: shortest });
    await editor.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openNew(editor, 'toy.json', toy);
    await lensesSaying(editor, /Qwen3-Next/);
    await editor.page.locator('.codelens-decoration a', { hasText: /^Benchmark$/ }).click();
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Layer 3' }).first().click();
    const panel = editor.webview();
    const again = panel.getByRole('button', { name: 'Run again' });
    await again.waitFor({ timeout: runTime });

    await panel.getByRole('button', { name: 'Copy as Markdown' }).click();
    await editor.statusBar('Benchmark copied as Markdown');
    const table = await editor.page.evaluate(() => navigator.clipboard.readText());
    assert.match(table, /^\| .*full attention.* \|$/im);
    await editor.screenshot('benchmark-copied');

    await panel.getByRole('button', { name: 'Save as CSV' }).click();
    const name = editor.page.locator('.quick-input-widget:visible input').first();
    await name.waitFor();
    await until('a name for the file', async () =>
      /-benchmark-.*\.csv$/.test(await name.inputValue()) ? true : undefined,
    );
    await editor.screenshot('benchmark-save');
    await name.press('Enter');
    await editor.statusBar(/Saved .*\.csv/);
    const saved = readdirSync(editor.workspace).filter((file) => file.endsWith('.csv'));
    assert.match(readFileSync(join(editor.workspace, saved[0] ?? ''), 'utf8'), /^[^\n]*context[^\n]*\n/i);

    assert.equal(await panel.locator('.runs li').count(), 1);
    await again.click();
    await panel.locator('[role=status]').waitFor();
    await panel.locator('.runs li').nth(1).waitFor({ timeout: runTime });
    assert.equal(await panel.locator('.runs [aria-current=true]').count(), 1);
    await panel.locator('.runs').scrollIntoViewIfNeeded();
    await editor.screenshot('benchmark-again');
  },

  'nothing is measured in a workspace that nobody has trusted': async (open) => {
    const editor = await open('qwen3-next/config.json', { settings: shortest, untrusted: true });
    await editor.statusBar('Restricted Mode');
    await lensesSaying(editor, /Benchmark/);
    await editor.page.locator('.codelens-decoration a', { hasText: /^Benchmark$/ }).click();
    const notice = editor.page.locator('.notification-list-item', { hasText: 'needs a trusted workspace' });
    await notice.waitFor();
    await editor.page.waitForTimeout(500);
    assert.equal(workerOf(editor), undefined);
    await editor.screenshot('benchmark-untrusted');
    await notice.getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await editor.page.locator('.workspace-trust-editor').waitFor();
  },

  'a provider that can’t start says so, and what to try': async (open) => {
    const editor = await open('qwen3-next/config.json', {
      theme: 'light',
      settings: { ...settings, 'layerwise.benchmark.provider': 'coreml' },
    });
    await lensesSaying(editor, /Benchmark/);
    await editor.page.locator('.codelens-decoration a', { hasText: /^Benchmark$/ }).click();
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Layer 3' }).first().waitFor();
    await editor.screenshot('benchmark-pick');
    await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Layer 3' }).first().click();
    const panel = editor.webview();
    await panel.locator('.error', { hasText: 'No provider could start' }).waitFor({ timeout: runTime });
    await editor.page.locator('.notification-list-item', { hasText: 'Try on the CPU' }).waitFor();
    await editor.screenshot('benchmark-failed');
  },
};

/**
 * The process that measures for an editor; others have theirs at the same time.
 * @param {import('./page.mjs').Editor} editor
 */
function workerOf({ pid: ancestor }) {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const parents = new Map(rows.map(([pid, parent]) => [Number(pid), Number(parent)]));
  const worker = rows.find(([pid, , ...args]) => {
    if (!args.some((arg) => arg.endsWith('benchmarkWorker.js'))) return false;
    let parent = parents.get(Number(pid));
    while (parent !== undefined && parent !== ancestor) parent = parents.get(parent);
    return parent !== undefined;
  });
  return worker && Number(worker[0]);
}

/** @param {number} pid */
function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * @template T
 * @param {string} what
 * @param {() => T | undefined | Promise<T | undefined>} probe
 * @returns {Promise<T>}
 */
async function until(what, probe) {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    assert.ok(Date.now() < deadline, `${what}: not within 30 s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * VS Code as a person sees it, for the tests of this folder: an editor in a browser without a window, driven by mouse
 * and keyboard alone. Everything here waits for what it asks for, and fails with words when it does not come.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deleteFolder } from '../host/cleanup.mjs';
import { copyWorkspace, root, startServer } from '../host/host.mjs';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high contrast': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};
/** How long to wait for what will come; a shared machine with two cores may take its time. */
const patience = 45_000;

/**
 * @typedef {object} EditorOptions
 * @property {keyof typeof themes} [theme] dark unless told
 * @property {Record<string, unknown>} [settings] user settings
 * @property {boolean} [untrusted] in a workspace that nobody has trusted yet
 * @property {string} [vsix] a package to install, instead of the extension as it is built now
 * @property {boolean} [verbose] show what the server prints
 */

/**
 * What a test gets to open editors with. Each call is a server, a profile, a copy of the test workspace and a window
 * of its own, which the runner closes.
 * @typedef {(file: string, options?: EditorOptions) => Promise<Editor>} Open
 */

/**
 * A file of this folder exports `tests`: titles and what they do.
 * @typedef {Record<string, (open: Open) => Promise<void>>} UiTests
 */

export class Editor {
  /** The page itself, for what has no helper here. @type {import('playwright-core').Page} */
  page;
  /** The copy of test/fixtures/workspace that is open: an absolute path. @type {string} */
  workspace;
  /** @type {import('../host/host.mjs').Server} */
  #server;

  /**
   * @param {import('playwright-core').Page} page
   * @param {string} workspace
   * @param {import('../host/host.mjs').Server} server
   */
  constructor(page, workspace, server) {
    this.page = page;
    this.workspace = workspace;
    this.#server = server;
  }

  /**
   * Opens a file of the test workspace, and waits until its text is there.
   * @param {import('playwright-core').Browser} browser
   * @param {string} file a path in test/fixtures/workspace
   * @param {EditorOptions} [options]
   */
  static async open(
    browser,
    file,
    { theme = 'dark', settings = {}, untrusted = false, vsix, verbose = false } = {},
  ) {
    const workspace = copyWorkspace();
    const server = await startServer({
      settings: {
        'workbench.colorTheme': themes[theme],
        ...(untrusted && { 'security.workspace.trust.startupPrompt': 'never' }),
        ...settings,
      },
      asksForTrust: untrusted,
      verbose,
      ...(vsix && { vsix }),
    });
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const editor = new Editor(await context.newPage(), workspace, server);
    editor.page.setDefaultTimeout(patience);
    const payload = [
      ['skipWelcome', 'true'],
      ['openFile', server.remote(join(workspace, file))],
    ];
    await editor.page.goto(server.open(workspace, /** @type {[string, string][]} */ (payload)));
    await editor.page
      .locator('.monaco-editor .view-line span span')
      .first()
      .waitFor({ timeout: 2 * patience });
    // The theme and the language come from extensions, a moment later.
    await editor.page.locator('.monaco-workbench[class*="theme-defaults"]').waitFor();
    await editor.page
      .locator('.statusbar-item[id="status.editor.mode"]', { hasNotText: 'Plain Text' })
      .waitFor();
    return editor;
  }

  /** The process that all of this editor's own descend from. */
  get pid() {
    return this.#server.pid;
  }

  /** Closes the window, ends the server, deletes the copy of the workspace. */
  async close() {
    await this.page.context().close();
    this.#server.stop();
    deleteFolder(dirname(this.workspace));
  }

  /**
   * Scrolls the first occurrence of a text into view, and selects it.
   * @param {string} text
   */
  async reveal(text) {
    await this.page.keyboard.press('ControlOrMeta+1');
    await this.page.keyboard.press('ControlOrMeta+Home');
    await this.page.keyboard.press('ControlOrMeta+F');
    const input = this.page.locator('.find-widget.visible textarea').first();
    await input.fill(text);
    await input.press('Enter');
    await this.page.locator('.find-widget.visible .matchesCount', { hasText: /^\d+ of/ }).waitFor();
    await this.page.keyboard.press('Escape');
  }

  /**
   * Rests the mouse on a text of the editor, scrolled into view if need be, and gives what the hover then says.
   * @param {string} text as it stands on one line
   * @returns {Promise<string>}
   */
  async hoverOn(text) {
    if (!(await this.#placeOf(text))) {
      await this.reveal(text);
    }
    const hover = this.page.locator('.monaco-hover:visible .hover-row').first();
    // What an earlier call left on the screen is not the answer.
    await this.page.mouse.move(700, 5);
    await hover.waitFor({ state: 'hidden' });
    // A lens that arrives late moves the lines away from under the mouse.
    await this.#insist(hover, `a hover on ${JSON.stringify(text)}`, async () => {
      const place = await this.#placeOf(text);
      if (place) {
        await this.page.mouse.move(place.x - 20, place.y);
        await this.page.mouse.move(place.x, place.y, { steps: 4 });
      }
    });
    // Until it has faded in, and no provider is still loading.
    await this.page.waitForTimeout(500);
    return this.page.locator('.monaco-hover:visible').first().innerText();
  }

  /**
   * Does something until it has an effect: a person, too, tries again when the editor was not ready yet.
   * @param {import('playwright-core').Locator} effect what is visible then
   * @param {string} words what it is, should it never come
   * @param {() => Promise<void>} action
   */
  async #insist(effect, words, action) {
    const deadline = Date.now() + patience;
    while (!(await effect.isVisible())) {
      if (Date.now() > deadline) {
        throw new Error(`There is never ${words}.`);
      }
      await action();
      await effect.waitFor({ timeout: 2000 }).catch(() => {});
    }
  }

  /**
   * Where the middle of a text is on the screen. Long lines are many spans, and blanks are no-break spaces.
   * @param {string} text
   * @returns {Promise<{ x: number, y: number } | undefined>}
   */
  #placeOf(text) {
    return this.page.evaluate((wanted) => {
      for (const line of document.querySelectorAll('.monaco-editor .view-lines .view-line')) {
        const start = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
        if (start >= 0) {
          const range = document.createRange();
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          let before = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const length = node.textContent?.length ?? 0;
            if (start >= before && start < before + length) {
              range.setStart(node, start - before);
            }
            if (start + wanted.length <= before + length) {
              range.setEnd(node, start + wanted.length - before);
              break;
            }
            before += length;
          }
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
      }
      return undefined;
    }, text);
  }

  /**
   * Waits for a squiggle of a severity.
   * @param {'error' | 'warning' | 'info' | 'hint'} [severity]
   */
  async waitSquiggle(severity = 'error') {
    await this.page.locator(`.monaco-editor .squiggly-${severity}`).first().waitFor({ state: 'attached' });
  }

  /**
   * The lenses on the screen, each as one text, once there are any.
   * @returns {Promise<string[]>}
   */
  async lensTexts() {
    const lenses = this.page.locator('.monaco-editor .codelens-decoration', { hasText: /\S/ });
    await lenses.first().waitFor();
    return lenses.allInnerTexts();
  }

  /**
   * The inlay hints on the screen, once there are any.
   * @returns {Promise<string[]>}
   */
  async inlayTexts() {
    const hints = this.page.locator('.monaco-editor .view-line span[class*="dyn-rule"]', { hasText: /\S/ });
    await hints.first().waitFor();
    return hints.allInnerTexts();
  }

  /**
   * The item of the status bar that holds a text, once it is there: read it or click it.
   * @param {string | RegExp} text
   */
  async statusBar(text) {
    const item = this.page.locator('.statusbar-item', { hasText: text }).first();
    await item.waitFor();
    return item;
  }

  /**
   * Runs a command from the palette.
   * @param {string} title as the palette shows it: `Layerwise: Show Report`
   */
  async runCommand(title) {
    const row = this.page.locator('.quick-input-list .monaco-list-row:visible', { hasText: title }).first();
    // A webview that opens takes the focus, and the palette closes.
    await this.#insist(row, `a command ${JSON.stringify(title)} in the palette`, async () => {
      await this.page.keyboard.press('F1');
      const input = this.page.locator('.quick-input-widget:visible .quick-input-box input');
      await input.fill(`>${title}`, { timeout: 2000 }).catch(() => {});
    });
    await row.click();
  }

  /**
   * Opens the quick fixes and refactorings of a text's place, and gives their titles.
   * @param {string} text where to put the cursor
   * @returns {Promise<string[]>}
   */
  async openActions(text) {
    await this.reveal(text);
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    // A finding is on the screen a moment before its fixes can be asked for.
    await this.#insist(rows.first(), `a quick fix on ${JSON.stringify(text)}`, () =>
      this.page.keyboard.press('ControlOrMeta+.'),
    );
    return (await rows.allInnerTexts()).map((row) => row.trim());
  }

  /**
   * Opens the quick fixes of a text's place and gives their titles; with a title, applies that one.
   * @param {string} text where to put the cursor
   * @param {string} [title]
   * @returns {Promise<string[]>}
   */
  async quickFix(text, title) {
    const titles = await this.openActions(text);
    if (title) {
      const focused = this.page.locator('.action-widget .monaco-list-row.focused', { hasText: title });
      for (const _ of titles) {
        if (await focused.isVisible()) {
          break;
        }
        await this.page.keyboard.press('ArrowDown');
      }
      await focused.waitFor();
    }
    await this.page.keyboard.press(title ? 'Enter' : 'Escape');
    return titles;
  }

  /**
   * Saves the file in front, once it has changed, and gives what is on disk then.
   * @param {string} file its path in the workspace
   */
  async save(file) {
    await this.page.locator('.tab.active.dirty').first().waitFor();
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.page.locator('.tab.active:not(.dirty)').first().waitFor();
    return readFileSync(join(this.workspace, file), 'utf8');
  }

  /** The page of the webview in front. */
  webview() {
    return this.page.frameLocator('iframe.webview').last().frameLocator('iframe#active-frame');
  }

  /**
   * Writes artefacts/screenshots/<name>.png, 1400 × 900.
   * @param {string} name
   */
  async screenshot(name) {
    const folder = join(root, 'artefacts', 'screenshots');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

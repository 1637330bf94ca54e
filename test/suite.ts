/**
 * Runs compiled mocha files and writes what became of each test to the file named in LAYERWISE_RESULTS, which
 * test/run.mjs prints and counts. The same in Node (`node out/test/suite.js FILE…`) and in VS Code's extension host,
 * whose output goes to no terminal.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Shared with test/results.mjs. */
interface TestResult {
  title: string;
  state: 'passed' | 'failed' | 'skipped';
  milliseconds: number;
  error?: string;
}

/** Runs the files; rejects if a test failed or a file could not be loaded. */
export async function runSuite(files: readonly string[]): Promise<void> {
  const results: TestResult[] = [];
  try {
    await runMocha(files, results);
  } catch (error) {
    results.push({ title: 'the suite loads', state: 'failed', milliseconds: 0, error: describeError(error) });
  }
  const target = process.env['LAYERWISE_RESULTS'];
  if (target) {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(results));
  }
  const failed = results.filter(({ state }) => state === 'failed');
  if (failed.length > 0) {
    throw new Error(`${failed.length} failed:\n${failed.map(({ title }) => title).join('\n')}`);
  }
}

async function runMocha(files: readonly string[], results: TestResult[]): Promise<void> {
  // Imported, not required: mocha is an ES module, and the Node inside an editor may not let those be required.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    forbidOnly: Boolean(process.env['CI']),
    reporter: Mocha.reporters.Base,
    ...(process.env['LAYERWISE_GREP'] && { grep: process.env['LAYERWISE_GREP'] }),
  });
  for (const file of files) {
    mocha.addFile(resolve(file));
  }
  await new Promise<void>((done) => {
    const runner = mocha.run(() => done());
    runner.on('pass', (test) => results.push(describeTest(test, 'passed')));
    runner.on('pending', (test) => results.push(describeTest(test, 'skipped')));
    runner.on('fail', (test, error) =>
      results.push({ ...describeTest(test, 'failed'), error: describeError(error) }),
    );
  });
}

function describeTest(test: Mocha.Runnable, state: TestResult['state']): TestResult {
  return { title: test.fullTitle(), state, milliseconds: test.duration ?? 0 };
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (require.main === module) {
  // c8 measures this process; the programs that tests start from dist/ are other bundles of the same sources.
  delete process.env['NODE_V8_COVERAGE'];
  runSuite(process.argv.slice(2)).then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

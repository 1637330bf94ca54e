/** What VS Code runs in its extension host: each `*.test.ts` of this folder. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runSuite } from '../suite';

export async function run(): Promise<void> {
  const suites = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.js'),
  );
  await runSuite(suites.sort().map((name) => join(__dirname, name)));
}

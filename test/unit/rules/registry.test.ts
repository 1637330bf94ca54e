import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { check } from '../../../src/core/check';
import { analyse } from '../../../src/core/analyse';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { readArguments } from '../../../src/cli/arguments';
import { readServing, servingFlags } from '../../../src/cli/scenario-flags';
import type { ScenarioSettings } from '../../../src/core/memory/scenario';
import { rules } from '../../../src/core/rules/registry';
import type { Finding } from '../../../src/core/rules/rule';
import { rulesPage } from './page';

const folder = 'src/core/rules';
const plain = (markdown: string): string => markdown.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ');

interface Example {
  readonly heading: string;
  readonly text: string;
  readonly language: DocumentLanguage;
  /** What the command in front of it says of serving: `layerwise check config.json --tp 8`. */
  readonly scenario: ScenarioSettings;
}

/** All examples of a rule's page. */
function examples(page: string): Example[] {
  return page.split(/^## /m).flatMap((section) => {
    const heading = section.slice(0, section.indexOf('\n'));
    const [, command = ''] = /```sh\nlayerwise check config\.json (.*)\n```/.exec(section) ?? [];
    const scenario = readServing(readArguments(command.split(' ').filter(Boolean), servingFlags));
    return [...section.matchAll(/```(json|yaml)\n([^]*?)```/g)].map(([, language, text = '']) => ({
      heading,
      text,
      language: language === 'yaml' ? 'yaml' : 'json',
      scenario,
    }));
  });
}

const findings = ({ text, language, scenario }: Example): readonly Finding[] =>
  check(analyse(text, language), {}, scenario);
const found = (example: Example): string[] => findings(example).map(({ rule }) => rule);

describe('the registry of rules', () => {
  it('has every folder, once, and names rules as their folders', () => {
    const folders = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    assert.deepEqual(rules.map(({ name }) => name).toSorted(), folders.toSorted());
  });

  it('is what docs/rules.md shows: else run `node docs/rules.mjs`', () => {
    assert.equal(plain(readFileSync('docs/rules.md', 'utf8')), plain(rulesPage()));
  });

  for (const { name, severity, summary } of rules) {
    it(`${name} has a page and a table of tests`, () => {
      const page = readFileSync(`${folder}/${name}/README.md`, 'utf8');
      assert.ok(page.startsWith(`# ${name}\n\n**${severity}** · ${summary}\n`), 'heading and severity line');
      assert.match(page, /\n## Why\n[^]+\n## Bad\n[^]+\n## Good\n[^]+\n## Fix\n[^]+\n## Source\n/);
      assert.ok(existsSync(`test/unit/rules/${name}.test.ts`));
    });

    it(`${name} keeps to what its page shows as bad and good`, () => {
      const page = readFileSync(`${folder}/${name}/README.md`, 'utf8');
      const [bad, good] = ['Bad', 'Good'].map((wanted) =>
        examples(page).find(({ heading }) => heading === wanted),
      );
      assert.ok(bad !== undefined && good !== undefined, 'an example of each in JSON or YAML');
      assert.ok(
        found(bad).includes(name),
        `the bad example is not reported, only ${found(bad).join(', ') || 'nothing'}`,
      );
      assert.ok(!found(good).includes(name), 'the good example is reported');
    });
  }

  it('speaks of every finding in at most two sentences, and of none with an empty fix', () => {
    for (const { name } of rules) {
      const page = readFileSync(`${folder}/${name}/README.md`, 'utf8');
      for (const example of examples(page)) {
        for (const { message, fixes } of findings(example)) {
          assert.ok(message.split(/[.?!](?:\s|$)/).filter(Boolean).length <= 3, message);
          assert.doesNotMatch(message, /undefined|NaN|\[object/);
          assert.ok(fixes.every(({ edits }) => edits.length > 0));
        }
      }
    }
  });
});

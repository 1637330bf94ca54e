import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { check } from '../../../src/core/check';
import { analyse } from '../../../src/core/analyse';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { rules } from '../../../src/core/rules/registry';
import { rulesPage } from './page';

const folder = 'src/core/rules';
const plain = (markdown: string): string => markdown.replaceAll(/-{3,}/g, '---').replaceAll(/\s+/g, ' ');

/** The example under a heading of a rule's page, in JSON or in YAML. */
function example(page: string, heading: string): { text: string; language: DocumentLanguage } | undefined {
  const [, language, text] =
    new RegExp(`## ${heading}\\n[^#]*?\`\`\`(json|yaml)\\n([^]*?)\`\`\``).exec(page) ?? [];
  return text === undefined ? undefined : { text, language: language === 'yaml' ? 'yaml' : 'json' };
}

const found = ({ text, language }: { text: string; language: DocumentLanguage }): string[] =>
  check(analyse(text, language)).map(({ rule }) => rule);

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
      const [bad, good] = [example(page, 'Bad'), example(page, 'Good')];
      assert.ok(bad && good, 'an example of each in JSON or YAML');
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
      for (const [, language, text = ''] of page.matchAll(/```(json|yaml)\n([^]*?)```/g)) {
        for (const { message, fixes } of check(analyse(text, language === 'yaml' ? 'yaml' : 'json'))) {
          assert.ok(message.split(/[.?!](?:\s|$)/).filter(Boolean).length <= 3, message);
          assert.doesNotMatch(message, /undefined|NaN|\[object/);
          assert.ok(fixes.every(({ edits }) => edits.length > 0));
        }
      }
    }
  });
});

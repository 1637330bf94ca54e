import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/document/edit';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { disableNextLine, disableRule, newProjectText, type Disabled } from '../../../src/core/project/edit';
import { readProject } from '../../../src/core/project/read';

const rule = 'ratio-unusual';
const everywhere: Disabled = { rule };
const inFile: Disabled = { rule, file: 'a/config.json' };
const atPlace: Disabled = { rule, file: 'a/config.json', pointer: '/layer_types' };

function edited(text: string, language: DocumentLanguage, disabled: Disabled): string {
  const edits = disableRule(text, language, disabled);
  assert.ok(typeof edits !== 'string', text);
  return applyEdits(text, edits);
}

function silences(text: string, language: DocumentLanguage, disabled: Disabled): boolean {
  const { project, problems } = readProject(text, language);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
    text,
  );
  if (disabled.file === undefined) return project.rules[rule] === 'off';
  return project.suppress.some(
    (entry) => entry.rule === rule && entry.pointer === disabled.pointer && entry.matches('a/config.json'),
  );
}

const texts: readonly [string, DocumentLanguage][] = [
  ['{}', 'json'],
  ['{\n  // why\n  "rules": {\n    "head-dim-unusual": "off" // here\n  }\n}\n', 'json'],
  ['{\n  "rules": { "ratio-unusual": "error" },\n  "suppress": []\n}', 'json'],
  ['{\n  "suppress": [\n    { "file": "b", "rule": "ratio-unusual", "reason": "x" }\n  ]\n}', 'json'],
  ['', 'yaml'],
  ['# ours\nrules:\n  head-dim-unusual: off # here\n', 'yaml'],
  ['suppress:\n  - file: b\n    rule: ratio-unusual\n    reason: x\n', 'yaml'],
];

describe('disabling a rule in a project file', () => {
  for (const [text, language] of texts) {
    for (const disabled of [everywhere, inFile, atPlace]) {
      it(`${Object.keys(disabled).join()} in ${JSON.stringify(text)}`, () => {
        const after = edited(text, language, disabled);
        assert.ok(silences(after, language, disabled), after);
        assert.equal(edited(after, language, disabled), after, 'once is enough');
        for (const comment of ['why', 'here', 'ours'].filter((word) => text.includes(` ${word}`)))
          assert.ok(after.includes(` ${comment}`), after);
      });
    }
  }

  it('leaves a place for the reason, and asks for it', () => {
    const after = edited('{"suppress": []}', 'json', inFile);
    assert.equal(after, '{"suppress": [{"file":"/a/config.json","rule":"ratio-unusual","reason":""}]}');
    const { problems } = readProject(after, 'json');
    assert.deepEqual(
      problems.map(({ code, severity, range }) => [code, severity, after.slice(range.start, range.end)]),
      [['reason', 'hint', '""']],
    );
    assert.equal(
      edited(after.replace('""', '"an ablation"'), 'json', inFile),
      after.replace('""', '"an ablation"'),
    );
  });

  it('writes a new file', () => {
    for (const language of ['json', 'yaml'] as const) {
      for (const disabled of [everywhere, inFile, atPlace])
        assert.ok(silences(newProjectText(disabled, language), language, disabled));
    }
    assert.equal(
      newProjectText(atPlace, 'yaml'),
      'suppress:\n  - file: "/a/config.json"\n    rule: "ratio-unusual"\n    pointer: "/layer_types"\n    reason: ""\n',
    );
    assert.equal(newProjectText(everywhere, 'json'), '{\n  "rules": {\n    "ratio-unusual": "off"\n  }\n}\n');
  });

  it('leaves a broken file alone', () => {
    for (const text of ['{"rules": ', '[]']) {
      const refusal = disableRule(text, 'json', everywhere);
      assert.ok(typeof refusal === 'string');
      assert.match(refusal, /Mend it first/);
    }
  });

  it('names a file without a folder in its own folder only', () => {
    const { project } = readProject(newProjectText({ rule, file: 'config.json' }, 'json'), 'json');
    assert.deepEqual(
      ['config.json', 'a/config.json'].map((path) => project.suppress[0]?.matches(path)),
      [true, false],
    );
  });
});

describe('disabling a rule by a comment', () => {
  it('stands over the line, as far in', () => {
    const text = 'a:\n  b: 1\n  c: 2\n';
    assert.equal(
      applyEdits(text, disableNextLine(text, 'yaml', rule, '/a/c')),
      `a:\n  b: 1\n  # layerwise-disable-next-line ${rule}\n  c: 2\n`,
    );
  });

  it('is for YAML, and for places that are there', () => {
    assert.deepEqual(disableNextLine('{"a": 1}', 'json', rule, '/a'), []);
    assert.deepEqual(disableNextLine('a: 1\n', 'yaml', rule, '/b'), []);
  });
});

import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import {
  acceptedOf,
  readBaseline,
  withoutAccepted,
  writeBaseline,
  type Baseline,
} from '../../../src/core/project/baseline';
import { applyControl, controlOf, noControl } from '../../../src/core/project/control';
import { emptyProject } from '../../../src/core/project/project';
import { readProject } from '../../../src/core/project/read';

const broken = `{
  "model_type": "llama",
  "hidden_size": 4096,
  "num_attention_heads": 33,
  "num_key_value_heads": 8,
  "num_hidden_layers": 32,
  "vocab_size": 100
}
`;
const findingsOf = (text: string) => check(analyse(text, 'json'));
const rulesOf = (findings: readonly { rule: string }[]): string[] => findings.map(({ rule }) => rule);

describe('baseline', () => {
  const accepted = acceptedOf(findingsOf(broken));

  it('accepts the findings that it was written from, wherever lines have moved to', () => {
    assert.ok(accepted.length > 0);
    const moved = findingsOf(`// a comment\n\n${broken}`);
    const { findings, accepted: count, gone } = withoutAccepted(moved, accepted);
    assert.deepEqual([findings, count, gone], [[], moved.length, []]);
  });

  it('lets new findings through, and names those that are gone', () => {
    const other = broken.replace('33', '32').replace('"vocab_size": 100', '"vocab_size": 0');
    const { findings, gone } = withoutAccepted(findingsOf(other), accepted);
    assert.ok(rulesOf(findings).includes('non-positive-dimension'));
    assert.ok(rulesOf(gone).includes('heads-not-multiple-of-kv'));
  });

  it('is written in a fixed order, and read back', () => {
    const baseline: Baseline = new Map([
      ['b.json', accepted],
      ['a/"c".json', [{ rule: 'x', pointer: '/a~1b' }]],
      ['empty.json', []],
    ]);
    const text = writeBaseline(baseline);
    assert.deepEqual(Object.keys((JSON.parse(text) as { files: object }).files), ['a/"c".json', 'b.json']);
    assert.deepEqual(
      readBaseline(text),
      new Map([...baseline].filter(([file]) => file !== 'empty.json').toReversed()),
    );
    assert.deepEqual(readBaseline(writeBaseline(new Map())), new Map());
  });

  it('that is none is refused with the way out', () => {
    for (const text of ['', '{}', '[]', '{"layerwiseBaseline": 2, "files": {}}', '{"layerwiseBaseline": 1']) {
      const message = readBaseline(text);
      assert.ok(typeof message === 'string', text);
      assert.match(message, /--write-baseline/);
    }
  });

  it('accepts nothing that it does not understand', () => {
    const text = '{"layerwiseBaseline": 1, "files": {"a": [{"rule": "x"}, 3], "b": {}}}';
    assert.deepEqual(
      readBaseline(text),
      new Map([
        ['a', []],
        ['b', []],
      ]),
    );
  });
});

const suppress = (entry: object): string => JSON.stringify({ suppress: [{ reason: 'x', ...entry }] });

const rule = 'heads-not-multiple-of-kv';

const commented = (comment: string) => {
  const text = broken.replace('  "num_key_value', `  // ${comment}\n  "num_key_value`);
  const again = analyse(text, 'json');
  return applyControl(again, check(again), controlOf(emptyProject, 'a.json', {}));
};

describe('control', () => {
  const analysis = analyse(broken, 'json');
  const findings = check(analysis);
  const left = (project: string, path = 'models/a.json'): string[] =>
    rulesOf(
      applyControl(analysis, findings, controlOf(readProject(project, 'json').project, path, {})).findings,
    );

  it('changes nothing without a project file', () => {
    assert.deepEqual(applyControl(analysis, findings, noControl).findings, findings);
  });

  const table: readonly [string, object, boolean][] = [
    ['a rule in a file', { file: 'models/*.json', rule }, true],
    ['a rule in another file', { file: 'other/*.json', rule }, false],
    ['a place', { file: '**', rule, pointer: '/num_key_value_heads' }, true],
    ['all that is in a place', { file: '**', rule, pointer: '' }, true],
    ['another place', { file: '**', rule, pointer: '/num_key_value' }, false],
    ['another rule', { file: '**', rule: 'ratio-unusual' }, false],
  ];
  for (const [title, entry, gone] of table) {
    it(`suppresses ${title}: ${gone}`, () => assert.equal(left(suppress(entry)).includes(rule), !gone));
  }

  it('takes a file name with brackets as it is', () => {
    assert.ok(!left(suppress({ file: '/a [1].json', rule }), 'a [1].json').includes(rule));
  });

  it('lets an explicit severity win over the project file, rule by rule', () => {
    const { project } = readProject('{"rules": {"ratio-unusual": "off", "duplicate-key": "error"}}', 'json');
    assert.deepEqual(controlOf(project, 'a.json', { rules: { 'ratio-unusual': 'hint' } }).rules, {
      'ratio-unusual': 'hint',
      'duplicate-key': 'error',
    });
  });

  it('suppresses by comments, and hints at those that do nothing', () => {
    const next = commented(`layerwise-disable-next-line ${rule}`);
    assert.ok(!rulesOf(next.findings).includes(rule));
    assert.equal(next.suppressed, 1);
    const misspelt = commented(`layerwise-disable-next-line ${rule}s`).findings;
    assert.deepEqual(
      misspelt.filter((finding) => finding.rule === 'suppression-comment').map(({ severity }) => severity),
      ['hint'],
    );
    assert.deepEqual(
      misspelt,
      misspelt.toSorted((a, b) => a.range.start - b.range.start),
    );
    const quiet = analyse('model_type: llama\n# layerwise-disable nothing\n', 'yaml');
    const off = { ...noControl, rules: { 'suppression-comment': 'off' } } as const;
    assert.deepEqual(applyControl(quiet, [], off).findings, []);
  });
});

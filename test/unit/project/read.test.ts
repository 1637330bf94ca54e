import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { readProject } from '../../../src/core/project/read';
import { regenerateProjectSchema, type ProjectSchema } from '../../manifest';

const schema = JSON.parse(readFileSync('schemas/project.schema.json', 'utf8')) as ProjectSchema & object;
const validate = new Ajv({ strict: false }).compile(schema);

const full = `{
  "$schema": "https://example.com/project.schema.json",
  // Comments are welcome.
  "rules": { "ratio-unusual": "off", "duplicate-key": "error" },
  "include": ["models/**", "*.yaml"],
  "exclude": ["models/old"],
  "scenario": {
    "context": 8192, "batch": 4, "cacheDtype": "fp8", "engine": "theory", "tensorParallel": 2,
    "pipelineParallel": 3, "expertParallel": 4, "decodeContextParallel": 5, "budgetGiB": 80,
  },
  "engines": ["theory", "transformers"],
  "suppress": [{ "file": "/a.json", "rule": "ratio-unusual", "pointer": "/layer_types", "reason": "an experiment" }],
  "baseline": "accepted.json",
}`;

describe('project file', () => {
  it('is read whole, from JSON with comments', () => {
    const { project, problems } = readProject(full, 'json');
    assert.deepEqual(problems, []);
    assert.deepEqual(project.rules, { 'ratio-unusual': 'off', 'duplicate-key': 'error' });
    assert.deepEqual(project.scenario, {
      contextTokens: 8192,
      batch: 4,
      cacheDtype: 'fp8',
      engine: 'theory',
      tensorParallel: 2,
      pipelineParallel: 3,
      expertParallel: 4,
      decodeContextParallel: 5,
      budgetBytes: 80 * 1024 ** 3,
    });
    assert.deepEqual(project.engines, ['theory', 'transformers']);
    assert.equal(project.baseline?.path, 'accepted.json');
    assert.equal(project.suppress.length, 1);
  });

  it('is read from YAML, where a plain off is a severity too', () => {
    const { project, problems } = readProject(
      'rules:\n  ratio-unusual: off\nscenario:\n  context: max\nengines: all\n',
      'yaml',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(project.rules, { 'ratio-unusual': 'off' });
    assert.equal(project.scenario.contextTokens, 'maximum');
    assert.ok((project.engines?.length ?? 0) >= 2);
  });

  it('may be empty', () => {
    for (const [text, language] of [
      ['', 'yaml'],
      ['# nothing yet\n', 'yaml'],
      ['{}', 'json'],
    ] as const) {
      assert.deepEqual(readProject(text, language).problems, [], text);
    }
  });

  describe('covers files', () => {
    const table: readonly [string, string, readonly string[], readonly string[]][] = [
      ['all, without globs', '{}', ['a.json', 'b/c.yaml'], []],
      [
        'at any depth, for a glob without a slash',
        '{"include": ["*.yaml"]}',
        ['a.yaml', 'b/c.yaml'],
        ['a.json'],
      ],
      ['in a folder', '{"include": ["models"]}', ['models/a.json', 'x/models/b/c.json'], ['a.json']],
      [
        'anchored, for a glob with a slash',
        '{"include": ["/models"]}',
        ['models/a.json'],
        ['x/models/a.json'],
      ],
      ['with names that begin with a dot', '{"include": ["a/**"]}', ['a/.b/c.json'], ['b.json']],
      ['but for excluded ones', '{"include": ["a/**"], "exclude": ["a/b"]}', ['a/c.json'], ['a/b/c.json']],
      ['that no broken glob keeps out', '{"include": ["!a"]}', ['a.json'], []],
    ];
    for (const [title, text, covered, left] of table) {
      it(title, () => {
        const { covers } = readProject(text, 'json').project;
        assert.deepEqual([...covered, ...left].filter(covers), covered);
      });
    }
  });

  describe('says what is wrong, where, and the way out', () => {
    /** The range of the problem stands between « and ». */
    const table: readonly [string, RegExp][] = [
      ['{"rules": {«"ratio-unusal"»: "off"}}', /no rule "ratio-unusal"\. Did you mean ratio-unusual\?/],
      ['{"rules": {«"zzzzzzzzzzzzzzzzzzzz"»: "off"}}', /layerwise explain lists them/],
      ['{"rules": {"ratio-unusual": «"warn"»}}', /is one of error, .*off\. Did you mean warning\?/],
      ['{"rules": {"ratio-unusual": «0»}}', /is one of error/],
      ['{"rules": «"off"»}', /"rules" is an object/],
      ['{«"rulse"»: {}}', /no key "rulse" here\. Did you mean "rules"\?/],
      ['{«"qqqqqqqqqqqqqqqqq"»: {}}', /The keys are /],
      ['{"include": «"models/**"»}', /"include" is a list of globs/],
      ['{"exclude": [«"!a"»]}', /can not be turned round/],
      ['{"exclude": [«"../a"»]}', /can not leave the folder/],
      ['{"exclude": [«"a\\\\b"»]}', /slashes/],
      ['{"exclude": [«3»]}', /A glob is a text/],
      ['{"scenario": {"context": «0»}}', /whole number from 1 to 1,000,000,000/],
      ['{"scenario": {"batch": «1.5»}}', /"batch" is a whole number/],
      ['{"scenario": {"engine": «"transfomers"»}}', /Did you mean transformers\?/],
      ['{"scenario": {"cacheDtype": «"f8"»}}', /Did you mean fp8\?/],
      ['{"scenario": {"budgetGiB": «-1»}}', /number of GiB above 0/],
      ['{"scenario": {"expertParallel": «0»}}', /"expertParallel" is a whole number from 1 to 1,024/],
      ['{"scenario": {«"contxt"»: 1}}', /Did you mean "context"\?/],
      ['{"scenario": «[»]}', /"scenario" is an object/],
      ['{"engines": [«"vllmm"»]}', /An engine is one of/],
      ['{"engines": «3»}', /"engines" is a list/],
      ['{"suppress": [«{»"rule": "ratio-unusual", "reason": "x"}]}', /"file" is missing/],
      ['{"suppress": [«{»"file": "a", "reason": "x"}]}', /"rule" is missing/],
      [
        '{"suppress": [{"file": "a", "rule": «"ratio-unusal"», "reason": "x"}]}',
        /Did you mean ratio-unusual/,
      ],
      [
        '{"suppress": [{"file": "a", "rule": "ratio-unusual", "pointer": «"a"», "reason": "x"}]}',
        /JSON pointer/,
      ],
      [
        '{"rules": {"ratio-unusual": «"hint"»}}',
        /ratio-unusual is of severity hint anyway: this entry changes nothing/,
      ],
      ['{"suppress": [«{»"file": "a", "rule": "ratio-unusual"}]}', /Add a "reason"/],
      ['{"suppress": [{"file": "a", "rule": "ratio-unusual", "reason": «" "»}]}', /Add a "reason"/],
      ['{"suppress": [{"file": "a", "rule": "ratio-unusual", "reason": «1»}]}', /"reason" is a text/],
      ['{"baseline": «""»}', /"baseline" is a text/],
      ['«[»]', /A project file is an object/],
      ['{"rules": {}, «"rules"»: {}}', /stands twice.*Nothing of this project file is used/],
    ];
    for (const [marked, message] of table) {
      it(marked, () => {
        const text = marked.replaceAll(/[«»]/g, '');
        const start = marked.indexOf('«');
        const { problems } = readProject(text, 'json');
        assert.deepEqual(
          problems.map(({ range }) => text.slice(range.start, range.end)),
          [marked.slice(start + 1, marked.indexOf('»'))],
        );
        assert.equal(problems[0]?.range.start, start);
        assert.match(problems[0]?.message ?? '', message);
      });
    }
  });

  it('never switches a check off by a mistake', () => {
    const { project } = readProject('{"rules": {"ratio-unusual": "off"}, "exclude": ["**"]', 'json');
    assert.deepEqual([project.rules, project.covers('a.json')], [{}, true]);
    const half = readProject(
      '{"suppress": [{"file": "**", "rule": "ratio-unusual", "pointer": 3, "reason": "x"}]}',
      'json',
    );
    assert.deepEqual(half.project.suppress, []);
  });
});

describe('schema of project files', () => {
  it('names the rules, engines and dtypes that there are: else run `npm run generate`', () => {
    assert.deepEqual(schema, regenerateProjectSchema(schema));
  });

  const agreed: readonly [string, boolean][] = [
    [full.replace('// Comments are welcome.', '').replaceAll(/,(?=\s*[}\]])/g, ''), true],
    ['{}', true],
    ['{"rules": {"ratio-unusual": "of"}}', false],
    ['{"include": "a"}', false],
    ['{"exclude": ["!a"]}', false],
    ['{"scenario": {"context": "max"}}', true],
    ['{"scenario": {"context": "min"}}', false],
    ['{"scenario": {"batch": 0}}', false],
    ['{"scenario": {"cacheDtype": "fp9"}}', false],
    ['{"scenario": {"engine": "vlm"}}', false],
    ['{"scenario": {"budgetGiB": 0}}', false],
    ['{"engines": "all"}', true],
    ['{"engines": ["none"]}', false],
    ['{"suppress": [{"file": "a"}]}', false],
    ['{"suppress": [{"file": "a", "rule": "ratio-unusual", "pointer": "x"}]}', false],
    ['{"baseline": ""}', false],
  ];
  for (const [text, accepted] of agreed) {
    it(`and the reader agree on ${text.replaceAll(/\s+/g, ' ').slice(0, 70)}`, () => {
      const errors = readProject(text, 'json').problems.filter(({ severity }) => severity === 'error');
      assert.equal(validate(JSON.parse(text)), accepted);
      assert.equal(errors.length === 0, accepted);
    });
  }
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { githubAnnotations } from '../../../src/core/report/github';
import { documentFindings } from '../../../src/core/report/problems';
import { sarifFrame, sarifLog, sarifResults } from '../../../src/core/report/sarif';
import { rules } from '../../../src/core/rules/registry';

const broken = `{
  "model_type": "qwen3_next",
  "num_attention_heads": 15,
  "num_attention_heads": 15,
  "num_hidden_layers": 4,
  "layer_types": ["linear_attention", "linear_attention", "full_attention"]
}
`;

function resultsOf(text: string, uri: string) {
  const analysis = analyse(text, 'json');
  return sarifResults(uri, analysis.document, [...documentFindings(analysis.document), ...check(analysis)]);
}

/** The schema is of JSON schema draft 4, of which ajv 8 knows all but the name. */
function validator() {
  const schema = JSON.parse(readFileSync('test/fixtures/sarif/sarif-2.1.0.json', 'utf8')) as Record<
    string,
    unknown
  >;
  delete schema['$schema'];
  delete schema['id'];
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
  return ajv.compile(schema);
}

describe('SARIF', () => {
  it('is valid against the schema of SARIF 2.1.0', () => {
    const validate = validator();
    const results = resultsOf(broken, 'models/a b.json');
    assert.ok(results.length >= 3);
    const log = sarifLog('0.1.0', results, ['x.json: does not exist.']);
    assert.ok(validate(log), JSON.stringify(validate.errors, undefined, 2));
    assert.ok(!validate({ ...log, runs: [{}] }), 'the schema lets anything pass');
  });

  it('describes every rule once, and each result points at its own', () => {
    const log = sarifLog('0.1.0', resultsOf(broken, 'a.json'));
    const { driver } = log.runs[0].tool as { driver: { rules: { id: string; helpUri: string }[] } };
    const ids = driver.rules.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(rules.every(({ name }) => ids.includes(name)));
    for (const { ruleId, ruleIndex } of log.runs[0].results) assert.equal(ids[ruleIndex], ruleId);
  });

  it('counts lines and columns from 1', () => {
    const result = resultsOf(broken, 'a.json').find(({ ruleId }) => ruleId === 'duplicate-key');
    const { region, artifactLocation } = result!.locations[0]!.physicalLocation;
    assert.deepEqual(region, { startLine: 4, startColumn: 3, endLine: 4, endColumn: 24 });
    assert.deepEqual(artifactLocation, { uri: 'a.json', uriBaseId: '%SRCROOT%' });
    assert.equal(result!.level, 'warning');
  });

  it('can be written result by result', () => {
    const results = resultsOf(broken, 'a.json');
    const { head, tail } = sarifFrame('0.1.0', ['a "results": [] b']);
    const written = head + results.map((result) => JSON.stringify(result)).join(',') + tail;
    assert.deepEqual(
      JSON.parse(written),
      JSON.parse(JSON.stringify(sarifLog('0.1.0', results, ['a "results": [] b']))),
    );
  });
});

describe('GitHub annotations', () => {
  it('escapes what the runner would take for its own', () => {
    const analysis = analyse('{"a": 1,\n "a": 2}', 'json');
    const lines = githubAnnotations('a,b:c%.json', analysis.document, [
      {
        rule: 'r',
        severity: 'hint',
        pointer: '',
        range: { start: 10, end: 13 },
        message: '50%\nof, it: all',
        fixes: [],
      },
      { rule: 'r', severity: 'error', pointer: '', range: { start: 0, end: 13 }, message: 'm', fixes: [] },
    ]);
    assert.deepEqual(lines, [
      '::notice file=a%2Cb%3Ac%25.json,line=2,endLine=2,col=2,endColumn=5,title=r::50%25%0Aof, it: all',
      '::error file=a%2Cb%3Ac%25.json,line=1,endLine=2,title=r::m',
    ]);
  });
});

/** What the tests of dialects share: readings of texts and of the fixtures of a folder. */
import assert from 'node:assert/strict';
import { analyse, estimateBlocker, type Analysis, type Model } from '../../../src/core/analyse';
import type { DialectId } from '../../../src/core/dialects/dialect';
import { locate } from '../../../src/core/document/pointer';
import { countParameters } from '../../../src/core/memory/parameters';
import { describePattern } from '../../../src/core/pattern';
import { fixtureNames, readFixture } from '../../models';

export function modelOf(text: string, language: 'json' | 'yaml' = 'yaml'): Model {
  const { model, recognition } = analyse(text, language);
  assert.ok(model, `${recognition.status}: ${'reason' in recognition ? recognition.reason : ''}`);
  return model;
}

/** Canonical names → the value that a family reads, and the user's key that it is put down to. */
export function checkFields(
  model: Model,
  expected: Readonly<Record<string, readonly [value: unknown, pointer: string]>>,
): void {
  const { fields } = model;
  const { root } = model.recognition.config.document;
  for (const [name, [value, pointer]] of Object.entries(expected)) {
    const node = fields.node(name);
    assert.deepEqual(node?.type === 'scalar' ? node.value : node?.type, value, name);
    assert.equal(fields.pointer(name), pointer, name);
    assert.ok(locate(root, pointer), `${name}: nothing stands at ${pointer}`);
  }
}

/** A fixture that is declined, by the end of its reason; or one that is sized. */
export type Expectation =
  | string
  | {
      readonly family: string;
      readonly pattern: string;
      readonly total: number;
      /** Left out where the count is exact. */
      readonly inexact?: RegExp;
    };

/** Every file of a folder under fixtures/configs is in the table, and is what it says there. */
export function checkFixtures(
  folder: string,
  dialect: DialectId,
  expected: Readonly<Record<string, Expectation>>,
  isOurs: (name: string) => boolean = () => true,
): void {
  it(`knows every file of ${folder}`, () => {
    assert.deepEqual(fixtureNames(`configs/${folder}`).filter(isOurs), Object.keys(expected).sort());
  });
  for (const [name, expectation] of Object.entries(expected)) {
    it(`${folder}/${name}`, () => checkFixture(readAnalysis(`${folder}/${name}`), dialect, expectation));
  }
}

export function readAnalysis(config: string): Analysis {
  return analyse(readFixture(`configs/${config}`), /\.ya?ml$/.test(config) ? 'yaml' : 'json');
}

function checkFixture(
  { recognition, model, document }: Analysis,
  dialect: DialectId,
  expected: Expectation,
): void {
  assert.notEqual(recognition.status, 'not-a-config');
  assert.ok('config' in recognition);
  assert.equal(recognition.config.dialect, dialect);
  if (typeof expected === 'string') {
    assert.equal(recognition.status, 'declined');
    assert.ok('reason' in recognition && recognition.reason.endsWith(expected), JSON.stringify(recognition));
    return;
  }
  assert.ok(model, recognition.status);
  assert.equal(estimateBlocker(model), undefined);
  const parameters = countParameters(model.architecture);
  assert.deepEqual(
    {
      family: model.recognition.family.id,
      pattern: describePattern(model.architecture.layers).text,
      total: parameters.total,
    },
    { family: expected.family, pattern: expected.pattern, total: expected.total },
  );
  if (expected.inexact) assert.match(parameters.reason ?? '', expected.inexact);
  else assert.equal(parameters.exact, true, parameters.reason);
  for (const { pointer } of model.architecture.layers) {
    assert.ok(locate(document.root, pointer), `nothing stands at ${pointer}`);
  }
}

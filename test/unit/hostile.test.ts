import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, type Analysis } from '../../src/core/analyse';
import { check } from '../../src/core/check';
import { applyEdits } from '../../src/core/document/edit';
import type { DocumentLanguage } from '../../src/core/document/node';
import { families } from '../../src/core/families/registry';
import { engineIds } from '../../src/core/memory/engines/registry';
import { estimate } from '../../src/core/memory/estimate';
import { countParameters } from '../../src/core/memory/parameters';

const workspace = join(process.cwd(), 'test/fixtures/workspace');

const configs = readdirSync(workspace, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('config.json'))
  .map((path) => readFileSync(join(workspace, path), 'utf8'));

/** A small generator of repeatable numbers in [0, 1) (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Everything that an editor would ask of a text: it must answer, with finite numbers and places inside the text. */
function exercise(text: string, language: DocumentLanguage): Analysis {
  const analysis = analyse(text, language);
  for (const finding of check(analysis)) {
    assert.ok(
      finding.range.start >= 0 && finding.range.end <= text.length,
      `${finding.rule} is outside the text`,
    );
    assert.ok(finding.range.start <= finding.range.end, `${finding.rule} has a range that runs backwards`);
    assert.doesNotMatch(finding.message, wordsOfBugs(text), finding.rule);
    for (const fix of finding.fixes) applyEdits(text, fix.edits);
  }
  if (analysis.model && analysis.model.fields.issues.length === 0) assertFinite(analysis.model);
  return analysis;
}

/** What no message may say, unless the text itself says it. */
function wordsOfBugs(text: string): RegExp {
  return /NaN|Infinity|1e400/.test(text) ? /undefined|\[object/ : /undefined|\[object|NaN|Infinity/;
}

function assertFinite({ architecture }: NonNullable<Analysis['model']>): void {
  for (const engine of engineIds) {
    const { bytes, bytesPerToken } = estimate(architecture, {
      contextTokens: 4096,
      batch: 1,
      cacheDtype: 'auto',
      engine,
      tensorParallel: 1,
    });
    for (const value of [...Object.values(bytes), bytesPerToken])
      assert.ok(Number.isFinite(value) && value >= 0, `${engine}: ${value}`);
  }
  const { total, active } = countParameters(architecture);
  assert.ok(
    Number.isFinite(total) && total >= active && active >= 0,
    `${total} parameters, ${active} active`,
  );
}

const values = [
  'null',
  'true',
  '"x"',
  '"4096"',
  '0',
  '-1',
  '1.5',
  '4096.0',
  '1e30',
  '1e400',
  'NaN',
  '[]',
  '{}',
  '[1,"x",null,{}]',
  '""',
];

describe('hostile input', () => {
  it('answers every field of every family with a value of the wrong kind', () => {
    for (const text of configs) {
      for (const match of text.matchAll(/"[\w]+"\s*:\s*(?=("[^"\n]*"|-?[\d.]+|true|false|null)\s*[,\n])/g)) {
        const start = match.index + match[0].length;
        for (const value of values)
          exercise(text.slice(0, start) + value + text.slice(start + match[1]!.length), 'json');
      }
    }
  }).timeout(120_000);

  it('answers text cut off anywhere', () => {
    for (const text of configs.map((config) => config.slice(0, 6000))) {
      for (let end = 0; end < text.length; end += 37) {
        exercise(text.slice(0, end), 'json');
        exercise(text.slice(0, end), 'yaml');
      }
    }
  }).timeout(120_000);

  it('answers random damage (seed 1)', () => {
    const random = generator(1);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    for (let round = 0; round < 1500; round++) {
      let text = pick(configs);
      for (let cuts = 0; cuts < 3; cuts++) {
        const start = Math.floor(random() * text.length);
        const insert = pick([
          '',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '"',
          '0',
          'null',
          '\n',
          '# ',
          '&a ',
          '*a',
          '- ',
          '<<: ',
          '\\',
          'Infinity',
        ]);
        text = text.slice(0, start) + insert + text.slice(start + Math.floor(random() * 4));
      }
      exercise(text, random() < 0.7 ? 'json' : 'yaml');
    }
  }).timeout(120_000);

  it('answers every family with nothing but its name', () => {
    for (const { modelTypes } of families) {
      for (const type of modelTypes) {
        assert.ok(exercise(`{"model_type":"${type}"}`, 'json').model, type);
        exercise(`model_type: ${type}\n`, 'yaml');
      }
    }
  });
});

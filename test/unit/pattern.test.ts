import assert from 'node:assert/strict';
import { findNearPeriod, findPeriod, hybridRatio, restorePattern, runs } from '../../src/core/pattern';
import type { MixerKind } from '../../src/core/mixers/registry';

const letters = (text: string): string[] => text.split('');

describe('runs', () => {
  it('groups equal neighbours', () => {
    assert.deepEqual(runs(letters('aab')), [
      { value: 'a', start: 0, length: 2 },
      { value: 'b', start: 2, length: 1 },
    ]);
    assert.deepEqual(runs([]), []);
  });
});

describe('findPeriod', () => {
  const rows: readonly (readonly [
    sequence: string,
    unit: string | undefined,
    repeats: number,
    rest: string,
  ])[] = [
    ['aaaa', 'a', 4, ''],
    ['gggfgggf', 'gggf', 2, ''],
    ['kkkakkkakka', undefined, 0, ''],
    ['kkkakkkakk', 'kkka', 2, 'kk'],
    ['ab', undefined, 0, ''],
    ['', undefined, 0, ''],
  ];
  for (const [sequence, unit, repeats, rest] of rows) {
    it(`of "${sequence}" is ${unit ?? 'none'}`, () => {
      const period = findPeriod(letters(sequence));
      assert.equal(period?.unit.join(''), unit);
      if (period) assert.deepEqual([period.repeats, period.rest.join('')], [repeats, rest]);
    });
  }
});

describe('findNearPeriod', () => {
  it('names the one layer that breaks the period', () => {
    const sequence = letters('gggf'.repeat(6));
    sequence[13] = 'f';
    assert.deepEqual(findNearPeriod(sequence)?.irregular, [{ index: 13, expected: 'g' }]);
  });
  it('is silent on regular, short and unordered sequences', () => {
    for (const sequence of ['gggfgggf', 'gggg', 'gfggffgfffgggf', 'ssssssssf'])
      assert.equal(findNearPeriod(letters(sequence)), undefined, sequence);
  });
});

describe('hybridRatio', () => {
  const kinds: Record<string, MixerKind> = {
    g: 'gated-deltanet',
    f: 'full',
    s: 'sliding',
    k: 'kda',
    a: 'mla',
  };
  const rows: readonly (readonly [sequence: string, ratio: string | undefined])[] = [
    ['gggf'.repeat(12), '3:1'],
    ['ssssssf'.slice(1).repeat(10) + 'ss', '5:1'],
    ['kkka'.repeat(6) + 'kka', '3:1'],
    ['ffff', undefined],
    ['ssss', undefined],
  ];
  for (const [sequence, ratio] of rows) {
    it(`of ${sequence.slice(0, 12)}… is ${ratio ?? 'none'}`, () => {
      assert.equal(hybridRatio(letters(sequence).map((letter) => kinds[letter]!)), ratio);
    });
  }
});

describe('restorePattern', () => {
  const rows: readonly (readonly [name: string, list: string, length: number, change: string])[] = [
    ['a missing last entry', 'gggfggg', 8, 'insert f at 7'],
    ['a missing middle entry', 'gggfggfgggf', 12, 'insert g at 6'],
    ['a surplus entry', 'gggfggggf', 8, 'remove 1 at 7'],
    ['a missing unit', 'gggfgggf', 12, 'insert gggf at 8'],
    ['no pattern at all', 'gfffggfg', 9, 'none'],
  ];
  for (const [name, list, length, wanted] of rows) {
    it(`mends ${name}`, () => {
      const change = restorePattern(letters(list), length);
      const shown =
        change?.type === 'insert'
          ? `insert ${change.values.join('')} at ${change.index}`
          : change
            ? `remove ${change.count} at ${change.index}`
            : 'none';
      assert.equal(shown, wanted);
    });
  }
  it('prefers the pattern that the family expects', () => {
    const expected = letters('gggf'.repeat(3));
    assert.deepEqual(restorePattern(letters('ggfgggfgggf'), 12, [expected])?.result, expected);
  });
});

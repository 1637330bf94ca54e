import * as assert from 'node:assert/strict';
import { parseCount, parseGib } from '../../../src/extension/numbers';

describe('numbers as a person types them', () => {
  const counts: [string, number | undefined][] = [
    ['65536', 65_536],
    [' 65,536 ', 65_536],
    ['65_536', 65_536],
    ['64k', 65_536],
    ['128K', 131_072],
    ['1M', 1_048_576],
    ['1', 1],
    ['0', undefined],
    ['-4', undefined],
    ['1.5', undefined],
    ['1.5k', undefined],
    ['1e6', undefined],
    ['', undefined],
    ['many', undefined],
    ['99999999999999999999', undefined],
  ];
  for (const [text, count] of counts) {
    it(`${JSON.stringify(text)} is ${count}`, () => assert.equal(parseCount(text), count));
  }

  const sizes: [string, number | undefined][] = [
    ['80', 80],
    ['23.5', 23.5],
    ['24 GiB', 24],
    ['0', undefined],
    ['-1', undefined],
    ['80 GB', undefined],
    ['', undefined],
  ];
  for (const [text, size] of sizes) {
    it(`${JSON.stringify(text)} GiB is ${size}`, () => assert.equal(parseGib(text), size));
  }
});

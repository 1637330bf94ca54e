import assert from 'node:assert/strict';
import { indexLines, positionAt } from '../../../src/core/document/positions';

function place(text: string, offset: number): [number, number] {
  const { line, character } = positionAt(indexLines(text), offset);
  return [line, character];
}

describe('positions', () => {
  it('counts lines from 0, whatever ends them', () => {
    const text = 'a\nbc\r\nd\re';
    assert.deepEqual(
      [0, 1, 2, 4, 6, 8].map((offset) => place(text, offset)),
      [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 2],
        [2, 0],
        [3, 0],
      ],
    );
  });

  it('counts UTF-16 code units, as editors do', () => {
    assert.deepEqual(place('{"🦙": 1}', '{"🦙'.length), [0, 4]);
  });

  it('does not count a byte-order mark', () => {
    assert.deepEqual(place('\uFEFF{}', 1), [0, 0]);
    assert.deepEqual(place('\uFEFF{}', 2), [0, 1]);
  });

  it('stays inside the text', () => {
    assert.deepEqual(place('ab', 99), [0, 2]);
    assert.deepEqual(place('', 0), [0, 0]);
    assert.deepEqual(place('ab', -1), [0, 0]);
  });
});

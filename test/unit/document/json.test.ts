import assert from 'node:assert/strict';
import { parseJson } from '../../../src/core/document/json';
import { isArray, numberValue } from '../../../src/core/document/node';
import { locate, locateOffset } from '../../../src/core/document/pointer';
import { plain } from './plain';

const codes = (text: string): string[] => parseJson(text).problems.map(({ code }) => code);

describe('parseJson', () => {
  const rows: readonly (readonly [
    name: string,
    text: string,
    value: unknown,
    problems: readonly string[],
  ])[] = [
    ['nothing', '', undefined, []],
    ['plain JSON', '{"a":[1,2.5,"x",true,null],"b":{}}', { a: [1, 2.5, 'x', true, null], b: {} }, []],
    ['a byte-order mark', '\uFEFF{"a":1}', { a: 1 }, []],
    ['comments and trailing commas', '{ // one\n "a": [1, /* two */ 2,],\n}', { a: [1, 2] }, []],
    [
      'Infinity in a list',
      '{"time_step_limit":[0.0,Infinity]}',
      { time_step_limit: [0, Infinity] },
      ['non-standard-number'],
    ],
    [
      '-Infinity and NaN',
      '[-Infinity, NaN]',
      [-Infinity, Number.NaN],
      ['non-standard-number', 'non-standard-number'],
    ],
    ['a duplicate key, last wins', '{"a":1,"a":2}', { a: 2 }, ['duplicate-key']],
    ['an unfinished value', '{"a": 1, "b": , "x": [1,2', { a: 1, x: [1, 2] }, ['syntax']],
    ['an unfinished key', '{"a": 1, "b', { a: 1 }, ['syntax']],
    ['a missing comma', '{"a": 1 "b": 2}', { a: 1, b: 2 }, ['syntax']],
    ['a stray bracket', '{"a": 1]}', { a: 1 }, ['syntax']],
    ['a bare word', '{"a": none, "b": 1}', { b: 1 }, ['syntax']],
    ['two values', '{"a":1} {"b":2}', { a: 1 }, ['syntax']],
    ['escapes', '{"a\\n\\u00e9": "\\"x"}', { 'a\né': '"x' }, []],
    [
      'prototype keys',
      '{"__proto__": {"x": 1}, "constructor": 2}',
      JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}'),
      [],
    ],
  ];
  for (const [name, text, value, problems] of rows) {
    it(`reads ${name}`, () => {
      assert.deepEqual(plain(parseJson(text).root), value);
      assert.deepEqual(codes(text), problems);
    });
  }

  it('keeps ranges exact around NaN and Infinity', () => {
    const text = '{"a":[ -Infinity ,7],"b":NaN}';
    const { root } = parseJson(text);
    const slice = (pointer: string): string => {
      const range = locate(root, pointer)!.node.range;
      return text.slice(range.start, range.end);
    };
    assert.equal(slice('/a/0'), '-Infinity');
    assert.equal(slice('/a/1'), '7');
    assert.equal(slice('/b'), 'NaN');
  });

  it('survives a depth of 10,000 and says so once', () => {
    const depth = 10_000;
    const document = parseJson(`{"x":${'['.repeat(depth)}${']'.repeat(depth)},"y":1}`);
    assert.deepEqual(
      document.problems.map(({ code }) => code),
      ['too-deep'],
    );
    assert.equal(numberValue(locate(document.root, '/y')?.node), 1);
  });

  it('reads a list of a million entries', () => {
    const document = parseJson(`{"a":[${'0,'.repeat(999_999)}0]}`);
    const node = locate(document.root, '/a')?.node;
    assert.equal(isArray(node) && node.items.length, 1_000_000);
    assert.equal(locateOffset(document, 1_000_006)?.pointer, '/a/500000');
  });
});

describe('locateOffset', () => {
  const text = '{"a": {"b/c": [10, 20]}, "d": 3}';
  const document = parseJson(text);
  const rows: readonly (readonly [at: string, pointer: string, onKey: boolean])[] = [
    ['"a"', '/a', true],
    ['"b/c"', '/a/b~1c', true],
    ['20', '/a/b~1c/1', false],
    ['3}', '/d', false],
  ];
  for (const [at, pointer, onKey] of rows) {
    it(`finds ${pointer}`, () => {
      const hit = locateOffset(document, text.indexOf(at) + 1);
      assert.equal(hit?.pointer, pointer);
      assert.equal(hit?.onKey, onKey);
    });
  }
});

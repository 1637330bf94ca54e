import assert from 'node:assert/strict';
import { locate, locateOffset } from '../../../src/core/document/pointer';
import { parseDocument } from '../../../src/core/document/parse';
import { parseYaml } from '../../../src/core/document/yaml';
import { plain } from './plain';

describe('parseYaml', () => {
  const rows: readonly (readonly [
    name: string,
    text: string,
    value: unknown,
    problems: readonly string[],
  ])[] = [
    ['nothing', '', undefined, []],
    ['block and flow', 'a: 1\nb: [x, 2.0]\nc:\n  - d: null\n', { a: 1, b: ['x', 2], c: [{ d: null }] }, []],
    ['a key without a value', 'a:\nb: 2\n', { a: null, b: 2 }, []],
    ['anchors and aliases', 'a: &x [1, 2]\nb: *x\n', { a: [1, 2], b: [1, 2] }, []],
    [
      'merge keys, own keys winning',
      'base: &b {h: 1, w: 2}\nm:\n  <<: *b\n  w: 3\n',
      { base: { h: 1, w: 2 }, m: { h: 1, w: 3 } },
      [],
    ],
    [
      'merge keys behind own keys',
      'base: &b {w: 2}\nm:\n  w: 3\n  <<: *b\n',
      { base: { w: 2 }, m: { w: 3 } },
      [],
    ],
    [
      'a merge of several, earlier winning',
      'p: &p {w: 1}\nq: &q {w: 2, x: 3}\nm: {<<: [*p, *q]}\n',
      { p: { w: 1 }, q: { w: 2, x: 3 }, m: { w: 1, x: 3 } },
      [],
    ],
    ['a duplicate key', 'a: 1\na: 2\n', { a: 2 }, ['duplicate-key']],
    [
      'yes, underscores, octal and a float without a dot',
      'a: yes\nb: 1_000\nc: 010\nd: 1e-5\n',
      { a: 'yes', b: 1000, c: 10, d: 1e-5 },
      ['yaml-ambiguous-scalar', 'yaml-ambiguous-scalar', 'yaml-float-without-dot'],
    ],
    ['quoted traps silently', 'a: "yes"\nb: \'010\'\nc: "1_000"\n', { a: 'yes', b: '010', c: '1_000' }, []],
    ['several documents', '# header\n---\na: 1\n---\nb: 2\n', { a: 1 }, ['yaml-multiple-documents']],
    ['half-typed text', 'a: 1\nb: [1, 2\n', { a: 1, b: [1, 2] }, ['syntax']],
    ['JSON', '{"a": [1, 2]}', { a: [1, 2] }, []],
  ];
  for (const [name, text, value, problems] of rows) {
    it(`reads ${name}`, () => {
      const document = parseYaml(text);
      assert.deepEqual(plain(document.root), value);
      assert.deepEqual(
        document.problems.map(({ code }) => code),
        problems,
      );
    });
  }

  it('locates entries of a block list', () => {
    const text = 'layer_types:\n  - full\n  - sliding\n';
    const document = parseYaml(text);
    const range = locate(document.root, '/layer_types/1')!.node.range;
    assert.equal(text.slice(range.start, range.end), 'sliding');
    assert.equal(locateOffset(document, text.indexOf('sliding') + 2)?.pointer, '/layer_types/1');
  });

  it('tells floats from whole numbers', () => {
    const document = parseYaml('a: 4096.0\nb: 4096\n');
    const isFloat = (pointer: string): boolean => {
      const node = locate(document.root, pointer)?.node;
      return node?.type === 'scalar' && node.isFloat === true;
    };
    assert.deepEqual([isFloat('/a'), isFloat('/b')], [true, false]);
  });

  it('survives hostile nesting and exponential aliases', () => {
    assert.ok(parseYaml(`a: ${'['.repeat(10_000)}`).problems.length > 0);
    const bomb = ['a0: &a0 [x, x]'];
    for (let level = 1; level < 40; level++)
      bomb.push(`a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`);
    assert.deepEqual(
      parseYaml(bomb.join('\n')).problems.map(({ code }) => code),
      ['too-deep'],
    );
  });

  it('refuses a list of a million entries before the parser spends half a minute on it', () => {
    const { root, problems } = parseDocument(`a:\n${'- 0\n'.repeat(1_000_000)}`, 'yaml');
    assert.equal(root, undefined);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['too-large'],
    );
  });
});

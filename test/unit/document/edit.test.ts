import assert from 'node:assert/strict';
import {
  applyEdits,
  insertItems,
  insertMember,
  removeMember,
  renameKey,
  setValue,
  type TextEdit,
} from '../../../src/core/document/edit';
import type { ConfigDocument, DocumentLanguage } from '../../../src/core/document/node';
import { parseDocument } from '../../../src/core/document/parse';

type Edit = (document: ConfigDocument) => TextEdit[];
type Row = readonly [name: string, before: string, edit: Edit, after: string];

/** One row per edit: the text before, what is done to it, and the text after, which differs in nothing else. */
function table(title: string, language: DocumentLanguage, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [name, before, edit, after] of rows) {
      it(name, () => {
        assert.equal(applyEdits(before, edit(parseDocument(before, language))), after);
      });
    }
  });
}

const nothing: Edit = () => [];

table('edits of JSON on one line', 'json', [
  ['nothing', '{"a": 1}', nothing, '{"a": 1}'],
  ['set a number', '{"a": 1, "b": 2}', (d) => setValue(d, '/a', 30), '{"a": 30, "b": 2}'],
  [
    'set a nested value',
    '{"a": {"b": [1, 2]}}',
    (d) => setValue(d, '/a/b/1', null),
    '{"a": {"b": [1, null]}}',
  ],
  ['set what is missing', '{"a": 1}', (d) => setValue(d, '/b', 1), '{"a": 1}'],
  ['set text with quotes', '{"a": 1}', (d) => setValue(d, '/a', 'x"y'), String.raw`{"a": "x\"y"}`],
  ['set a list of the same length', '{"a": [1,2,3]}', (d) => setValue(d, '/a', [1, 5, 3]), '{"a": [1,5,3]}'],
  ['set a shorter list', '{"a": [1,2,3]}', (d) => setValue(d, '/a', [1]), '{"a": [1]}'],
  ['set an empty list', '{"a": [1,2]}', (d) => setValue(d, '/a', []), '{"a": []}'],
  ['rename a key', '{"a": 1}', (d) => renameKey(d, '/a', 'b'), '{"b": 1}'],
  ['rename what is missing', '{"a": 1}', (d) => renameKey(d, '/c', 'b'), '{"a": 1}'],
  ['remove the first member', '{"a": 1, "b": 2}', (d) => removeMember(d, '/a'), '{"b": 2}'],
  ['remove a middle member', '{"a": 1, "b": 2, "c": 3}', (d) => removeMember(d, '/b'), '{"a": 1, "c": 3}'],
  ['remove the last member', '{"a": 1, "b": 2}', (d) => removeMember(d, '/b'), '{"a": 1}'],
  ['remove the only member', '{"a": 1}', (d) => removeMember(d, '/a'), '{}'],
  ['remove a nested member', '{"a": {"b": 1, "c": 2}}', (d) => removeMember(d, '/a/c'), '{"a": {"b": 1}}'],
  ['insert at the end', '{"a": 1}', (d) => insertMember(d, '', 'b', 2), '{"a": 1, "b": 2}'],
  [
    'insert behind a member',
    '{"a": 1, "c": 3}',
    (d) => insertMember(d, '', 'b', 2, 'a'),
    '{"a": 1, "b": 2, "c": 3}',
  ],
  ['insert into an empty object', '{}', (d) => insertMember(d, '', 'b', [1]), '{"b": [1]}'],
  ['insert what is there', '{"a": 1}', (d) => insertMember(d, '', 'a', 2), '{"a": 2}'],
  ['insert where no object is', '{"a": 1}', (d) => insertMember(d, '/a', 'b', 2), '{"a": 1}'],
  ['insert items before one', '{"a": [1, 3]}', (d) => insertItems(d, '/a', 1, [2]), '{"a": [1, 2, 3]}'],
  ['append items', '{"a": ["x"]}', (d) => insertItems(d, '/a', 1, ['y', 'z']), '{"a": ["x", "y", "z"]}'],
  ['append to an empty list', '{"a": []}', (d) => insertItems(d, '/a', 0, [1]), '{"a": [1]}'],
  ['insert no items', '{"a": [1]}', (d) => insertItems(d, '/a', 0, []), '{"a": [1]}'],
]);

const pretty = `{
  "a": 1,
  "list": [
    "x",
    "y"
  ],
  "last": true
}
`;

table('edits of JSON on many lines', 'json', [
  ['set a value', pretty, (d) => setValue(d, '/a', 2), pretty.replace('"a": 1', '"a": 2')],
  [
    'set a longer list',
    pretty,
    (d) => setValue(d, '/list', ['x', 'y', 'z']),
    pretty.replace('"y"', '"y",\n    "z"'),
  ],
  ['set an item', pretty, (d) => setValue(d, '/list/1', 'z'), pretty.replace('"y"', '"z"')],
  ['rename a key', pretty, (d) => renameKey(d, '/list', 'other'), pretty.replace('"list"', '"other"')],
  [
    'remove the first member with its line',
    pretty,
    (d) => removeMember(d, '/a'),
    pretty.replace('  "a": 1,\n', ''),
  ],
  [
    'remove a list with its lines',
    pretty,
    (d) => removeMember(d, '/list'),
    '{\n  "a": 1,\n  "last": true\n}\n',
  ],
  [
    'remove the last member',
    pretty,
    (d) => removeMember(d, '/last'),
    pretty.replace(',\n  "last": true', ''),
  ],
  [
    'insert at the end',
    pretty,
    (d) => insertMember(d, '', 'b', 'x'),
    pretty.replace('"last": true', '"last": true,\n  "b": "x"'),
  ],
  [
    'insert behind a member',
    pretty,
    (d) => insertMember(d, '', 'b', null, 'a'),
    pretty.replace('"a": 1,', '"a": 1,\n  "b": null,'),
  ],
  [
    'insert an item',
    pretty,
    (d) => insertItems(d, '/list', 1, ['w']),
    pretty.replace('"y"', '"w",\n    "y"'),
  ],
  ['append items', pretty, (d) => insertItems(d, '/list', 2, ['z']), pretty.replace('"y"', '"y",\n    "z"')],
  [
    'keep rows of several items',
    '{\n  "list": [\n    1, 2, 3,\n    4\n  ]\n}',
    (d) => setValue(d, '/list', [9, 8, 7, 6, 5]),
    '{\n  "list": [\n    9, 8, 7,\n    6, 5\n  ]\n}',
  ],
]);

const commented = `{
  // how wide
  "hidden_size": 64, // units
  "layer_types": [
    "linear_attention", // 0
    "full_attention" // 1
  ],
  /* the end */
  "last": 1
}
`;

table('edits of JSON with comments', 'json', [
  ['set a value', commented, (d) => setValue(d, '/hidden_size', 128), commented.replace('64', '128')],
  [
    'set a list of the same length and keep the comments in it',
    commented,
    (d) => setValue(d, '/layer_types', ['full_attention', 'full_attention']),
    commented.replace('linear_attention', 'full_attention'),
  ],
  [
    'insert behind a commented line',
    commented,
    (d) => insertMember(d, '', 'head_dim', 8, 'hidden_size'),
    commented.replace('// units\n', '// units\n  "head_dim": 8,\n'),
  ],
  [
    'remove a member and the comment on its line',
    commented,
    (d) => removeMember(d, '/hidden_size'),
    commented.replace('  "hidden_size": 64, // units\n', ''),
  ],
  [
    'insert an item before a commented one',
    commented,
    (d) => insertItems(d, '/layer_types', 1, ['linear_attention']),
    commented.replace('    "full_attention"', '    "linear_attention",\n    "full_attention"'),
  ],
]);

const block = `# a model
model_type: llama # which
rope:
  theta: 10000
  kind: "plain"
layer_types:
  - full_attention # 0
  - full_attention
last: 1
`;

table('edits of YAML in blocks', 'yaml', [
  ['set a value', block, (d) => setValue(d, '/last', 2), block.replace('last: 1', 'last: 2')],
  [
    'set text that needs quotes',
    block,
    (d) => setValue(d, '/last', 'yes'),
    block.replace('last: 1', 'last: "yes"'),
  ],
  [
    'set a value and keep its comment',
    block,
    (d) => setValue(d, '/model_type', 'qwen2'),
    block.replace('llama', 'qwen2'),
  ],
  ['set a nested value', block, (d) => setValue(d, '/rope/theta', 5), block.replace('10000', '5')],
  [
    'set an item',
    block,
    (d) => setValue(d, '/layer_types/1', 'conv'),
    block.replace('- full_attention\n', '- conv\n'),
  ],
  ['set a key without a value', 'a:\nb: 1\n', (d) => setValue(d, '/a', 3), 'a: 3\nb: 1\n'],
  [
    'set a longer list',
    'a:\n  - 1\n  - 2\nb: 1\n',
    (d) => setValue(d, '/a', [1, 2, 3]),
    'a:\n  - 1\n  - 2\n  - 3\nb: 1\n',
  ],
  ['rename a key', block, (d) => renameKey(d, '/rope/kind', 'type'), block.replace('kind:', 'type:')],
  ['rename a quoted key', '"a": 1\n', (d) => renameKey(d, '/a', 'b'), '"b": 1\n'],
  [
    'remove a member with its comment',
    block,
    (d) => removeMember(d, '/model_type'),
    block.replace('model_type: llama # which\n', ''),
  ],
  ['remove a block', block, (d) => removeMember(d, '/rope'), block.replace(/rope:\n.*\n.*\n/, '')],
  [
    'remove a list',
    block,
    (d) => removeMember(d, '/layer_types'),
    block.replace(/layer_types:\n.*\n.*\n/, ''),
  ],
  ['remove the last member', block, (d) => removeMember(d, '/last'), block.replace('last: 1\n', '')],
  ['remove a last line without an end', 'a: 1\nb: 2', (d) => removeMember(d, '/b'), 'a: 1\n'],
  ['insert at the end', block, (d) => insertMember(d, '', 'x', 5), `${block}x: 5\n`],
  [
    'insert behind a commented line',
    block,
    (d) => insertMember(d, '', 'x', null, 'model_type'),
    block.replace('# which\n', '# which\nx: null\n'),
  ],
  [
    'insert behind a block',
    block,
    (d) => insertMember(d, '', 'x', 'z', 'rope'),
    block.replace('"plain"\n', '"plain"\nx: z\n'),
  ],
  [
    'insert into a nested object',
    block,
    (d) => insertMember(d, '/rope', 'x', [1, 2], 'theta'),
    block.replace('10000\n', '10000\n  x: [1, 2]\n'),
  ],
  [
    'insert an item',
    block,
    (d) => insertItems(d, '/layer_types', 1, ['conv']),
    block.replace('  - full_attention\n', '  - conv\n  - full_attention\n'),
  ],
  [
    'append items',
    block,
    (d) => insertItems(d, '/layer_types', 2, ['a', 'b']),
    block.replace('last:', '  - a\n  - b\nlast:'),
  ],
]);

const flow = 'model: {a: 1, "b": [x, y], c: {d: 2}} # one line\nlast: [1]\n';

table('edits of YAML in flow style', 'yaml', [
  ['set a value', flow, (d) => setValue(d, '/model/a', 2), flow.replace('a: 1', 'a: 2')],
  [
    'set a list of the same length',
    flow,
    (d) => setValue(d, '/model/b', ['x', 'z']),
    flow.replace('y]', 'z]'),
  ],
  ['set a longer list', flow, (d) => setValue(d, '/last', [1, 2]), flow.replace('[1]', '[1, 2]')],
  [
    'set an object',
    flow,
    (d) => setValue(d, '/model/c', { e: [true] }),
    flow.replace('{d: 2}', '{ e: [true] }'),
  ],
  ['rename a quoted key', flow, (d) => renameKey(d, '/model/b', 'e'), flow.replace('"b"', '"e"')],
  ['remove the first member', flow, (d) => removeMember(d, '/model/a'), flow.replace('a: 1, ', '')],
  ['remove a middle member', flow, (d) => removeMember(d, '/model/b'), flow.replace('"b": [x, y], ', '')],
  ['remove the last member', flow, (d) => removeMember(d, '/model/c'), flow.replace(', c: {d: 2}', '')],
  [
    'insert a member',
    flow,
    (d) => insertMember(d, '/model', 'e', 'f', 'a'),
    flow.replace('a: 1', 'a: 1, e: f'),
  ],
  ['insert into an empty object', 'a: {}\n', (d) => insertMember(d, '/a', 'b', 1), 'a: {b: 1}\n'],
  ['insert an item', flow, (d) => insertItems(d, '/model/b', 0, ['w']), flow.replace('[x', '[w, x')],
  ['append an item', flow, (d) => insertItems(d, '/last', 1, [2]), flow.replace('[1]', '[1, 2]')],
]);

describe('applyEdits', () => {
  it('applies edits in any order, all meant for the text before', () => {
    const document = parseDocument('{"a": 1, "b": 2, "c": 3}', 'json');
    const edits = [
      ...setValue(document, '/c', 30),
      ...removeMember(document, '/a'),
      ...setValue(document, '/b', 20),
    ];
    assert.equal(applyEdits(document.text, edits), '{"b": 20, "c": 30}');
    assert.equal(applyEdits(document.text, edits.toReversed()), '{"b": 20, "c": 30}');
  });
});

const addB = (document: ConfigDocument): TextEdit[] => insertMember(document, '', 'b', 2);

describe('edits where lines end in CRLF', () => {
  it('end new lines so too', () => {
    for (const [text, language, after] of [
      ['{\r\n  "a": 1\r\n}\r\n', 'json', '{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n'],
      ['a: 1\r\nc: 3\r\n', 'yaml', 'a: 1\r\nc: 3\r\nb: 2\r\n'],
    ] as const) {
      assert.equal(applyEdits(text, addB(parseDocument(text, language))), after);
    }
  });

  it('leave a text alone whose lines end in both ways', () => {
    const text = 'a: 1\r\nc: 3\n';
    assert.equal(applyEdits(text, addB(parseDocument(text, 'yaml'))), 'a: 1\r\nc: 3\nb: 2\n');
  });
});

describe('edits of YAML aliases', () => {
  it('change the place where the value is used, not its anchor', () => {
    const text = 'vocab_size: &size 32000\npad_token_id: *size\nids: [*size, 1]\n';
    const document = parseDocument(text, 'yaml');
    assert.equal(
      applyEdits(text, setValue(document, '/pad_token_id', null)),
      'vocab_size: &size 32000\npad_token_id: null\nids: [*size, 1]\n',
    );
    assert.equal(
      applyEdits(text, setValue(document, '/ids', [0, 1])),
      'vocab_size: &size 32000\npad_token_id: *size\nids: [0, 1]\n',
    );
  });
});

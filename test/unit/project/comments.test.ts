import assert from 'node:assert/strict';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { parseDocument } from '../../../src/core/document/parse';
import { commentSuppressions } from '../../../src/core/project/comments';

const read = (text: string, language: DocumentLanguage) => commentSuppressions(parseDocument(text, language));

interface Row {
  readonly text: string;
  readonly language?: DocumentLanguage;
  /** `rule@line`, or `rule` for the whole file. */
  readonly wanted: readonly string[];
}

const table: Readonly<Record<string, Row>> = {
  'the next line': {
    text: '# layerwise-disable-next-line ratio-unusual\na: 1\n',
    wanted: ['ratio-unusual@1'],
  },
  'several rules': {
    text: 'a: 1\n# layerwise-disable-next-line ratio-unusual, head-dim-unusual\nb: 1\n',
    wanted: ['ratio-unusual@2', 'head-dim-unusual@2'],
  },
  'the whole file': { text: 'a: 1\n# layerwise-disable ratio-unusual\n', wanted: ['ratio-unusual'] },
  'a reason behind two hyphens': {
    text: '# layerwise-disable ratio-unusual -- head-dim-unusual stays\n',
    wanted: ['ratio-unusual'],
  },
  'comments over each other, and blank lines': {
    text: '# layerwise-disable-next-line ratio-unusual\n# why\n\n# layerwise-disable-next-line head-dim-unusual\na: 1\n',
    wanted: ['ratio-unusual@4', 'head-dim-unusual@4'],
  },
  'behind a value': { text: 'a: 1 # layerwise-disable ratio-unusual\n', wanted: ['ratio-unusual'] },
  'inside a flow list': {
    text: 'a: [1, # layerwise-disable-next-line ratio-unusual\n  2]\n',
    wanted: ['ratio-unusual@1'],
  },
  'carriage returns': {
    text: 'a: 1\r\n# layerwise-disable-next-line ratio-unusual\r\nb: 1\r\n',
    wanted: ['ratio-unusual@2'],
  },
  'a byte-order mark': {
    text: '\uFEFF# layerwise-disable-next-line ratio-unusual\na: 1\n',
    wanted: ['ratio-unusual@1'],
  },
  'text that only looks like a comment': {
    text: 'a: "# layerwise-disable ratio-unusual"\nb: |\n  # layerwise-disable ratio-unusual\nc: x# layerwise-disable ratio-unusual\n',
    wanted: [],
  },
  'prose that mentions one': { text: '# Use layerwise-disable ratio-unusual here.\n', wanted: [] },
  'line comments in JSON': {
    language: 'json',
    text: '{\n  // layerwise-disable-next-line ratio-unusual\n  "a": 1\n}',
    wanted: ['ratio-unusual@2'],
  },
  'block comments in JSON': {
    language: 'json',
    text: '/* layerwise-disable ratio-unusual */ {"a": "// layerwise-disable head-dim-unusual"}',
    wanted: ['ratio-unusual'],
  },
};

describe('suppression comments', () => {
  for (const [title, { text, language = 'yaml', wanted }] of Object.entries(table)) {
    it(`read: ${title}`, () => {
      const { suppressions, problems } = read(text, language);
      assert.deepEqual(
        suppressions.map(({ rule, line }) => (line === undefined ? rule : `${rule}@${line}`)),
        wanted,
      );
      assert.deepEqual(problems, []);
    });
  }

  const mistakes: readonly [string, string, RegExp][] = [
    ['# layerwise-disable ratio-unusal\n', 'ratio-unusal', /Did you mean ratio-unusual\?/],
    ['# layerwise-disable\n', 'layerwise-disable', /names no rule/],
    [
      '# layerwise-disable-next ratio-unusual\n',
      'layerwise-disable-next',
      /there are layerwise-disable and layerwise-disable-next-line/,
    ],
  ];
  for (const [text, place, message] of mistakes) {
    it(`hint at a mistake: ${text.trim()}`, () => {
      const { suppressions, problems } = read(text, 'yaml');
      assert.deepEqual(suppressions, []);
      assert.deepEqual(
        problems.map(({ range }) => text.slice(range.start, range.end)),
        [place],
      );
      assert.match(problems[0]?.message ?? '', message);
    });
  }
});

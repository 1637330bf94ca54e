/** Suppressions that suppress nothing. */
import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { applyEdits } from '../../../src/core/document/edit';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { noControl, type Control } from '../../../src/core/project/control';
import { readProject } from '../../../src/core/project/read';
import { review } from '../../../src/core/project/review';
import { unusedEntries } from '../../../src/core/project/unused';

const model =
  'model_type: qwen2\nhidden_size: 64\nnum_attention_heads: 4\nnum_key_value_heads: 2\nnum_hidden_layers: 2\n';

interface Row {
  readonly text: string;
  /** The text after the fix of the only hint; without one there is no hint. */
  readonly fixed?: string;
  readonly says?: RegExp;
  readonly language?: DocumentLanguage;
  readonly control?: Partial<Control>;
}

const rows: Readonly<Record<string, Row>> = {
  'a line without such a finding': {
    text: `${model}# layerwise-disable-next-line «window-inert»\nrms_norm_eps: 0.1\n`,
    fixed: `${model}rms_norm_eps: 0.1\n`,
    says: /^No finding of window-inert is on the line below: this suppresses nothing\. Remove it\.$/,
  },
  'a line with one': { text: `${model}# layerwise-disable-next-line window-inert\nsliding_window: 8\n` },
  'a finding on another line': {
    text: `${model}# layerwise-disable-next-line «window-inert»\nrms_norm_eps: 0.1\nsliding_window: 8\n`,
    fixed: `${model}rms_norm_eps: 0.1\nsliding_window: 8\n`,
  },
  'a file without one': {
    text: `${model}rms_norm_eps: 0.1 # layerwise-disable «window-inert» -- as agreed\n`,
    fixed: `${model}rms_norm_eps: 0.1\n`,
    says: /is in this file/,
  },
  'a file with one': { text: `# layerwise-disable window-inert\n${model}sliding_window: 8\n` },
  'one name of several': {
    text: `# layerwise-disable window-inert, «ratio-unusual», head-dim-unusual\n${model}sliding_window: 8\nhead_dim: 24\n`,
    fixed: `# layerwise-disable window-inert, head-dim-unusual\n${model}sliding_window: 8\nhead_dim: 24\n`,
  },
  'the last name of several': {
    text: `# layerwise-disable window-inert, «ratio-unusual» -- why\n${model}sliding_window: 8\n`,
    fixed: `# layerwise-disable window-inert -- why\n${model}sliding_window: 8\n`,
  },
  'JSON with comments': {
    language: 'json',
    text: '{\n  /* layerwise-disable «ratio-unusual» */\n  "model_type": "llama"\n}',
    fixed: '{\n  "model_type": "llama"\n}',
  },
  'a comment beside a value in JSON': {
    language: 'json',
    text: '{ "model_type": /* layerwise-disable «ratio-unusual» */ "llama" }',
    fixed: '{ "model_type": "llama" }',
  },
  'a rule that is off anyway': {
    text: `# layerwise-disable window-inert\n${model}`,
    control: { rules: { 'window-inert': 'off' } },
  },
  'a finding that the project file suppresses too': {
    text: `# layerwise-disable window-inert\n${model}sliding_window: 8\n`,
    control: {
      suppress: readProject('suppress:\n  - { file: a, rule: window-inert, reason: x }', 'yaml').project
        .suppress,
    },
  },
  'a model that can not be built, where rules fall silent': {
    text: `# layerwise-disable window-inert\n${model.replace('64', '-64')}`,
  },
  'a text that is being typed': { text: `# layerwise-disable window-inert\n${model}layer_types: [\n` },
  'no model': { text: '# layerwise-disable window-inert\na: 1\n' },
  'what not every reader looks into': {
    text: `# layerwise-disable duplicate-key, suppression-comment\n${model}`,
  },
};

describe('suppression comments that suppress nothing', () => {
  for (const [title, { text: marked, fixed, says, language = 'yaml', control }] of Object.entries(rows)) {
    it(`${fixed === undefined ? 'let be' : 'hinted at'}: ${title}`, () => {
      const text = marked.replaceAll(/[«»]/g, '');
      const hints = review(analyse(text, language), { ...noControl, ...control }).findings.filter(
        ({ rule }) => rule === 'suppression-comment',
      );
      assert.equal(hints.length, fixed === undefined ? 0 : 1);
      const [hint] = hints;
      if (!hint || fixed === undefined) return;
      const start = marked.indexOf('«');
      assert.deepEqual(hint.range, { start, end: marked.indexOf('»') - 1 });
      assert.equal(hint.severity, 'hint');
      assert.match(hint.message, says ?? /./);
      assert.equal(applyEdits(text, hint.fixes[0]!.edits), fixed);
    });
  }
});

describe('entries of a project file that suppress nothing', () => {
  const { project } = readProject(
    `rules: { ratio-unusual: off, window-inert: "off", head-dim-unusual: error }
suppress:
  - { file: a.yaml, rule: head-dim-unusual, reason: x }
  - { file: b.yaml, rule: head-dim-unusual, pointer: "", reason: x }
  - { file: b.yaml, rule: window-inert, reason: off anyway }
`,
    'yaml',
  );
  const usage = review(analyse(`${model}head_dim: 24\nsliding_window: 8\n`, 'yaml'), {
    ...noControl,
    rules: project.rules,
    suppress: project.suppress.filter(({ matches }) => matches('a.yaml')),
  }).usage;
  const titles = (explicit = {}, usages = [usage]): string[] =>
    unusedEntries(project, usages, explicit).map(({ title }) => title);

  it('are those without a finding, and rules that are off and find nothing', () => {
    assert.deepEqual(titles(), ['ratio-unusual (off)', 'head-dim-unusual in b.yaml at the top']);
  });

  it('are marked as a whole', () => {
    const [off, block, flow] = [
      'ratio-unusual',
      'rule: head-dim-unusual\n    file: b.yaml\n    reason: x',
      '{ file: b.yaml, rule: window-inert, reason: x }',
    ];
    const text = `rules:\n  ${off}: off\nsuppress:\n  - ${block}\n\n  - ${flow}\n# the end\n`;
    assert.deepEqual(
      unusedEntries(readProject(text, 'yaml').project, [], {}).map(({ range }) =>
        text.slice(range.start, range.end).trimEnd(),
      ),
      [off, block, flow],
    );
  });

  it('are all of them where nothing was looked at', () => {
    assert.deepEqual(titles({}, []), [
      'ratio-unusual (off)',
      'window-inert (off)',
      'head-dim-unusual in a.yaml',
      'head-dim-unusual in b.yaml at the top',
    ]);
  });

  it('are none that a flag stands in for', () => {
    assert.deepEqual(titles({ 'ratio-unusual': 'hint', 'head-dim-unusual': 'off' }), []);
  });

  it('are none of a rule that depends on how the model is to be served', () => {
    const undecided = { ...usage, undecided: new Set(['ratio-unusual', 'head-dim-unusual']) };
    assert.deepEqual(titles({}, [undecided]), []);
  });
});

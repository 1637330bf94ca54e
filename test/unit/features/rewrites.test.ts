import assert from 'node:assert/strict';
import { analyse, type Model } from '../../../src/core/analyse';
import { applyEdits } from '../../../src/core/document/edit';
import type { DocumentLanguage } from '../../../src/core/document/node';
import { rewritesAt } from '../../../src/core/features/rewrites';
import { estimate } from '../../../src/core/memory/estimate';
import { readFixture } from '../../models';

interface Row {
  /** The text, with the cursor at ‸. */
  readonly text: string;
  readonly language?: DocumentLanguage;
  /** Title and resulting text of each rewrite that is offered there. */
  readonly offers: readonly (readonly [title: string, after: string])[];
}

const width = '"hidden_size":512,"num_attention_heads":8,"num_key_value_heads":2,"head_dim":64';
const next = `"model_type":"qwen3_next",${width}`;
const nemotron = `"model_type":"nemotron_h",${width}`;
const [full, linear, sliding] = ['"full_attention"', '"linear_attention"', '"sliding_attention"'];

/** The same model, written another way. */
const sameModel: Readonly<Record<string, Row>> = {
  'an interval as a list': {
    text: `{${next},"num_hidden_layers":4,"full_attention_‸interval":2}`,
    offers: [
      [
        'Write full_attention_interval out as layer_types',
        `{${next},"num_hidden_layers":4,"layer_types": [${linear},${full},${linear},${full}]}`,
      ],
    ],
  },
  'an interval as a list, a line for each entry': {
    text: '{\n    "model_type": "cohere2",\n    "num_hidden_layers": 2,\n    "sliding_window_pattern": ‸2\n}\n',
    offers: [
      [
        'Write sliding_window_pattern out as layer_types',
        '{\n    "model_type": "cohere2",\n    "num_hidden_layers": 2,\n    "layer_types": [\n        "sliding_attention",\n        "full_attention"\n    ]\n}\n',
      ],
    ],
  },
  'an interval as a list in YAML': {
    language: 'yaml',
    text: 'model_type: qwen3_next\nfull_attention_interval: ‸2 # half\nnum_hidden_layers: 2\n',
    offers: [
      [
        'Write full_attention_interval out as layer_types',
        'model_type: qwen3_next\nlayer_types:\n  - linear_attention\n  - full_attention # half\nnum_hidden_layers: 2\n',
      ],
    ],
  },
  'the default of a family as a list': {
    text: `{"model_type":"gemma2",${width},"num_hidden_layers‸":2}`,
    offers: [
      [
        'Write layer_types out: 2 entries',
        `{"model_type":"gemma2",${width},"num_hidden_layers":2,"layer_types": [${sliding},${full}]}`.replace(
          '"num_hidden_layers":2,',
          '"num_hidden_layers":2, ',
        ),
      ],
    ],
  },
  'a list as an interval': {
    text: `{${next},"num_hidden_layers":4,"layer_types":[${linear},‸${full},${linear},${full}]}`,
    offers: [
      [
        'Write layer_types as full_attention_interval: 2',
        `{${next},"num_hidden_layers":4,"full_attention_interval": 2}`,
      ],
      [
        'Regenerate layer_types by the pattern of Qwen3-Next',
        `{${next},"num_hidden_layers":4,"layer_types":[${linear},${linear},${linear},${full}]}`,
      ],
    ],
  },
  'a list as an interval in YAML': {
    language: 'yaml',
    text: 'model_type: qwen3_next\nlayer_types:\n- linear_attention\n- linear_attention\n- linear_attention\n- ‸full_attention\n- linear_attention\n- linear_attention\n- linear_attention\n- full_attention\nnum_hidden_layers: 8\n',
    offers: [
      [
        'Write layer_types as full_attention_interval: 4',
        'model_type: qwen3_next\nfull_attention_interval: 4\nnum_hidden_layers: 8\n',
      ],
    ],
  },
  'letters as a list': {
    text: `{${nemotron},"hybrid_override_pattern":"M‸-*"}`,
    offers: [
      [
        'Write hybrid_override_pattern as the list layers_block_type',
        `{${nemotron},"layers_block_type": [${linear},"mlp",${full}]}`,
      ],
    ],
  },
  'a list as letters': {
    text: `{${nemotron},"layers_block_type":["mamba",‸"moe","attention","mlp"]}`,
    offers: [
      ['Write the list as hybrid_override_pattern', `{${nemotron},"hybrid_override_pattern": "ME*-"}`],
    ],
  },
};

/** Another model, as wanted. */
const otherModel: Readonly<Record<string, Row>> = {
  'a list after the pattern of the family': {
    text: `{${next},"num_hidden_layers":4,"layer_types":[${full},‸${linear},${linear},${linear}]}`,
    offers: [
      [
        'Regenerate layer_types by the pattern of Qwen3-Next',
        `{${next},"num_hidden_layers":4,"layer_types":[${linear},${linear},${linear},${full}]}`,
      ],
    ],
  },
  'in the spelling of the list': {
    text: `{"model_type":"olmo_hybrid",${width},"num_hidden_layers":4,"layer_types":["mamba",‸"mamba","attention","attention"]}`,
    offers: [
      [
        'Regenerate layer_types by the pattern of OLMo Hybrid',
        `{"model_type":"olmo_hybrid",${width},"num_hidden_layers":4,"layer_types":["mamba","mamba","mamba","attention"]}`,
      ],
    ],
  },
  'more layers': {
    text: `{${next},"num_hidden_layers":6‸,"layer_types":[${linear},${full},${linear},${full}]}`,
    offers: [
      [
        'Fit layer_types to 6 layers',
        `{${next},"num_hidden_layers":6,"layer_types":[${linear}, ${full}, ${linear}, ${full}, ${linear}, ${full}]}`,
      ],
    ],
  },
  'fewer layers, and two lists': {
    text: `{"model_type":"glm_moe_dsa",${width},"num_hidden_layers":2‸,"indexer_types":["full","shared","shared"],"mlp_layer_types":["dense","dense","sparse"]}`,
    offers: [
      [
        'Fit mlp_layer_types and indexer_types to 2 layers',
        `{"model_type":"glm_moe_dsa",${width},"num_hidden_layers":2,"indexer_types":["full", "shared"],"mlp_layer_types":["dense", "dense"]}`,
      ],
    ],
  },
  'fewer layers without a pattern: what is beyond is cut off': {
    text: `{"model_type":"qwen3",${width},"sliding_window":8,"use_sliding_window":true,"num_hidden_layers":3,"layer_types":[${full},${full},${sliding},‸${full},${sliding}]}`,
    offers: [
      [
        'Fit layer_types to 3 layers',
        `{"model_type":"qwen3",${width},"sliding_window":8,"use_sliding_window":true,"num_hidden_layers":3,"layer_types":[${full}, ${full}, ${sliding}]}`,
      ],
    ],
  },
};

const nothing: Readonly<Record<string, Row>> = {
  'elsewhere in the file': {
    text: `{${next.replace('512', '5‸12')},"num_hidden_layers":4,"full_attention_interval":2}`,
    offers: [],
  },
  'a list without a pattern, as long as there are layers': {
    text: `{"model_type":"llama",${width},"num_hidden_layers":2‸}`,
    offers: [],
  },
  'more layers than the list tells how to go on': {
    text: `{"model_type":"qwen3",${width},"sliding_window":8,"use_sliding_window":true,"num_hidden_layers":8‸,"layer_types":[${full},${sliding},${sliding},${full},${sliding},${full},${full}]}`,
    offers: [],
  },
  'an interval that says which layers have positions, too': {
    text: `{"model_type":"smollm3",${width},"num_hidden_layers":4,"no_rope_layer_interval":‸2}`,
    offers: [],
  },
  'letters that there are not': { text: `{${nemotron},"hybrid_override_pattern":"M‸X"}`, offers: [] },
  'a list beside an interval, which a rule speaks of': {
    text: `{${next},"num_hidden_layers":4,"full_attention_interval":‸2,"layer_types":[${linear},${full},${linear},${full}]}`,
    offers: [],
  },
  'no model': { text: '{"num_hidden_layers"‸:2}', offers: [] },
  'a half-typed text': { text: '{"model_type":"qwen3_next","full_attention_interval‸', offers: [] },
};

function modelOf(text: string, language: DocumentLanguage): Model {
  const { model } = analyse(text, language);
  assert.ok(model);
  assert.deepEqual(model.fields.issues, []);
  return model;
}

function bytesOf({ architecture }: Model) {
  const scenario = {
    contextTokens: 5000,
    batch: 3,
    cacheDtype: 'bf16',
    engine: 'transformers',
    tensorParallel: 1,
  };
  return estimate(architecture, scenario as Parameters<typeof estimate>[1]).bytes;
}

const kinds = ({ architecture }: Model): string[] =>
  architecture.layers.map(({ mixer, feedForward }) => `${mixer.kind} ${feedForward.kind}`);

function offersOf({ text: marked, language = 'json' }: Row): { text: string; offers: [string, string][] } {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const offers = rewritesAt(analyse(text, language), offset).map(({ title, edits }): [string, string] => [
    title,
    applyEdits(text, edits),
  ]);
  return { text, offers };
}

const place = (config: string, key: string): number => config.indexOf(`"${key}"`) + 2;

describe('rewrites', () => {
  for (const [title, row] of Object.entries(sameModel)) {
    it(`write the same model: ${title}`, () => {
      const { text, offers } = offersOf(row);
      assert.deepEqual(offers, row.offers);
      const [before, after] = [text, offers[0]![1]].map((each) => modelOf(each, row.language ?? 'json'));
      assert.deepEqual(kinds(after!), kinds(before!));
      assert.deepEqual(bytesOf(after!), bytesOf(before!));
    });
  }
  for (const [title, row] of Object.entries(otherModel)) {
    it(`write another: ${title}`, () => {
      const { offers } = offersOf(row);
      assert.deepEqual(offers, row.offers);
      for (const [, after] of offers) modelOf(after, row.language ?? 'json');
    });
  }
  for (const [title, row] of Object.entries(nothing))
    it(`are not offered for ${title}`, () => assert.deepEqual(offersOf(row).offers, []));

  it('take a published pattern there and back', () => {
    const text = readFixture('workspace/nemotron-3-nano/config.json');
    const list = rewritesAt(analyse(text, 'json'), place(text, 'hybrid_override_pattern'))[0];
    assert.ok(list, 'a list is offered');
    const asList = applyEdits(text, list.edits);
    const back = rewritesAt(analyse(asList, 'json'), place(asList, 'layers_block_type'))[0];
    assert.ok(back, 'letters are offered');
    assert.equal(applyEdits(asList, back.edits), text);
  });
});

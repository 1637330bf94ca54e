/** Files that are recognised for what they are and give no numbers. */
import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { lenses } from '../../../src/core/features/lenses';
import { status } from '../../../src/core/features/status';
import { defaultView } from '../../../src/core/features/view';
import { mayBeModelConfig } from '../../../src/core/recognise';
import { unrecognisedNote } from '../../../src/core/report/sizing';
import { checkFixtures, readAnalysis } from './support';

const sideFiles: readonly (readonly [what: string, text: string])[] = [
  [
    'Hugging Face generation config',
    '{ "bos_token_id": 1, "do_sample": true, "eos_token_id": 2, "temperature": 0.6, "transformers_version": "4.51.0" }',
  ],
  [
    'Hugging Face generation config',
    '{ "_from_model_config": true, "eos_token_id": 2, "transformers_version": "5.0" }',
  ],
  [
    'ModelOpt quantization config',
    '{ "quantization": { "quant_algo": "NVFP4", "kv_cache_quant_algo": "FP8" } }',
  ],
  ['quantization config', '{ "quant_method": "awq", "bits": 4, "group_size": 128, "zero_point": true }'],
  [
    'quantization config',
    '{ "bits": 4, "group_size": 128, "desc_act": false, "sym": true, "transformers_version": "4" }',
  ],
  [
    'Hugging Face preprocessor config',
    '{ "image_processor_type": "SiglipImageProcessor", "image_mean": [0.5], "processor_class": "Gemma3Processor" }',
  ],
  [
    'Hugging Face tokenizer config',
    '{ "add_bos_token": true, "bos_token": "<s>", "tokenizer_class": "LlamaTokenizer", "model_max_length": 4096 }',
  ],
  [
    'PEFT adapter config',
    '{ "peft_type": "LORA", "base_model_name_or_path": "meta-llama/Llama-3.1-8B", "r": 16 }',
  ],
];

describe('side files', () => {
  for (const [what, text] of sideFiles) {
    it(`${what}: ${text.slice(0, 40)}`, () => {
      const analysis = analyse(text, 'json');
      const { recognition } = analysis;
      assert.ok(mayBeModelConfig(text));
      assert.ok(recognition.status === 'declined', recognition.status);
      assert.equal(recognition.what, what);
      assert.deepEqual(check(analysis), []);
    });
  }

  it('has one lens, one status and one note, of the same words', () => {
    const analysis = analyse(sideFiles[0]![1], 'json');
    const words =
      'Hugging Face generation config: it says how to sample; the architecture is in the config.json beside it; nothing is estimated.';
    assert.deepEqual(
      lenses(analysis, defaultView).map(({ title }) => title),
      [words],
    );
    assert.equal(status(analysis, defaultView)?.tooltip, words);
    assert.equal(unrecognisedNote(analysis.recognition), words);
  });

  it('names where the architecture is, for whoever can look there', () => {
    const { recognition } = analyse(sideFiles.at(-1)![1], 'json');
    assert.deepEqual('elsewhere' in recognition && recognition.elsewhere, [
      { kind: 'model', name: 'meta-llama/Llama-3.1-8B', pointer: '/base_model_name_or_path' },
    ]);
    const primus = readAnalysis('megatron-yaml/primus-llama3.1_8B.yaml').recognition;
    assert.deepEqual('elsewhere' in primus && primus.elsewhere, [
      { kind: 'file', name: 'llama3_8B.yaml', pointer: '/extends/0' },
    ]);
  });

  it('lets no markup of a file into a lens', () => {
    const { recognition } = analyse('base_model: "$(flame) [x](command:y)"\nsequence_len: 1\n', 'yaml');
    assert.equal(
      'reason' in recognition && recognition.reason,
      'the architecture is elsewhere: $flame xcommand:y',
    );
  });

  checkFixtures('quant_sidecars', 'huggingface-side-file', {
    'nvidia--GLM-5-NVFP4_hf_quant_config.json': 'config.json beside it',
    'nvidia--NVIDIA-Nemotron-3-Super-120B-A12B-NVFP4_hf_quant_config.json': 'config.json beside it',
  });
});

describe('training recipes', () => {
  checkFixtures('axolotl-yaml', 'training', { 'lisa.yml': 'elsewhere: NousResearch/Llama-2-7b-hf' });
  checkFixtures('torchtitan-yaml', 'training', {
    'primus-torchtitan-deepseek_v3_671b.yaml': 'elsewhere: deepseek-ai/DeepSeek-V3.1-Base',
    'primus-torchtitan-llama3.1_8B.yaml': 'elsewhere: meta-llama/Llama-3.1-8B',
  });
  for (const [what, text] of [
    ['LLaMA-Factory config', 'model_name_or_path: ./model\nstage: sft\nfinetuning_type: lora\n'],
    ['training config', 'model_name_or_path: ./model\nlearning_rate: 1.0e-5\n'],
  ] as const) {
    it(`${what}s are looked at, though they name nothing else of a model`, () => {
      assert.ok(mayBeModelConfig(text));
      const { recognition } = analyse(text, 'yaml');
      assert.equal(recognition.status === 'declined' && recognition.what, what);
    });
  }
  checkFixtures(
    'nemo-yaml',
    'training',
    { 'automodel-kimi_k3_dspark.yaml': 'elsewhere: moonshotai/Kimi-K3' },
    (name) => name.includes('dspark'),
  );
});

describe('tables and other tools', () => {
  checkFixtures(
    'misc',
    'table',
    { 'ktransformers-model_configs.json': 'put one into a file of its own to size it' },
    (name) => name.startsWith('ktransformers'),
  );
  checkFixtures('hnet', 'hnet', {
    'hnet_2stage_XL.json':
      'its inner stages see chunks that a learned router cuts, so no cache size follows from the number of tokens',
  });
  checkFixtures(
    'bloom',
    'llm-analysis',
    { 'bloom-175b.json': 'it does not say which architecture it is' },
    (name) => name.startsWith('bloom'),
  );

  it('reads no llm-analysis dump for a Hugging Face config of class defaults', () => {
    const { model } = readAnalysis('opt/facebook_opt-13b.json');
    assert.equal(model?.architecture.layers.length, 40);
    assert.equal(model.architecture.hiddenSize, 5120);
  });
});

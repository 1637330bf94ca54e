import assert from 'node:assert/strict';
import { analyse } from '../../../src/core/analyse';
import { countParameters } from '../../../src/core/memory/parameters';
import { describePattern } from '../../../src/core/pattern';
import { checkFields, modelOf } from './support';

const json = (value: object) => modelOf(JSON.stringify(value, null, 2), 'json');

/** Llama 3.1 8B, as huggingface.js lists its metadata. */
const llama = {
  version: 3,
  'general.architecture': 'llama',
  'llama.block_count': 32,
  'llama.context_length': 131_072,
  'llama.embedding_length': 4096,
  'llama.feed_forward_length': 14_336,
  'llama.attention.head_count': 32,
  'llama.attention.head_count_kv': 8,
  'llama.attention.layer_norm_rms_epsilon': 1e-5,
  'llama.vocab_size': 128_256,
};

describe('GGUF metadata', () => {
  it('puts canonical names over one key per value', () => {
    const model = json(llama);
    checkFields(model, {
      hidden_size: [4096, '/llama.embedding_length'],
      num_key_value_heads: [8, '/llama.attention.head_count_kv'],
    });
    const { total, reason } = countParameters(model.architecture);
    assert.equal(total, 8_030_261_248);
    assert.match(reason ?? '', /do not say which biases/);
  });

  it('reads what gguf-dump --json writes, with its types', () => {
    const entries = Object.entries(llama).filter(([key]) => key.includes('.'));
    const metadata = Object.fromEntries(
      entries.map(([key, value], index) => [key, { index, type: 'X', value }]),
    );
    const model = json({ filename: 'x.gguf', endian: 'LITTLE', metadata, tensors: {} });
    checkFields(model, { hidden_size: [4096, '/metadata/llama.embedding_length/value'] });
  });

  it('finds the layers without keys, by their number of heads or by an interval', () => {
    const hybrid = {
      'general.architecture': 'granitehybrid',
      'granitehybrid.block_count': 4,
      'granitehybrid.embedding_length': 1536,
      'granitehybrid.feed_forward_length': 512,
      'granitehybrid.attention.head_count': 12,
      'granitehybrid.attention.head_count_kv': [0, 0, 4, 0],
      'granitehybrid.ssm.inner_size': 3072,
      'granitehybrid.ssm.time_step_rank': 48,
      'granitehybrid.ssm.state_size': 128,
      'granitehybrid.ssm.group_count': 1,
      'granitehybrid.ssm.conv_kernel': 4,
    };
    const model = json(hybrid);
    assert.equal(describePattern(model.architecture.layers).text, '2 mamba2 + 1 full + 1 mamba2');
    assert.equal(model.architecture.layers[2]!.pointer, '/granitehybrid.attention.head_count_kv/2');
    const [first] = model.architecture.layers;
    assert.deepEqual(first?.mixer.kind === 'mamba2' && [first.mixer.heads, first.mixer.headDim], [48, 64]);

    const qwen = json({
      'general.architecture': 'qwen3next',
      'qwen3next.block_count': 8,
      'qwen3next.embedding_length': 2048,
      'qwen3next.feed_forward_length': 512,
      'qwen3next.attention.head_count': 16,
      'qwen3next.attention.head_count_kv': 2,
      'qwen3next.attention.key_length': 256,
      'qwen3next.full_attention_interval': 4,
      'qwen3next.ssm.inner_size': 4096,
      'qwen3next.ssm.time_step_rank': 32,
      'qwen3next.ssm.state_size': 128,
      'qwen3next.ssm.group_count': 16,
      'qwen3next.ssm.conv_kernel': 4,
    });
    assert.equal(describePattern(qwen.architecture.layers).text, '(3 gated-deltanet + 1 full) × 2');
    const [gdn] = qwen.architecture.layers;
    assert.deepEqual(
      gdn?.mixer.kind === 'gated-deltanet' && [
        gdn.mixer.keyHeads,
        gdn.mixer.valueHeads,
        gdn.mixer.keyDim,
        gdn.mixer.valueDim,
      ],
      [16, 32, 128, 128],
    );
  });

  it('says which architectures it does not know', () => {
    const { recognition } = analyse('{ "general.architecture": "clip" }', 'json');
    assert.equal(recognition.status, 'declined');
  });
});

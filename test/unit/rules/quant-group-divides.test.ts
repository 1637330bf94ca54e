import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { quantGroupDivides } from '../../../src/core/rules/quant-group-divides';
import { testRule } from './testRule';

const llama =
  '"model_type":"llama","hidden_size":256,"num_attention_heads":4,"num_hidden_layers":2,"vocab_size":100';

testRule(quantGroupDivides, {
  accept: [
    // Whole experts are not cut.
    {
      text: '{"model_type":"mixtral","hidden_size":4096,"intermediate_size":14336,"quantization_config":{"quant_method":"gptq","bits":4,"group_size":128}}',
      scenario: { tensorParallel: 32, expertParallel: 32 },
    },
    `{${llama},"intermediate_size":512,"quantization_config":{"quant_method":"awq","bits":4,"group_size":128}}`,
    `{${llama},"intermediate_size":500}`,
    // Whole rows, single values, blocks that a matrix may end inside, and what the list leaves out.
    `{${llama},"intermediate_size":500,"quantization_config":{"quant_method":"gptq","bits":4,"group_size":-1}}`,
    `{${llama},"intermediate_size":500,"quantization_config":{"quant_method":"bitsandbytes","load_in_4bit":true}}`,
    `{${llama},"intermediate_size":500,"quantization_config":{"quant_method":"fp8","weight_block_size":[128,128]}}`,
    `{${llama},"intermediate_size":500,"quantization_config":{"quant_method":"awq","bits":4,"modules_to_not_convert":["re:.*mlp.*"]}}`,
    `{${llama},"intermediate_size":500,"quantization_config":{"quant_method":"gptq","bits":4,"dynamic":{}}}`,
    // What can't be built has errors of its own.
    `{${llama},"intermediate_size":"500","quantization_config":{"quant_method":"awq","bits":4,"group_size":128}}`,
  ],
  reject: [
    {
      text: `{${llama},"intermediate_size":480,"quantization_config":{"quant_method":"awq","bits":4,"group_size":«128»}}`,
      message:
        /^Groups of 128 do not divide the 480 inputs of down_proj: .* refuse such weights\. Groups that do: 16, 32\.$/,
    },
    {
      text: `{${llama},"intermediate_size":500,«"quantization_config"»:{"quant_method":"gptq","bits":4}}`,
      message: /^Groups of 128 do not divide the 500 .* Leave it out of the quantization\.$/,
    },
    {
      language: 'yaml',
      text: 'model_type: qwen3_moe\nhidden_size: 2048\nnum_hidden_layers: 2\nhead_dim: 100\nnum_attention_heads: 3\nnum_key_value_heads: 3\nmoe_intermediate_size: 768\nquantization_config:\n  quant_method: modelopt\n  quant_algo: NVFP4\n  group_size: «16»\n',
      message: /^Groups of 16 do not divide the 300 inputs of o_proj/,
    },
    {
      text: '{"model_type":"deepseek_v3","num_hidden_layers":4,"q_lora_rank":1500,"quantization_config":{"quant_method":"awq","bits":4,"group_size":«64»}}',
      message: /1,500 inputs of q_b_proj/,
    },
  ],
});

const found = (file: string, tensorParallel?: number): string[] => {
  const analysis = analyse(
    file.startsWith('{') ? file : readFileSync(`test/fixtures/configs/${file}`, 'utf8'),
    'json',
  );
  return check(analysis, {}, tensorParallel === undefined ? {} : { tensorParallel })
    .filter(({ rule }) => rule === 'quant-group-divides')
    .map(({ message }) => message);
};

describe('quant-group-divides of a scenario', () => {
  // Qwen2-72B has a width of 29,568 = 231 × 128, which no two GPUs can share in groups of 128.
  const qwen72b =
    '{"model_type":"qwen2","hidden_size":8192,"intermediate_size":29568,"num_attention_heads":64,"num_key_value_heads":8,"num_hidden_layers":80,"quantization_config":{"quant_method":"gptq","bits":4,"group_size":128}}';

  it('looks at one GPU unless told otherwise', () => assert.deepEqual(found(qwen72b), []));

  it('names the numbers of GPUs that fit', () => {
    assert.equal(found(qwen72b, 2).length, 1);
    assert.match(
      found(qwen72b, 2)[0] ?? '',
      /^On each of 2 GPUs down_proj has 14,784 of 29,568 inputs.*: vLLM and SGLang refuse to start\. Tensor-parallel sizes that fit: 1\.$/,
    );
  });

  it('lets no GPU cut a block of FP8', () => {
    // 25,600 / 8 = 25 × 128.
    assert.deepEqual(found('qwen3/Qwen--Qwen3-32B-FP8.json', 8), []);
    assert.match(
      found('qwen3/Qwen--Qwen3-32B-FP8.json', 16)[0] ?? '',
      /1,600 of 25,600 .* fit: 1, 2, 4, 8\.$/,
    );
  });

  it('leaves inputs that do not split at all to others', () => assert.deepEqual(found(qwen72b, 5), []));
});

import { tpExperts } from '../../../src/core/rules/tp-experts';
import { testRule } from './testRule';

const qwen = (width: string, experts: string, more = ''): string =>
  `{"model_type":"qwen3_moe","num_attention_heads":96,"num_key_value_heads":8,"moe_intermediate_size":${width},"num_experts":${experts}${more}}`;
const fp8 = ',"quantization_config":{"quant_method":"fp8","weight_block_size":[128,128]}';

testRule(tpExperts, {
  scenario: { tensorParallel: 8 },
  accept: [
    { text: qwen('2560', '160', fp8), scenario: {} },
    { text: qwen('2560', '160', fp8), scenario: { tensorParallel: 4 } },
    { text: qwen('2560', '160', fp8), scenario: { tensorParallel: 8, expertParallel: 8 } },
    qwen('2560', '160'),
    qwen('2048', '160', fp8),
    // Not whole blocks on one GPU either.
    qwen('1000', '160', fp8),
    { text: qwen('2560', '160'), scenario: { expertParallel: 32 } },
    '{"model_type":"llama","num_attention_heads":32}',
  ],
  reject: [
    {
      text: qwen('«2560»', '160', fp8),
      message:
        /^Experts of 2,560 cut for 8 GPUs \(tensor parallel\) are 320 wide each, no whole blocks of 128 .*refuse to start\. Use expert parallelism \(--ep\), or 2 or 4 GPUs\.$/,
    },
    {
      scenario: { tensorParallel: 16, expertParallel: 2 },
      text: qwen('«2560»', '160', fp8),
      message: /cut for 8 GPUs/,
    },
    {
      scenario: { tensorParallel: 3 },
      text: qwen('«1408»', '160'),
      message: /cut for 3 GPUs \(tensor parallel\) are no whole numbers wide/,
    },
    {
      scenario: { expertParallel: 12 },
      text: qwen('2560', '«160»'),
      message:
        /^160 experts can't be shared evenly by 12 GPUs \(expert parallel\): SGLang .* 8 or 10 GPUs can\.$/,
    },
  ],
});

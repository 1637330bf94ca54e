/**
 * Number formats of weights, caches and states. `bits` are of one number with its share of the block's scale;
 * formats without a block keep one scale for a whole tensor, or none, which is not counted.
 *
 * Sources: q8_0 and q4_0 are ggml's `block_q8_0` and `block_q4_0` (ggml-common.h), an fp16 scale for 32 numbers of
 * 8 or 4 bits; nvfp4 is vLLM's KV layout (v1/kv_cache_interface.py), an fp8 scale for 16 numbers of 4 bits.
 */
export const dtypes = {
  fp32: { name: 'fp32', torchName: 'float32', bits: 32 },
  bf16: { name: 'bf16', torchName: 'bfloat16', bits: 16 },
  fp16: { name: 'fp16', torchName: 'float16', bits: 16 },
  fp8: { name: 'fp8', torchName: 'float8_e4m3fn', bits: 8 },
  int8: { name: 'int8', torchName: 'int8', bits: 8 },
  int4: { name: 'int4', torchName: 'int4', bits: 4 },
  q8_0: { name: 'q8_0', torchName: 'q8_0', bits: 8.5, block: { numbers: 32, bytes: 34 } },
  q4_0: { name: 'q4_0', torchName: 'q4_0', bits: 4.5, block: { numbers: 32, bytes: 18 } },
  nvfp4: { name: 'nvfp4', torchName: 'nvfp4', bits: 4.5, block: { numbers: 16, bytes: 9 } },
  int64: { name: 'int64', torchName: 'int64', bits: 64 },
} as const;

/** Of token ids and positions as well, which no model and no cache is kept in. */
export type StateDtype = keyof typeof dtypes;

export type Dtype = Exclude<StateDtype, 'int64'>;

export const dtypeNames = (Object.keys(dtypes) as StateDtype[]).filter((name) => name !== 'int64');

/** Bytes of `elements` numbers, rounded up to whole bytes, or to whole blocks where the format has blocks. */
export function bytesOf(elements: number, dtype: StateDtype): number {
  const format = dtypes[dtype];
  return 'block' in format
    ? Math.ceil(elements / format.block.numbers) * format.block.bytes
    : Math.ceil((elements * format.bits) / 8);
}

/** Bytes that each of many numbers takes, its share of a block's scale included. */
export function bytesPerNumber(dtype: StateDtype): number {
  return dtypes[dtype].bits / 8;
}

/** What bytes in a dtype count of its scales; undefined for one that needs none. */
export function scaleAssumption(dtype: Dtype): string | undefined {
  const format = dtypes[dtype];
  if (format.bits >= 16) return undefined;
  return 'block' in format
    ? `${dtype} keeps one scale for ${format.block.numbers} values, which is counted`
    : `${dtype} scales are per tensor and not counted`;
}

/** The dtype a config names (`bfloat16`, `torch.float16`, `fp8`…), or undefined for a name that is none. */
export function parseDtype(name: string): Dtype | undefined {
  const plain = name.toLowerCase().replace(/^torch\./, '');
  if (plain === 'half') return 'fp16';
  if (plain === 'float') return 'fp32';
  if (plain.startsWith('float8')) return 'fp8';
  return dtypeNames.find((dtype) => dtype === plain || dtypes[dtype].torchName === plain);
}

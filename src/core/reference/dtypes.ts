/** Number formats of weights, caches and states. */

export const dtypes = {
  fp32: { name: 'fp32', torchName: 'float32', bits: 32 },
  bf16: { name: 'bf16', torchName: 'bfloat16', bits: 16 },
  fp16: { name: 'fp16', torchName: 'float16', bits: 16 },
  fp8: { name: 'fp8', torchName: 'float8_e4m3fn', bits: 8 },
  int8: { name: 'int8', torchName: 'int8', bits: 8 },
  int4: { name: 'int4', torchName: 'int4', bits: 4 },
} as const;

export type Dtype = keyof typeof dtypes;

export const dtypeNames = Object.keys(dtypes) as Dtype[];

/** Bytes of `elements` numbers, rounded up to whole bytes. */
export function bytesOf(elements: number, dtype: Dtype): number {
  return Math.ceil((elements * dtypes[dtype].bits) / 8);
}

/** The dtype a config names (`bfloat16`, `torch.float16`, `fp8`…), or undefined for a name that is none. */
export function parseDtype(name: string): Dtype | undefined {
  const plain = name.toLowerCase().replace(/^torch\./, '');
  if (plain === 'half') return 'fp16';
  if (plain === 'float') return 'fp32';
  if (plain.startsWith('float8')) return 'fp8';
  return dtypeNames.find((dtype) => dtype === plain || dtypes[dtype].torchName === plain);
}

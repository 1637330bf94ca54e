import { deepseek } from './deepseek';
import type { Dialect } from './dialect';
import { flagscale } from './flagscale';
import { huggingface } from './huggingface';
import { llama } from './llama';
import { megatron } from './megatron';
import { mistralParams } from './mistral';
import { nemo } from './nemo';

/** Tried in this order: those with names of their own go before the one whose names everybody uses. */
export const dialects: readonly Dialect[] = [
  megatron,
  flagscale,
  nemo,
  deepseek,
  mistralParams,
  llama,
  huggingface,
];

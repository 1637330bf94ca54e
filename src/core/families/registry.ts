import type { Family } from './family';
import { llama } from './llama';
import { qwen3Next } from './qwen3-next';

export const families: readonly Family[] = [llama, qwen3Next];

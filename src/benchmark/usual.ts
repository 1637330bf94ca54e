/** Lengths to measure where nobody says which: a CPU, too, is done with them in seconds. */

/** Tokens in the cache, in decode. */
export const usualContexts: readonly number[] = [1024, 4096, 16_384];

/** Tokens of the prompt, in prefill. */
export const usualPrompts: readonly number[] = [128, 512];

/** Bounds that keep hostile or mistaken input from costing more than a clear message. */

/** Nesting that no config reaches; beyond it a subtree is skipped and a problem says so. */
export const maximumDepth = 500;

/** Characters of text that are parsed at all. Real configs reach 3 MB (lists of modules that quantization ignores). */
export const maximumTextLength = 16 * 1024 * 1024;

/**
 * Lines and commas that a YAML text may have: its parser takes some 25 µs and 1 KB for each. No config comes near.
 */
export const maximumYamlEntries = 200_000;

/** Layers a model may have before its count is taken for a mistake; the deepest published model has 126. */
export const maximumLayers = 10_000;

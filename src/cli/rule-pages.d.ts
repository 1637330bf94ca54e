/** Made by rule-pages.esbuild.js from src/core/rules/<name>/README.md. */
declare module 'layerwise:rule-pages' {
  /** The page of each rule, Markdown, by the rule's name. */
  export const rulePages: Readonly<Record<string, string>>;
}

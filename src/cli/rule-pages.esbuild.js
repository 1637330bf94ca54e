// Gives esbuild the module `layerwise:rule-pages`: every rule's README, so that `layerwise explain` needs no files.
'use strict';

const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(__dirname, '../core/rules');

/** @type {import('esbuild').Plugin} */
const rulePages = {
  name: 'rule-pages',
  setup(build) {
    build.onResolve({ filter: /^layerwise:rule-pages$/ }, ({ path }) => ({ path, namespace: 'rule-pages' }));
    build.onLoad({ filter: /.*/, namespace: 'rule-pages' }, () => {
      const names = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'README.md')))
        .map(({ name }) => name)
        .sort();
      const pages = Object.fromEntries(
        names.map((name) => [name, readFileSync(join(folder, name, 'README.md'), 'utf8')]),
      );
      return {
        contents: `export const rulePages = ${JSON.stringify(pages)};`,
        watchDirs: [folder],
        watchFiles: names.map((name) => join(folder, name, 'README.md')),
      };
    });
  },
};

module.exports = rulePages;

// Gives esbuild the module `layerwise:schemas`: the schemas of this folder, compiled (compile.js says into what).
'use strict';

const { compile } = require('./compile');
const { folders } = require('./load');

/** @type {import('esbuild').Plugin} */
const schemas = {
  name: 'schemas',
  setup(build) {
    build.onResolve({ filter: /^layerwise:schemas$/ }, ({ path }) => ({ path, namespace: 'layerwise' }));
    build.onLoad({ filter: /^layerwise:schemas$/, namespace: 'layerwise' }, () => {
      try {
        const { code, files, folders: watchDirs } = compile();
        return { contents: code, loader: 'js', resolveDir: __dirname, watchDirs, watchFiles: files };
      } catch (error) {
        // A half-typed schema must not end `--watch`.
        const text = error instanceof Error ? error.message : String(error);
        return { errors: [{ text }], watchDirs: folders() };
      }
    });
  },
};

module.exports = schemas;
// Not enumerable: esbuild refuses plugins with properties that it does not know.
Object.defineProperty(module.exports, 'schemas', { value: schemas });

// Gives esbuild the module `layerwise:schemas`: the schemas of this folder, compiled (compile.js says into what).
'use strict';

const { compile, folders } = require('./compile');

/** @type {import('esbuild').Plugin} */
const schemas = {
  name: 'schemas',
  setup(build) {
    build.onResolve({ filter: /^layerwise:schemas$/ }, ({ path }) => ({ path, namespace: 'layerwise' }));
    build.onLoad({ filter: /^layerwise:schemas$/, namespace: 'layerwise' }, () => {
      const watchDirs = folders();
      try {
        const { code, files } = compile();
        return { contents: code, loader: 'js', resolveDir: __dirname, watchDirs, watchFiles: files };
      } catch (error) {
        // A half-typed schema must not end `--watch`.
        return { errors: [{ text: error instanceof Error ? error.message : String(error) }], watchDirs };
      }
    });
  },
};

module.exports = schemas;
// Not enumerable: esbuild refuses plugins with properties that it does not know.
Object.defineProperty(module.exports, 'schemas', { value: schemas });

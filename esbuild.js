// Builds all there is: `node esbuild.js [--watch | --production] [--without-tests]`.
//
//   dist/extension.js        the extension's gate     dist/features.js          all of the extension behind it
//   dist/cli.js              the command line         dist/benchmarkWorker.js  the child that runs onnxruntime
//   dist/webview/*.{js,css}  the pages
//   out/test/unit.js         unit and oracle tests    out/integration/*.js     the suite for a real VS Code
//   out/meta/*.json          what went into each bundle, for the test that keeps bundles small
//
// An entry point that does not exist is left out. --production minifies, and writes no source maps.
'use strict';

const { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const esbuild = require('esbuild');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const withoutTests = process.argv.includes('--without-tests');

// Plugins of every target. Add yours here.
const plugins = [
  require('./schemas/esbuild-plugin'), // layerwise:schemas, compiled with ajv
  require('./src/cli/rule-pages.esbuild'), // layerwise:rule-pages, the rules' READMEs
];

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: __dirname,
  bundle: true,
  metafile: true,
  minify: production,
  sourcemap: !production,
  logLevel: watch ? 'info' : 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // jsonc-parser's "main" is UMD, whose requires no bundler sees: it would fail at run time.
  mainFields: ['module', 'main'],
};

/** @type {import('esbuild').BuildOptions} */
const test = {
  ...node,
  packages: 'external',
  // What no test reaches must stay in the bundle, or coverage would count it as covered.
  treeShaking: false,
};

/** @type {Record<string, import('esbuild').BuildOptions>} */
const product = {
  extension: {
    ...node,
    // Two bundles: all but a look at each file is left on the disk until a model config is there.
    entryPoints: files('src/extension', /^(extension|features)\.ts$/),
    outdir: 'dist',
    external: ['vscode'],
  },
  cli: {
    ...node,
    entryPoints: files('src/cli', /^main\.ts$/),
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  benchmarkWorker: {
    ...node,
    entryPoints: files('src/benchmark', /^worker\.ts$/),
    outfile: 'dist/benchmarkWorker.js',
    external: ['onnxruntime-node'],
  },
  webview: {
    ...common,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: files('src/webview', /^(report|benchmark)\.ts$/),
    outdir: 'dist/webview',
  },
};

/** @type {Record<string, import('esbuild').BuildOptions>} */
const tests = {
  unit: {
    ...test,
    // One bundle for all of them: src/core is built, loaded and measured once.
    entryPoints: ['every:unit'],
    outfile: 'out/test/unit.js',
    alias: existsSync(join(__dirname, 'test/fakes/vscode.ts')) ? { vscode: './test/fakes/vscode.ts' } : {},
    plugins: [every('unit', unitFiles)],
  },
  suite: { ...test, entryPoints: ['test/suite.ts'], outfile: 'out/test/suite.js' },
  integration: {
    ...test,
    entryPoints: files('test/integration', /(^index|\.test)\.ts$/),
    outdir: 'out/integration',
    outbase: 'test/integration',
    external: ['vscode'],
  },
};

/** The tests, then every file of the core, so that one which no test imports is measured as uncovered. */
function unitFiles() {
  const isTest = /\.test\.ts$/;
  return [
    ...['test/unit', 'test/oracle', 'src'].flatMap((folder) => files(folder, isTest)),
    ...files('src/core', /(?<!\.test|\.d)\.ts$/),
  ];
}

/**
 * The files under a folder whose path in it matches, sorted; none when there is no such folder.
 * @param {string} folder
 * @param {RegExp} pattern
 */
function files(folder, pattern) {
  if (!existsSync(join(__dirname, folder))) {
    return [];
  }
  const names = readdirSync(join(__dirname, folder), { recursive: true, encoding: 'utf8' });
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/**
 * A module that imports each file of a list, made anew at each build.
 * @param {string} name
 * @param {() => string[]} list
 * @returns {import('esbuild').Plugin}
 */
function every(name, list) {
  return {
    name: `every ${name}`,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^every:${name}$`) }, ({ path }) => ({
        path,
        namespace: 'every',
      }));
      build.onLoad({ filter: new RegExp(`^every:${name}$`), namespace: 'every' }, () => {
        const paths = list();
        return {
          contents: paths.map((path) => `import './${path}';`).join('\n'),
          resolveDir: __dirname,
          watchDirs: [...new Set(paths.map((path) => join(__dirname, path, '..')))],
        };
      });
    },
  };
}

/**
 * After each build: what went in, and a command line that can be run. A build that failed leaves nothing behind, lest
 * an older one be taken for it.
 * @param {string} name
 * @returns {import('esbuild').Plugin}
 */
function afterwards(name) {
  return {
    name: 'afterwards',
    setup(build) {
      const { outfile, outdir } = build.initialOptions;
      const output = join(__dirname, outfile ?? outdir ?? '');
      build.onEnd(({ errors, metafile }) => {
        if (errors.length > 0) {
          rmSync(output, { recursive: true, force: true });
          return;
        }
        mkdirSync(join(__dirname, 'out/meta'), { recursive: true });
        writeFileSync(join(__dirname, `out/meta/${name}.json`), JSON.stringify(metafile));
        if (name === 'cli') {
          chmodSync(output, 0o755);
        }
      });
    },
  };
}

async function main() {
  // Suites are discovered, and a package ships the whole of dist: what an older build left would count.
  for (const folder of production ? ['dist'] : ['out/integration']) {
    rmSync(join(__dirname, folder), { recursive: true, force: true });
  }
  const targets = Object.entries({ ...product, ...(!withoutTests && tests) })
    .filter(([, options]) => options.entryPoints?.length)
    .map(([name, options]) => ({
      ...options,
      plugins: [...plugins, ...(options.plugins ?? []), afterwards(name)],
    }));
  if (watch) {
    const contexts = await Promise.all(targets.map((options) => esbuild.context(options)));
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  const builds = await Promise.allSettled(targets.map((options) => esbuild.build(options)));
  for (const build of builds) {
    if (build.status === 'rejected') {
      process.exitCode = 1;
      // esbuild has printed its own errors already.
      if (!('errors' in build.reason)) {
        throw build.reason;
      }
    }
  }
}

main().catch((/** @type {Error} */ error) => {
  console.error(error);
  process.exitCode = 1;
});

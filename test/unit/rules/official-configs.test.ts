/** No false alarm on the configs that people publish. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';
import { documentFindings } from '../../../src/core/report/problems';
import type { Finding } from '../../../src/core/rules/rule';

const folder = 'test/fixtures/configs';

/** Files that are in fact broken, and how. */
const broken: Readonly<Record<string, string>> = {
  'gemma3/gemma3_4layers-testfixture.json':
    '62 layer types for 4 layers, which transformers 5 refuses; made for an older release',
  'gemma3/mediatek-gemma3_1b_it.json':
    'model_type gemma3 without text_config: transformers ignores all sizes and builds its default model',
  'step/stepfun-ai--Step-3.7-Flash.json':
    'an excerpt: model_type step3p7 without text_config, of which transformers ignores all sizes',
};

/** Rules whose warnings on published files stand, and why. */
const justified: Readonly<Record<string, string>> = {
  'token-id-out-of-vocab': 'transformers itself warns of these ids at each load',
  'duplicate-key': 'the file does write the key twice, and the first is lost',
};

interface Checked {
  readonly file: string;
  readonly findings: readonly Finding[];
}

function checkedConfigs(): Checked[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:json|ya?ml)$/.test(file))
    .toSorted()
    .flatMap((file) => {
      const analysis = analyse(
        readFileSync(`${folder}/${file}`, 'utf8'),
        file.endsWith('.json') ? 'json' : 'yaml',
      );
      return analysis.model
        ? [
            {
              file: file.replaceAll('\\', '/'),
              findings: [...documentFindings(analysis.document), ...check(analysis)],
            },
          ]
        : [];
    });
}

describe('official configs of known families', () => {
  const checked = checkedConfigs();
  const withSeverity = (severity: string): string[] =>
    checked.flatMap(({ file, findings }) =>
      findings
        .filter((finding) => finding.severity === severity)
        .map(({ rule, pointer, message }) => `${file} ${pointer} ${rule}: ${message}`),
    );

  it('are many', () => assert.ok(checked.length > 100, `only ${checked.length}`));

  it('have no error, but for files that are broken', () => {
    assert.deepEqual(
      withSeverity('error').filter(
        (line) => !Object.keys(broken).some((file) => line.startsWith(`${file} `)),
      ),
      [],
    );
  });

  it('are named as broken only where they are', () => {
    const errors = withSeverity('error');
    assert.deepEqual(
      Object.keys(broken).filter((file) => !errors.some((line) => line.startsWith(`${file} `))),
      [],
    );
  });

  it('have no warning that needs no sentence', () => {
    const lines = withSeverity('warning');
    assert.deepEqual(
      lines.filter((line) => !Object.keys(justified).some((rule) => line.includes(` ${rule}: `))),
      [],
    );
    for (const [rule, reason] of Object.entries(justified)) {
      const count = lines.filter((line) => line.includes(` ${rule}: `)).length;
      console.log(`      ${count} × ${rule}: ${reason}`);
    }
  });
});

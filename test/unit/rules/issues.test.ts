/** Whatever keeps a model from being built is reported by exactly one rule, at its place. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../../src/core/analyse';
import { check } from '../../../src/core/check';

const folder = 'test/fixtures/workspace';
const replacements: readonly unknown[] = [null, 'x', '8', 0, -1, 7.5, 1e12, true, [], {}];

function configs(): { name: string; config: Record<string, unknown> }[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'configs')
    .map(({ name }) => ({
      name,
      config: JSON.parse(
        readFileSync(join(folder, name, 'config.json'), 'utf8').replaceAll(/\bInfinity\b/g, '1e9'),
      ) as Record<string, unknown>,
    }));
}

/** The config with one key after another replaced by what does not belong there, and left out. */
function* damaged(config: Record<string, unknown>): Generator<[string, Record<string, unknown>]> {
  for (const [key, value] of Object.entries(config)) {
    if (isNested(key, value)) {
      for (const [inner, changed] of damaged(value)) yield [`${key}.${inner}`, { ...config, [key]: changed }];
    }
    const { [key]: _left, ...rest } = config;
    yield [`without ${key}`, rest];
    for (const replacement of replacements)
      yield [`${key}: ${JSON.stringify(replacement)}`, { ...config, [key]: replacement }];
  }
}

function isNested(key: string, value: unknown): value is Record<string, unknown> {
  return ['text_config', 'linear_attn_config'].includes(key) && typeof value === 'object' && value !== null;
}

describe('issues of a model', () => {
  for (const { name, config } of configs()) {
    it(`are reported once each, when ${name} is damaged`, () => {
      let issues = 0;
      for (const [change, broken] of damaged(config)) {
        const analysis = analyse(JSON.stringify(broken), 'json');
        const errors = check(analysis).filter(({ severity }) => severity === 'error');
        for (const issue of analysis.model?.fields.issues ?? []) {
          issues++;
          const rules = new Set(
            errors.filter(({ pointer }) => pointer === issue.pointer).map(({ rule }) => rule),
          );
          assert.equal(
            rules.size,
            1,
            `${change}: ${issue.message} (${issue.pointer}) is reported by ${[...rules].join(' and ') || 'no rule'}`,
          );
        }
      }
      assert.ok(issues > 50, `only ${issues} issues`);
    }).timeout(60_000);
  }
});

/** The real configs among the fixtures. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { huggingface } from '../../../src/core/dialects/huggingface';
import type { ModelConfig } from '../../../src/core/dialects/dialect';
import { parseDocument } from '../../../src/core/document/parse';

export interface RealConfig {
  readonly name: string;
  readonly config: ModelConfig;
}

const folders = ['test/fixtures/configs', 'test/fixtures/workspace'];

export function realConfigs(): RealConfig[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.json') && basename(name) !== 'package.json')
        .sort()
        .map((name) => join(folder, name)),
    )
    .flatMap((name) => {
      const config = configOf(readFileSync(name, 'utf8'));
      return config ? [{ name, config }] : [];
    });
}

export function configOf(text: string): ModelConfig | undefined {
  return huggingface.read(parseDocument(text, 'json'));
}

import { readFileSync } from 'node:fs';
import { analyse } from '../../../src/core/analyse';
import { languageOf } from '../../../src/core/document/parse';
import { sizeUp, type Sizing, type SizingRequest } from '../../../src/core/report/sizing';

export const defaultRequest: SizingRequest = {
  contexts: undefined,
  batch: 1,
  cacheDtype: 'auto',
  engines: ['transformers'],
  tensorParallel: 1,
};

export function sizeText(text: string, request: Partial<SizingRequest> = {}, file = 'config.json'): Sizing {
  return sizeUp(file, analyse(text, languageOf(file) ?? 'json'), { ...defaultRequest, ...request });
}

export function workspaceConfig(name: string): string {
  return readFileSync(`test/fixtures/workspace/${name}/config.json`, 'utf8');
}

/** The config of the workspace with some fields changed; undefined takes one away. */
export function changed(name: string, fields: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...(JSON.parse(workspaceConfig(name)) as object), ...fields });
}

import type { Engine } from './engine';
import { theory } from './theory';
import { transformers } from './transformers';

export const engines = { theory, transformers } satisfies Record<string, Engine>;

export type EngineId = keyof typeof engines;

export const engineIds = Object.keys(engines) as EngineId[];

export function isEngineId(name: string): name is EngineId {
  return Object.hasOwn(engines, name);
}

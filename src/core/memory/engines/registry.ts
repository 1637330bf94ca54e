import type { Engine } from './engine';
import { theory } from './theory';
import { transformers } from './transformers';
import { vllm } from './vllm';

export const engines = { theory, transformers, vllm } satisfies Record<string, Engine>;

export type EngineId = keyof typeof engines;

export const engineIds = Object.keys(engines) as EngineId[];

export function isEngineId(name: string): name is EngineId {
  return Object.hasOwn(engines, name);
}

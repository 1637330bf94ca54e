import { deepseek } from './deepseek';
import type { Dialect } from './dialect';
import { flagscale } from './flagscale';
import { gguf } from './gguf';
import { gptNeox } from './gpt-neox';
import { hnet } from './hnet';
import { huggingface } from './huggingface';
import { levanter } from './levanter';
import { litgpt } from './litgpt';
import { llama } from './llama';
import { llmAnalysis } from './llm-analysis';
import { llmFoundry } from './llm-foundry';
import { maxtext } from './maxtext';
import { megatron } from './megatron';
import { mindformers } from './mindformers';
import { mistralParams } from './mistral';
import { nanotron } from './nanotron';
import { nemo } from './nemo';
import { olmo } from './olmo';
import { sideFiles } from './side-files';
import { table } from './table';
import { training } from './training';

/**
 * Tried in this order: those with names of their own go before the one whose names everybody uses, and whoever
 * describes a model before whoever only names one.
 */
export const dialects: readonly Dialect[] = [
  gguf,
  maxtext,
  deepseek,
  mistralParams,
  llama,
  hnet,
  llmAnalysis,
  gptNeox,
  megatron,
  flagscale,
  nemo,
  olmo,
  nanotron,
  mindformers,
  llmFoundry,
  levanter,
  litgpt,
  training,
  table,
  sideFiles,
  huggingface,
];

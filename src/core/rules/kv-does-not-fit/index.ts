import { formatBytes, formatCount } from '../../format';
import { estimate } from '../../memory/estimate';
import { largestContext } from '../../memory/fit';
import { defaultScenario } from '../../memory/scenario';
import { countPointer, servingRule } from '../serving-support';

const contextFields = ['max_position_embeddings'];

export const kvDoesNotFit = servingRule({
  name: 'kv-does-not-fit',
  severity: 'error',
  summary: 'The cache of one sequence fits into the memory that there is for it.',
  check({ architecture, ...rest }, scenario) {
    const { budgetBytes, pipelineParallel = 1, decodeContextParallel = 1 } = scenario;
    const maximum = architecture.maximumContextTokens;
    const said = scenario.contextTokens ?? 'maximum';
    const contextTokens = said === 'maximum' ? maximum : said;
    // What one GPU keeps of a part of the layers, or of the tokens, is not estimated.
    if (budgetBytes === undefined || contextTokens === undefined) return [];
    if (pipelineParallel > 1 || decodeContextParallel > 1) return [];
    const sequence = {
      cacheDtype: scenario.cacheDtype ?? defaultScenario.cacheDtype,
      engine: scenario.engine ?? defaultScenario.engine,
      tensorParallel: scenario.tensorParallel ?? defaultScenario.tensorParallel,
      batch: 1,
    };
    const { bytes } = estimate(architecture, { ...sequence, contextTokens });
    if (bytes.total <= budgetBytes) return [];
    const largest = largestContext(architecture, sequence, budgetBytes);
    const wayOut =
      largest === undefined
        ? 'Not even one token fits'
        : `${formatCount(largest)} tokens are the most that fit`;
    return [
      {
        pointer: countPointer({ architecture, ...rest }, contextFields, maximum ?? 0),
        message: `One sequence of ${formatCount(contextTokens)} tokens takes ${formatBytes(bytes.total)} of cache, where there are ${formatBytes(budgetBytes)}: an engine that promises this length refuses to start. ${wayOut}.`,
      },
    ];
  },
});

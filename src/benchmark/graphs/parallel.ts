import type { ParallelMixer } from '../../core/mixers/parallel';
import type { Mixer } from '../../core/mixers/registry';
import type { MixerGraph, NotBenchmarkable } from './layer';

/** @param graphOf the registry's own look-up, handed in because the registry holds this graph too. */
export function parallel(
  graphOf: (mixer: Mixer) => MixerGraph<Mixer> | NotBenchmarkable,
): MixerGraph<ParallelMixer> {
  return {
    build(layer, { parts }, x) {
      layer.leaveOut('how the parts are joined: each works on the same input, and their outputs are added');
      const outputs = parts.map((part, index) => {
        const graph = graphOf(part);
        if ('because' in graph)
          throw new Error(`A part, ${part.kind}, is not benchmarkable: ${graph.because}.`);
        // Parts have names of their own.
        return graph.build(
          {
            ...layer,
            weight: (name, ...rest) => layer.weight(`${index}_${name}`, ...rest),
            past: (name, ...rest) => layer.past(`${index}_${name}`, ...rest),
            present: (name, value) => layer.present(`${index}_${name}`, value),
          },
          part,
          x,
        );
      });
      return outputs.reduce((sum, output) => layer.graph.add(sum, output));
    },
    cachedTokens: ({ parts }, contextTokens) =>
      Math.max(0, ...parts.map((part) => lookUp(part)?.cachedTokens(part, contextTokens) ?? 0)),
    workspaceBytes: ({ parts }, tokens, elementSize) =>
      parts.reduce((sum, part) => sum + (lookUp(part)?.workspaceBytes?.(part, tokens, elementSize) ?? 0), 0),
  };

  function lookUp(part: Mixer): MixerGraph<Mixer> | undefined {
    const graph = graphOf(part);
    return 'because' in graph ? undefined : graph;
  }
}

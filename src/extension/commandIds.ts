/** The commands that the manifest names; a unit test compares. Each is a property of the table in commands.ts. */
export const commandIds = [
  'layerwise.pickScenario',
  'layerwise.resetScenario',
  'layerwise.copyEstimate',
  'layerwise.fixAll',
  'layerwise.checkWorkspace',
  'layerwise.clearWorkspaceProblems',
  'layerwise.benchmark',
  'layerwise.benchmarkLayer',
  'layerwise.compareKinds',
  'layerwise.cancelBenchmark',
  'layerwise.showBenchmark',
  'layerwise.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];

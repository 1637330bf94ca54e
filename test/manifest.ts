/** The parts of package.json that repeat what the code says: `npm run generate` writes them, a unit test compares. */
import { engineIds, engines } from '../src/core/memory/engines/registry';
import { dtypeNames } from '../src/core/reference/dtypes';
import { problemRules } from '../src/core/report/problems';
import { rules } from '../src/core/rules/registry';
import { severities } from '../src/core/rules/rule';

type Property = Record<string, unknown>;

export interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Record<string, Property>;
    }[];
    readonly commands: readonly { readonly command: string }[];
  };
}

/** The manifest with its repeated parts as the code has them now. */
export function regenerate<M extends Manifest>(manifest: M): M {
  const { configuration } = manifest.contributes;
  return {
    ...manifest,
    contributes: {
      ...manifest.contributes,
      configuration: configuration.map((group) => ({
        ...group,
        properties: Object.fromEntries(
          Object.entries(group.properties).map(([name, property]) => [
            name,
            { ...property, ...derived[name] },
          ]),
        ),
      })),
    },
  };
}

const derived: Record<string, Property> = {
  'layerwise.rules': {
    properties: Object.fromEntries(
      [...rules, ...problemRules]
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, severity, summary }) => [
          name,
          {
            type: 'string',
            description: summary,
            enum: ['off', ...severities.toReversed()],
            default: severity,
          },
        ]),
    ),
  },
  'layerwise.estimate.engine': {
    enum: engineIds,
    enumDescriptions: engineIds.map(
      (id) => `${engines[id].name} ${engines[id].version}: ${engines[id].basis}.`,
    ),
  },
  'layerwise.estimate.cacheDtype': {
    enum: ['auto', ...dtypeNames],
    enumDescriptions: ['%settings.estimate.cacheDtype.auto%'],
  },
};

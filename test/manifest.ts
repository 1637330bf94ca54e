/**
 * The parts of package.json and of the project file's schema that repeat what the code says: `npm run generate` writes
 * them, unit tests compare.
 */
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

const ruleProperties = Object.fromEntries(
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
);

const derived: Record<string, Property> = {
  'layerwise.rules': { properties: ruleProperties },
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

export interface ProjectSchema {
  readonly properties: {
    readonly rules: Property;
    readonly scenario: Property & { readonly properties: Record<string, Property> };
    readonly engines: Property;
    readonly suppress: Property & { readonly items: { readonly properties: Record<string, Property> } };
  };
}

/** The schema of project files with its rules, engines and dtypes as the code has them now. */
export function regenerateProjectSchema<S extends ProjectSchema>(schema: S): S {
  const { rules: ruleMap, scenario, engines: engineList, suppress } = schema.properties;
  const { cacheDtype, engine } = scenario.properties;
  const { rule } = suppress.items.properties;
  return {
    ...schema,
    properties: {
      ...schema.properties,
      rules: { ...ruleMap, properties: ruleProperties },
      scenario: {
        ...scenario,
        properties: {
          ...scenario.properties,
          cacheDtype: { ...cacheDtype, enum: ['auto', ...dtypeNames] },
          engine: { ...engine, enum: engineIds },
        },
      },
      engines: { ...engineList, anyOf: [{ const: 'all' }, { type: 'array', items: { enum: engineIds } }] },
      suppress: {
        ...suppress,
        items: {
          ...suppress.items,
          properties: {
            ...suppress.items.properties,
            rule: { ...rule, examples: Object.keys(ruleProperties) },
          },
        },
      },
    },
  };
}

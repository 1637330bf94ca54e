import type { RuleSettings } from '../check';
import { isObject, stringValue, type ConfigNode, type DocumentLanguage, type Range } from '../document/node';
import { parseDocument } from '../document/parse';
import { engineIds, isEngineId, type EngineId } from '../memory/engines/registry';
import type { ScenarioSettings } from '../memory/scenario';
import { withoutUndefined } from '../plain';
import { dtypeNames, parseDtype } from '../reference/dtypes';
import { severities, type Severity } from '../rules/rule';
import { globProblem, matching } from './globs';
import { covering, emptyProject, type Project, type ProjectProblem, type SuppressedFinding } from './project';
import { ProjectReader, type Members } from './reader';
import { checkRuleName, defaultSeverity } from './rule-names';

/** Beyond these no estimate means anything, and sums of bytes would lose their last digits. */
export const limits = { contextTokens: 1_000_000_000, batch: 1_000_000, gpus: 1024 } as const;

const keys = ['$schema', 'rules', 'include', 'exclude', 'scenario', 'engines', 'suppress', 'baseline'];
const gpuKeys = ['tensorParallel', 'pipelineParallel', 'expertParallel', 'decodeContextParallel'] as const;
const scenarioKeys = ['context', 'batch', 'cacheDtype', 'engine', ...gpuKeys, 'budgetGiB'];
const suppressKeys = ['file', 'rule', 'pointer', 'reason'];

/** Reads a project file. Never throws; a file that is not well formed says nothing at all, but for its problem. */
export function readProject(
  text: string,
  language: DocumentLanguage,
): { readonly project: Project; readonly problems: readonly ProjectProblem[] } {
  const document = parseDocument(text, language);
  const reader = new ProjectReader();
  const unreadable = document.problems.find(({ code }) => code !== 'yaml-ambiguous-scalar');
  if (unreadable) {
    const message = `${unreadable.message} Nothing of this project file is used until that is mended.`;
    const problem = { code: 'syntax', severity: 'error', message, range: unreadable.range } as const;
    return { project: emptyProject, problems: [problem] };
  }
  // A file that is empty, or holds nothing but comments, sets nothing.
  if (!document.root || (language === 'yaml' && isEmpty(document.root)))
    return { project: emptyProject, problems: [] };
  const members = reader.object(document.root, 'A project file', keys);
  const project = members ? readMembers(reader, members) : emptyProject;
  return { project, problems: reader.problems.toSorted((a, b) => a.range.start - b.range.start) };
}

const isEmpty = (node: ConfigNode): boolean => node.type === 'scalar' && node.value === null;

function readMembers(reader: ProjectReader, members: Members): Project {
  const baseline = members.baseline;
  const path = baseline && reader.text(baseline, '"baseline"');
  return {
    rules: members.rules ? readRules(reader, members.rules) : {},
    rulePlaces: placesOf(members.rules),
    covers: covering(readGlobs(reader, members, 'include'), readGlobs(reader, members, 'exclude')),
    scenario: members.scenario ? readScenario(reader, members.scenario) : {},
    engines: members.engines && readEngines(reader, members.engines),
    suppress: members.suppress ? readSuppress(reader, members.suppress) : [],
    baseline: baseline && path !== undefined ? { path, range: baseline.range } : undefined,
  };
}

function readRules(reader: ProjectReader, node: ConfigNode): RuleSettings {
  if (!isObject(node)) {
    reader.reject(
      'value',
      node,
      '"rules" is an object from rule names to severities: { "ratio-unusual": "off" }.',
    );
    return {};
  }
  return Object.fromEntries(
    [...node.members.values()].flatMap(({ key, keyRange, value }): [string, Severity | 'off'][] => {
      const unknown = checkRuleName(key);
      if (unknown !== undefined) {
        reader.problems.push({ code: 'rule', severity: 'error', message: unknown, range: keyRange });
        return [];
      }
      const severity = reader.choice(value, `The severity of ${key}`, [...severities, 'off'] as const);
      if (severity !== undefined && severity === defaultSeverity(key))
        reader.hint('effect', value, `${key} is of severity ${severity} anyway: this entry changes nothing.`);
      return severity === undefined ? [] : [[key, severity]];
    }),
  );
}

function placesOf(node: ConfigNode | undefined): ReadonlyMap<string, Range> {
  return new Map(
    isObject(node) ? [...node.members.values()].map(({ key, keyRange }) => [key, keyRange]) : [],
  );
}

function readGlobs(reader: ProjectReader, members: Members, key: 'include' | 'exclude'): string[] {
  const node = members[key];
  if (!node) return [];
  return reader
    .list(node, `"${key}"`, 'globs: ["models/**"]')
    .flatMap((item) => readGlob(reader, item) ?? []);
}

function readGlob(reader: ProjectReader, node: ConfigNode): string | undefined {
  const glob = reader.text(node, 'A glob');
  const problem = glob === undefined ? undefined : globProblem(glob);
  if (problem === undefined) return glob;
  reader.reject('glob', node, problem);
  return undefined;
}

function readScenario(reader: ProjectReader, node: ConfigNode): ScenarioSettings {
  const members = reader.object(node, '"scenario"', scenarioKeys);
  if (!members) return {};
  const { context, batch, cacheDtype, engine, budgetGiB } = members;
  const gpus = (key: (typeof gpuKeys)[number]): number | undefined => {
    const value = members[key];
    return value && reader.count(value, `"${key}"`, limits.gpus);
  };
  return withoutUndefined({
    contextTokens: context && readContext(reader, context),
    batch: batch && reader.count(batch, '"batch"', limits.batch),
    cacheDtype: cacheDtype && readCacheDtype(reader, cacheDtype),
    engine: engine && reader.choice(engine, '"engine"', engineIds),
    tensorParallel: gpus('tensorParallel'),
    pipelineParallel: gpus('pipelineParallel'),
    expertParallel: gpus('expertParallel'),
    decodeContextParallel: gpus('decodeContextParallel'),
    budgetBytes: budgetGiB && readBudget(reader, budgetGiB),
  });
}

function readContext(reader: ProjectReader, node: ConfigNode): number | 'maximum' | undefined {
  if (node.type === 'scalar' && node.value === 'max') return 'maximum';
  return reader.count(node, '"context", unless it is "max",', limits.contextTokens);
}

function readCacheDtype(reader: ProjectReader, node: ConfigNode): ScenarioSettings['cacheDtype'] {
  const known = node.type === 'scalar' && typeof node.value === 'string' ? parseDtype(node.value) : undefined;
  return known ?? reader.choice(node, '"cacheDtype"', ['auto', ...dtypeNames] as const);
}

function readBudget(reader: ProjectReader, node: ConfigNode): number | undefined {
  const value = node.type === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value * 1024 ** 3;
  reader.reject('value', node, '"budgetGiB" is a number of GiB above 0, such as 80.');
  return undefined;
}

function readEngines(reader: ProjectReader, node: ConfigNode): EngineId[] | undefined {
  if (node.type === 'scalar' && node.value === 'all') return engineIds;
  const names = reader
    .list(node, '"engines"', `engine names, or "all": ["${engineIds.join('", "')}"]`)
    .flatMap((item) => reader.choice(item, 'An engine', engineIds) ?? [])
    .filter(isEngineId);
  return names.length > 0 ? [...new Set(names)] : undefined;
}

/** An entry with anything wrong in it suppresses nothing: half of it might hide more than was meant. */
function readSuppress(reader: ProjectReader, node: ConfigNode): SuppressedFinding[] {
  const what = 'entries such as { "file": "models/a.json", "rule": "ratio-unusual", "reason": "…" }';
  return reader.list(node, '"suppress"', what).flatMap((item) => {
    const before = reader.errors;
    const members = reader.object(item, 'An entry of "suppress"', suppressKeys);
    if (!members) return [];
    const { file, rule, pointer, reason } = members;
    const glob = file
      ? readGlob(reader, file)
      : reader.missing(item, 'file', 'a glob of the files it is about');
    const name = rule
      ? readRuleName(reader, rule)
      : reader.missing(item, 'rule', 'the rule whose findings are meant');
    const place = pointer && readPointer(reader, pointer);
    // One that is still to be written is a hint: the entry says all that counts.
    if (!reason || stringValue(reason)?.trim() === '')
      reader.hint(
        'reason',
        reason ?? item,
        'Add a "reason": whoever reads this next wants to know why it is accepted.',
      );
    else reader.text(reason, '"reason"');
    if (glob === undefined || name === undefined || reader.errors > before) return [];
    return [{ matches: matchingFile(glob), rule: name, pointer: place, file: glob, range: item.range }];
  });
}

/** A path is taken as it is before it is taken as a glob: brackets occur in names. */
function matchingFile(glob: string): SuppressedFinding['matches'] {
  const literal = glob.replace(/^(?:\.\/|\/)/, '');
  const matches = matching([glob]);
  return (path) => path === literal || matches(path);
}

function readRuleName(reader: ProjectReader, node: ConfigNode): string | undefined {
  const name = reader.text(node, '"rule"');
  const unknown = name === undefined ? undefined : checkRuleName(name);
  if (unknown === undefined) return name;
  reader.reject('rule', node, unknown);
  return undefined;
}

function readPointer(reader: ProjectReader, node: ConfigNode): string | undefined {
  const value = node.type === 'scalar' ? node.value : undefined;
  if (typeof value === 'string' && /^(?:\/|$)/.test(value)) return value;
  reader.reject(
    'value',
    node,
    '"pointer" is a JSON pointer, such as "/layer_types/3"; leave it out for the whole file.',
  );
  return undefined;
}

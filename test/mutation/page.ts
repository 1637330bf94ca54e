/** docs/mutation.md: which broken configs are noticed, and which are not. */
import { measure, type Measured, type Outcome } from './measure';
import { mutations, type Mutation } from './mutations';
import { subjects, type Subject } from './subject';

interface Row {
  readonly mutation: Mutation;
  readonly results: readonly Measured[];
}

export function mutationPage(): string {
  const all = subjects();
  const ours = all.filter(({ dialect }) => dialect === 'huggingface');
  const others = all.filter(({ dialect }) => dialect !== 'huggingface');
  const rows = measureAll(ours);
  const families = new Set(ours.map(({ family }) => family)).size;
  return [
    '# What the rules catch',
    '',
    `A mutation run: ${ours.length} published Hugging Face configs of ${families} families, each broken in one of ${mutations.length} ways at a time.`,
    'Caught means a new finding at the place that was broken; _elsewhere_ is a new finding at another place only.',
    'What leaves the same model, since a default is what was taken out or nothing reads the field, is not counted.',
    'The page is generated (`node test/mutation/run.mjs`), and says what is not caught as plainly as what is.',
    '',
    summary(rows),
    '',
    '| what is broken | what comes of it | applied | error | warning | hint | elsewhere | missed | caught |',
    '| --- | --- | --: | --: | --: | --: | --: | --: | --: |',
    ...rows.map(tableRow),
    '',
    '## What is not caught',
    '',
    ...gaps(rows),
    '',
    '## Other dialects',
    '',
    `${others.length} configs of Megatron-LM, NeMo, params.json and others. Rules that hold in any dialect speak here, too; those on the keys and classes of transformers are silent.`,
    '',
    summary(measureAll(others)),
    '',
    '## Which rule catches what',
    '',
    ...rows.flatMap(ruleLine),
    '',
  ].join('\n');
}

function measureAll(all: readonly Subject[]): Row[] {
  return mutations.map((mutation) => ({
    mutation,
    results: all.flatMap((subject) => measure(mutation, subject) ?? []),
  }));
}

const count = (results: readonly Measured[], ...outcomes: readonly Outcome[]): number =>
  results.filter(({ outcome }) => outcomes.includes(outcome)).length;

const caught = (results: readonly Measured[]): number =>
  count(results, 'error', 'warning', 'information', 'hint');

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.floor((100 * part) / whole)} %`;

function summary(rows: readonly Row[]): string {
  const total = rows.flatMap(({ results }) => results);
  const parts = [
    `${count(total, 'error')} as an error`,
    `${count(total, 'warning')} as a warning`,
    `${count(total, 'information', 'hint')} as information or a hint`,
  ].join(', ');
  return `**${caught(total)} of ${total.length} broken files are caught (${share(caught(total), total.length)})**: ${parts}; ${count(total, 'elsewhere')} are noticed at another place only, and ${count(total, 'missed')} not at all.`;
}

function tableRow({ mutation, results }: Row): string {
  const cells = [
    mutation.name,
    mutation.effect,
    results.length,
    count(results, 'error'),
    count(results, 'warning'),
    count(results, 'information', 'hint'),
    count(results, 'elsewhere'),
    count(results, 'missed'),
    share(caught(results), results.length),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Family by family, since a rule knows of some and not of others. */
function gaps(rows: readonly Row[]): string[] {
  const lines = rows.flatMap(({ mutation, results }) => {
    const missed = results.filter(({ outcome }) => outcome === 'missed' || outcome === 'elsewhere');
    if (missed.length === 0) return [];
    const whole = missed.length === results.length ? ', in every config' : '';
    return [`- **${mutation.name}** (${missed.length} of ${results.length}${whole}): ${familyList(missed)}`];
  });
  return lines.length > 0 ? lines : ['Nothing.'];
}

function familyList(results: readonly Measured[]): string {
  const counts = new Map<string, number>();
  for (const { subject, outcome, rule } of results) {
    const name = outcome === 'elsewhere' ? `${subject.family} (elsewhere: ${rule ?? ''})` : subject.family;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, number]) => (number === 1 ? name : `${name} × ${number}`))
    .join(', ');
}

function ruleLine({ mutation, results }: Row): string[] {
  const names = new Set(
    results.flatMap(({ outcome, rule }) => (outcome === 'elsewhere' ? [] : (rule ?? []))),
  );
  return names.size > 0 ? [`- ${mutation.name}: ${[...names].sort().join(', ')}`] : [];
}

import { rules } from '../../../src/core/rules/registry';

/** docs/rules.md: every rule in one table. */
export function rulesPage(): string {
  const counts = ['error', 'warning', 'information', 'hint'].map(
    (severity) => `${rules.filter((rule) => rule.severity === severity).length} ${severity}`,
  );
  return [
    '# Rules',
    '',
    `${rules.length} rules: ${counts.join(', ')}. Each has a page with what, why, an example and its source;`,
    '`layerwise explain RULE` prints it. The table is generated (`node docs/rules.mjs`).',
    '',
    '| rule | severity | what it asks for |',
    '| --- | --- | --- |',
    ...rules.map(
      ({ name, severity, summary }) =>
        `| [${name}](../src/core/rules/${name}/README.md) | ${severity} | ${summary} |`,
    ),
    '',
  ].join('\n');
}

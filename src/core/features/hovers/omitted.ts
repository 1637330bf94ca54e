import type { Model } from '../../analyse';
import { formatBytes, formatCount, formatParameters } from '../../format';
import { estimate, type Estimate } from '../../memory/estimate';
import { countParameters } from '../../memory/parameters';
import { difference } from '../effect';
import { code } from '../markdown';
import { scenarioOf } from '../view';
import { whatIf } from '../what-if';
import type { Subject } from './subject';

/** What the model would be without the key: its default, nothing else, or no model at all. */
export function omittedWords(subject: Subject, result: Estimate): string | undefined {
  const { analysis, model, pointer } = subject;
  const without = whatIf(analysis, [{ pointer }]);
  if (!without || without.recognition.family !== model.recognition.family) return undefined;
  const [issue] = without.fields.issues;
  if (issue) return `It is needed: without it nothing can be estimated. ${issue.message}`;
  const fallback = newDefault(subject, without);
  const consequence = consequenceWords(subject, without, result);
  if (fallback !== undefined)
    return `Omitted, it would be ${fallback}${consequence ? `: ${consequence}` : ''}.`;
  if (consequence !== undefined) return `Omitted, there would be ${consequence}.`;
  return difference(model.architecture, without.architecture) ? undefined : 'Omitted, nothing would change.';
}

/** What the reader would notice: `a cache of 24.0 GiB`. */
function consequenceWords({ model, view }: Subject, without: Model, result: Estimate): string | undefined {
  const bytes = estimate(without.architecture, scenarioOf(without, view)).bytes.total;
  if (bytes !== result.bytes.total) return `a cache of ${formatBytes(bytes)}`;
  // A difference that three digits don't show is none to a reader.
  const [before, after] = [model, without].map(({ architecture }) =>
    formatParameters(countParameters(architecture).total),
  );
  return before === after ? undefined : `${after} parameters`;
}

/** The default that the family takes for this key where it is left out. */
function newDefault(subject: Subject, without: Model): string | undefined {
  const { fields } = subject.model;
  const value = without.fields.defaulted.find(
    ({ field }) => fields.pointer(field) === subject.pointer,
  )?.value;
  if (typeof value === 'number') return formatCount(value);
  return typeof value === 'string' ? code(value) : value === undefined ? undefined : String(value);
}

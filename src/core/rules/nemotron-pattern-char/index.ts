import { stringValue } from '../../document/node';
import type { Range } from '../../document/node';
import { modelRule } from '../rule';
import { issueOf, setFix } from '../support';

const key = 'hybrid_override_pattern';
const letters = 'M*-E';
/** Separators of Megatron's patterns, and letters that are meant by others. */
const meant: Readonly<Record<string, string>> = { '|': '', '/': '', ' ': '', m: 'M', e: 'E', A: '*', a: '*' };

export const nemotronPatternChar = modelRule({
  name: 'nemotron-pattern-char',
  severity: 'error',
  summary: 'The pattern holds the letters M, *, - and E only.',
  check(model) {
    const { fields } = model;
    const pattern = stringValue(fields.node(key));
    if (pattern === undefined || !issueOf(model, key, 'conflict')) return [];
    const strangers = Array.from(pattern, (letter, index) => ({ letter, index })).filter(
      ({ letter }) => !letters.includes(letter),
    );
    const mended = Array.from(pattern, (letter) =>
      letters.includes(letter) ? letter : (meant[letter] ?? letter),
    ).join('');
    const isMended = /^[M*E-]*$/.test(mended);
    return strangers.map(({ letter, index }) => ({
      pointer: fields.pointer(key),
      ...placeOf(model.recognition.config.document.text, fields.node(key)!.range, pattern, index),
      message: `"${letter}" is no layer of a Nemotron pattern: transformers fails to load this (KeyError: '${letter}').${'|/'.includes(letter) ? " Megatron's separators have no meaning here; leave them out." : ' Known are M (Mamba-2), * (attention), - (MLP) and E (experts).'}`,
      fixes: isMended ? [setFix(model, key, mended, { title: `Write "${shorten(mended)}"` })] : [],
    }));
  },
});

/** The letter itself, where the text writes the pattern plainly; else the whole value. */
function placeOf(text: string, range: Range, pattern: string, index: number): { at?: Range } {
  const start = text.slice(range.start, range.end).indexOf(pattern);
  if (start === -1) return {};
  return { at: { start: range.start + start + index, end: range.start + start + index + 1 } };
}

const shorten = (pattern: string): string => (pattern.length > 24 ? `${pattern.slice(0, 24)}…` : pattern);

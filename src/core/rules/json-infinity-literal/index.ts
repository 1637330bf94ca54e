import { locateOffset } from '../../document/pointer';
import type { Rule } from '../rule';

export const jsonInfinityLiteral: Rule = {
  name: 'json-infinity-literal',
  severity: 'information',
  summary: 'The JSON holds no bare Infinity or NaN.',
  dialects: 'any',
  check({ document }) {
    if (document.language !== 'json') return [];
    return document.problems
      .filter(({ code }) => code === 'non-standard-number')
      .map(({ range }) => {
        const literal = document.text.slice(range.start, range.end);
        return {
          pointer: locateOffset(document, range.start)?.pointer ?? '',
          at: range,
          message: `${literal} is not JSON: Python reads it, strict readers (Node, Go, Rust, jq) refuse the whole file. transformers 5 writes {"__float__": "${literal}"} instead.`,
          fixes: [
            {
              title: `Write {"__float__": "${literal}"} (transformers 5 and later)`,
              edits: [{ range, text: `{"__float__": "${literal}"}` }],
              safe: false,
            },
          ],
        };
      });
  },
};

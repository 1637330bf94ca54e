/** A sample of the mutation run (docs/mutation.md): each way to break a config, until it is noticed once. */
import assert from 'node:assert/strict';
import { measure } from '../mutation/measure';
import { mutations } from '../mutation/mutations';
import { subjects } from '../mutation/subject';

/** What no rule looks at yet; whoever writes one takes it out of here. */
const notCaught: readonly string[] = [];

describe('a broken config', () => {
  const all = subjects().filter(({ dialect }) => dialect === 'huggingface');

  for (const mutation of mutations) {
    it(`is noticed: ${mutation.name}`, () => {
      let applied = 0;
      // In which configs it is and in which not, docs/mutation.md says.
      const caught = all.some((subject) => {
        const measured = measure(mutation, subject);
        if (measured) applied++;
        return measured && measured.outcome !== 'missed' && measured.outcome !== 'elsewhere';
      });
      assert.ok(applied > 0, 'it applies to no config');
      assert.ok(caught || notCaught.includes(mutation.name), `in none of ${applied} configs`);
    });
  }
});

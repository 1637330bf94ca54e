/** The formats of `check`: each takes what came of the files one by one, so that long runs need no memory. */
import { relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../package.json';
import { githubAnnotations } from '../core/report/github';
import { findingsJson } from '../core/report/json';
import { sarifFrame, sarifResults } from '../core/report/sarif';
import { findingLines, noTotals, totalsLine, type CheckTotals } from '../core/report/text/findings';
import { ansi, plain } from '../core/report/text/paint';
import type { Checked } from './check-input';
import { wantsColour, type Io } from './io';
import { JsonArray } from './json-array';
import { tellOf } from './messages';
import { safeFix } from './safe-fixes';

export const checkFormats = ['text', 'json', 'sarif', 'github'] as const;

export type CheckFormat = (typeof checkFormats)[number];

export interface Reporter {
  add(checked: Checked): Promise<void>;
  /** @param unread messages on files that could not be read */
  end(unread: readonly string[]): Promise<Readonly<CheckTotals>>;
}

type Body = Pick<Reporter, 'add'> & {
  end(totals: Readonly<CheckTotals>, unread: readonly string[]): Promise<void>;
};

export function createReporter(format: CheckFormat, io: Io): Reporter {
  const body = bodies[format](io);
  const totals: CheckTotals = { ...noTotals };
  return {
    add: async (checked) => {
      count(totals, checked);
      await body.add(checked);
    },
    end: async (unread) => {
      await body.end(totals, unread);
      return totals;
    },
  };
}

function count(totals: CheckTotals, { findings, controlled, note, fixed }: Checked): void {
  // A file that is no config counts only where something is found in it.
  if (note === undefined || findings.length > 0) totals.files++;
  for (const finding of findings) {
    totals[finding.severity]++;
    if (safeFix(finding)) totals.fixable++;
  }
  totals.fixed += fixed;
  totals.suppressed += controlled.suppressed;
  totals.accepted += controlled.accepted;
}

const bodies: Readonly<Record<CheckFormat, (io: Io) => Body>> = {
  text: (io) => {
    const paint = wantsColour(io.stdout, io.env) ? ansi : plain;
    return {
      add: async ({ file, explicit, document, findings, note }) => {
        if (note !== undefined && explicit) await tellOf(io, file, note);
        const lines = findingLines(label(file), document, findings, paint);
        if (lines.length > 0) await io.stdout.write(`${lines.join('\n')}\n`);
      },
      end: async (totals, unread) => {
        // Where nothing could be read, the messages have said so.
        if (totals.files > 0 || unread.length === 0) await io.stdout.write(`${totalsLine(totals, paint)}\n`);
      },
    };
  },

  json: (io) => {
    const array = new JsonArray(io.stdout);
    return {
      add: ({ file, document, findings, note }) => {
        const json = findingsJson(file, document, findings);
        return array.add(note === undefined ? json : { ...json, recognised: false, notes: [note] });
      },
      end: () => array.end(),
    };
  },

  sarif: (io) => {
    let first = true;
    const begin = async (): Promise<void> => {
      if (first) await io.stdout.write(sarifFrame(version, []).head);
    };
    return {
      add: async ({ file, document, findings }) => {
        for (const result of sarifResults(uriOf(file, io.cwd), document, findings)) {
          await begin();
          await io.stdout.write(`${first ? '' : ','}\n${JSON.stringify(result)}`);
          first = false;
        }
      },
      end: async (_totals, unread) => {
        await begin();
        await io.stdout.write(`${sarifFrame(version, unread).tail}\n`);
      },
    };
  },

  github: (io) => ({
    add: async ({ file, explicit, document, findings, note }) => {
      if (note !== undefined && explicit) await tellOf(io, file, note);
      const lines = githubAnnotations(relativePath(file, io.cwd) ?? file, document, findings);
      if (lines.length > 0) await io.stdout.write(`${lines.join('\n')}\n`);
    },
    end: (totals) => io.stderr.write(`${totalsLine(totals, plain)}\n`),
  }),
};

function label(file: string): string {
  return file === '-' ? '<stdin>' : file;
}

/** With slashes, from the working folder; undefined outside it. */
function relativePath(file: string, cwd: string): string | undefined {
  const path = relative(cwd, resolve(cwd, file));
  return path === '' || path.startsWith('..') || resolve(path) === path
    ? undefined
    : path.split(sep).join('/');
}

function uriOf(file: string, cwd: string): string {
  if (file === '-') return 'stdin';
  const path = relativePath(file, cwd);
  return path === undefined
    ? pathToFileURL(resolve(cwd, file)).href
    : path.split('/').map(encodeURIComponent).join('/');
}

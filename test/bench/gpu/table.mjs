/**
 * Makes the GPU table from what run.sh left in a folder: `node table.mjs OUT [PAGE]`. Printed, or put between the marks
 * in the page. Only results of a GPU enter: what ran on a CPU or a software device is named as refused.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const marks = { start: '<!-- gpu-table:start -->', end: '<!-- gpu-table:end -->' };
const none = '–';

/** Slower than this when it reads is a CPU, whatever its name. */
const leastBytesPerSecond = 50e9;

/** Why a result is not one of a GPU, or null. */
export function refusal({ device, ceilings }) {
  if (device.provider !== 'webgpu' && device.provider !== 'cuda' && device.provider !== 'pytorch') {
    return `ran on ${device.provider}`;
  }
  if (/swiftshader|lavapipe|llvmpipe|\bcpu\b|unknown/i.test(device.name)) return `ran on ${device.name}`;
  if (ceilings && ceilings.bytesPerSecond < leastBytesPerSecond) {
    return `reads no faster than a CPU (${rate(ceilings.bytesPerSecond)})`;
  }
  return null;
}

/** The Markdown between the marks. */
export function gpuTable({ measured, peers, machine = {}, correctness = null, failures = [] }) {
  const refused = [];
  const keep = (list) =>
    list.filter(({ model, result }) => {
      const why = refusal(result);
      if (why !== null) refused.push(`${model}: refused, ${why}`);
      return why === null;
    });
  const results = keep(measured);
  const keptPeers = keep(peers);
  const beside = new Map(
    keptPeers.flatMap(({ model, result }) =>
      result.results.map((given) => [key(model, given), { given, result }]),
    ),
  );
  const rows = results.flatMap(({ model, result }) =>
    result.results.map((given) => row(model, result, given, beside.get(key(model, given)))),
  );
  const lines = [...refused, ...failures.map(({ model, phase, reason }) => `${model}, ${phase}: ${reason}`)];
  const notes = lines.length > 0 ? [lines.map((line) => `- ${escape(line)}`).join('\n')] : [];
  if (rows.length === 0) return ['There is no result of a GPU: the table is empty.', ...notes].join('\n\n');
  return [
    basis(results, keptPeers, machine),
    ...checked(correctness),
    aligned(
      [
        'model',
        'mixer',
        'phase',
        'tokens',
        'median',
        'q1 – q3',
        'read',
        'of ceiling',
        'PyTorch: mixing',
        'with projections',
        'accepted',
      ],
      rows,
    ),
    ...notes,
  ].join('\n\n');
}

const key = (model, { mixer, phase, contextTokens }) => `${model} ${mixer} ${phase} ${contextTokens}`;

function row(model, { device, dtype }, given, peer) {
  const { milliseconds: time } = given;
  const same = peer && sameDevice(peer.result, { device, dtype });
  const beside = (spread) => {
    if (!peer) return none;
    if (!same) return 'another device or dtype';
    return spread ? duration(spread.median) : (peer.given.reason ?? none);
  };
  return [
    model,
    given.path === null ? given.mixer : `${given.mixer} (${given.path})`,
    given.phase,
    given.contextTokens.toLocaleString('en-US'),
    time ? duration(time.median) : none,
    time ? `${duration(time.q1)} – ${duration(time.q3)}` : none,
    given.bytesPerSecond === null ? none : rate(given.bytesPerSecond),
    given.shareOfCeiling === null ? none : `${Math.round(given.shareOfCeiling * 100)} %`,
    beside(peer?.given.milliseconds),
    beside(peer?.given.withProjections),
    given.accepted ? 'yes' : (given.reason ?? 'no'),
  ].map(escape);
}

function sameDevice(peer, { device, dtype }) {
  return peer.device.name === device.name && peer.dtype === dtype;
}

const distinct = (list) => [...new Set(list.filter(Boolean))].join(', ');

function basis(results, peers, { driver }) {
  const of = (list, read) => distinct(list.map(({ result }) => read(result)));
  const ceilings = results.map(({ result }) => rate(result.ceilings.bytesPerSecond));
  const parts = [
    of(results, ({ device, dtype }) => `${device.name}, ${device.provider}, ${dtype}`),
    driver && `driver ${driver}`,
    `onnxruntime ${of(results, ({ runtime }) => runtime.onnxruntime)}`,
    `Node ${of(results, ({ runtime }) => runtime.node)}`,
    peers.length > 0 && `PyTorch ${of(peers, ({ runtime }) => runtime.torch)}`,
    peers.length > 0 &&
      `flash-linear-attention ${of(peers, ({ runtime }) => runtime.flashLinearAttention) || 'not there'}`,
    `reading ceiling per run ${distinct(ceilings)}`,
  ];
  return `${escape(parts.filter(Boolean).join(' · '))}.`;
}

function checked(correctness) {
  if (correctness === null) return ['Correctness on this GPU was not run.'];
  const count = (state) => correctness.filter((test) => test.state === state);
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(count);
  const text = `Correctness on this GPU: ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped.`;
  return [
    text,
    ...(failed.length > 0 ? [failed.map(({ title }) => `- failed: ${escape(title)}`).join('\n')] : []),
  ];
}

/** As prettier lays a table out. */
function aligned(head, rows) {
  const widths = head.map((name, column) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[column].length)),
  );
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The page with the block between its marks replaced. */
export function replaceBlock(page, block) {
  const [start, end] = [page.indexOf(marks.start), page.indexOf(marks.end)];
  if (start < 0 || end < start) throw new Error(`The page lacks ${marks.start} or ${marks.end}.`);
  return `${page.slice(0, start + marks.start.length)}\n\n${block}\n\n${page.slice(end)}`;
}

function duration(milliseconds) {
  const small = Math.abs(milliseconds) < 1;
  return `${(small ? milliseconds * 1000 : milliseconds).toPrecision(3)} ${small ? 'µs' : 'ms'}`;
}

function rate(bytesPerSecond) {
  return `${Math.round(bytesPerSecond / 1e9)} GB/s`;
}

function escape(text) {
  return text.replaceAll(/[|*_`<\\[\]]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, ' ');
}

const parsed = (name, pattern) => pattern.exec(name) ?? [];

const parseFile = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

const names = (path, pattern) =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => pattern.test(name))
        .sort()
    : [];

function readFolder(folder) {
  const inMeasured = join(folder, 'measured');
  return {
    measured: names(inMeasured, /^.+\.(?:decode|prefill)\.json$/).map((name) => ({
      model: parsed(name, /^(.+)\.(?:decode|prefill)\.json$/)[1],
      result: parseFile(join(inMeasured, name)),
    })),
    failures: names(inMeasured, /^.+\.json\.failed$/).map((name) => {
      const [, model, phase] = parsed(name, /^(.+)\.(decode|prefill)\.json\.failed$/);
      return { model, phase, reason: readFileSync(join(inMeasured, name), 'utf8').trim() };
    }),
    peers: names(folder, /^peer\..+\.json$/).map((name) => {
      const result = parseFile(join(folder, name));
      return { model: result.model, result };
    }),
    machine: parseFile(join(folder, 'machine.json')),
    correctness: parseFile(join(folder, 'correctness.json')) ?? null,
  };
}

if (basename(process.argv[1] ?? '') === 'table.mjs') {
  const [folder, page] = process.argv.slice(2);
  const block = gpuTable(readFolder(folder ?? 'out/gpu'));
  if (page === undefined) console.log(block);
  else writeFileSync(page, replaceBlock(readFileSync(page, 'utf8'), block));
}

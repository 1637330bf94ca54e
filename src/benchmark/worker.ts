/**
 * The child that does all native work. The parent (client.ts) asks, the child answers; when the parent is gone, so is
 * the child.
 */
import { Worker } from 'node:worker_threads';
import { measure, measureCeilings, message, type Listener } from './measure';
import type { FromChild, Request } from './protocol';
import { NotInstalledError, openDevice, type Device } from './runtime';

let device: Device | undefined;

async function answer(request: Request): Promise<FromChild> {
  const { id } = request;
  const listener: Listener = {
    doing: (what) => send({ type: 'doing', id, what }),
    preliminary: (milliseconds) => send({ type: 'preliminary', id, milliseconds }),
  };
  try {
    switch (request.type) {
      case 'open':
        device = await openDevice(request.provider, request.runtimePath);
        return {
          type: 'opened',
          id,
          dtype: device.dtype,
          placement: device.placement,
          node: nodeWords(),
          onnxruntime: device.version,
        };
      case 'ceilings':
        return { type: 'ceilings', id, ceilings: await measureCeilings(opened(), listener) };
      case 'measure':
        return { type: 'measured', id, measurement: await measure(opened(), request, listener) };
    }
  } catch (error) {
    const reason = message(error);
    return request.type === 'open'
      ? { type: 'refused', id, reason, notInstalled: error instanceof NotInstalledError }
      : { type: 'failed', id, reason };
  }
}

function opened(): Device {
  if (!device) throw new Error('No provider is open.');
  return device;
}

/** The editor's own program may stand in for Node; its Node is another build. */
function nodeWords(): string {
  const { node, electron } = process.versions;
  return electron === undefined ? node : `${node} (Electron ${electron})`;
}

function send(message: FromChild): void {
  process.send?.(message);
}

/**
 * onnxruntime blocks this thread while it works, so the end of the channel may go unseen for long. A second thread
 * watches whether the parent lives.
 */
function watchParent(parent: number): void {
  const code = `
    const { parent } = require('node:worker_threads').workerData;
    setInterval(() => {
      let gone = process.ppid !== parent;
      try { process.kill(parent, 0); } catch (error) { gone ||= error.code === 'ESRCH'; }
      if (gone) process.kill(process.pid, 'SIGKILL');
    }, 500);`;
  new Worker(code, { eval: true, workerData: { parent } }).unref();
}

watchParent(process.ppid);
process.on('disconnect', () => process.exit());
process.on('message', (request: Request) => {
  void answer(request).then(send);
});

import assert from 'node:assert/strict';
import { cli } from './harness';

const qwen = 'test/fixtures/workspace/qwen3-next/config.json';

describe('cli benchmark', () => {
  it('refuses what has no layers to measure', async () => {
    const unknown = await cli(['benchmark', '-'], { stdin: '{"model_type": "frobnicator9000"}' });
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /frobnicator9000 is not known to Layerwise; nothing is measured/);
    const blocked = await cli(['benchmark', '-'], { stdin: '{"model_type": "llama", "hidden_size": "x"}' });
    assert.equal(blocked.code, 1);
    assert.match(blocked.stderr, /`hidden_size` is the string "x"/);
    const gone = await cli(['benchmark', 'gone.json']);
    assert.equal(gone.code, 2);
    assert.match(gone.stderr, /gone\.json: does not exist/);
  });

  it('stops on Ctrl+C', async () => {
    const { code, stdout, stderr } = await cli(['benchmark', qwen], { signal: AbortSignal.abort() });
    assert.deepEqual([code, stdout, stderr], [2, '', 'layerwise: interrupted; nothing is left running.\n']);
  });
});

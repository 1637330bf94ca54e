// Runs models for the tests, so that no native code is loaded into the tests' own process. Started by sessions.ts.
'use strict';

const ort = require('onnxruntime-node');

process.on('message', async ({ id, model, feeds, provider }) => {
  let session;
  try {
    session = await ort.InferenceSession.create(model, {
      executionProviders: [provider],
      logSeverityLevel: 4,
      // A provider that lacks an operator must say so instead of leaving it to the CPU.
      ...(provider !== 'cpu' && { extra: { session: { disable_cpu_ep_fallback: '1' } } }),
    });
    const inputs = {};
    for (const [name, { type, shape, data }] of Object.entries(feeds)) {
      inputs[name] = new ort.Tensor(type, data, shape);
    }
    const outputs = {};
    for (const [name, tensor] of Object.entries(await session.run(inputs))) {
      outputs[name] = { type: tensor.type, shape: [...tensor.dims], data: tensor.data };
    }
    process.send({ id, outputs });
  } catch (error) {
    process.send({ id, error: error.message });
  } finally {
    await session?.release();
  }
});
process.on('disconnect', () => process.exit());

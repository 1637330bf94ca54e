/**
 * Every config whose family is known gives, to the byte and to the weight, what transformers 5.18 held and counted
 * when it ran the real class.
 */
import assert from 'node:assert/strict';
import { estimateBlocker, type Model } from '../../src/core/analyse';
import { families } from '../../src/core/families/registry';
import { estimate, type EstimatedTensor } from '../../src/core/memory/estimate';
import { countParameters } from '../../src/core/memory/parameters';
import { dtypes } from '../../src/core/reference/dtypes';
import { readModel } from '../models';
import { readMeasurements, type Measurement, type MeasuredRun } from './measurement';

/** Families of which at least one real class must have been measured and met. */
const measuredFamilies = [
  'afmoe',
  'apertus',
  'arcee',
  'aria_text',
  'axk1',
  'axk2',
  'bamba',
  'biogpt',
  'bitnet',
  'bloom',
  'codegen',
  'cohere',
  'cohere2',
  'cohere2_moe',
  'ctrl',
  'cwm',
  'dbrx',
  'deepseek_v2',
  'deepseek_v3',
  'deepseek_v32',
  'deepseek_v4',
  'diffllama',
  'doge',
  'dots1',
  'ernie4_5',
  'ernie4_5_moe',
  'exaone4',
  'exaone_moe',
  'falcon',
  'falcon_h1',
  'falcon_mamba',
  'flex_olmo',
  'gemma',
  'gemma2',
  'gemma3',
  'gemma3n',
  'gemma4',
  'gemma4_unified',
  'glm',
  'glm4',
  'glm4_moe',
  'glm4_moe_lite',
  'glm5_next',
  'glm_moe_dsa',
  'gpt2',
  'gpt_bigcode',
  'gpt_neo',
  'gpt_neox',
  'gpt_oss',
  'gptj',
  'granite',
  'granite_swa',
  'granitemoe',
  'granitemoe_swa',
  'granitemoehybrid',
  'granitemoeshared',
  'helium',
  'hrm_text',
  'hunyuan_v1_dense',
  'hunyuan_v1_moe',
  'hy_v3',
  'hy_v4',
  'hyperclovax',
  'jais2',
  'jamba',
  'jetmoe',
  'kimi_k2',
  'kimi_linear',
  'laguna',
  'lfm2',
  'lfm2_moe',
  'llama',
  'llama4',
  'longcat_flash',
  'mamba',
  'mamba2',
  'mellum',
  'mimo_v2_flash',
  'minimax',
  'minimax_m2',
  'minimax_m3',
  'ministral',
  'ministral3',
  'mistral',
  'mistral4',
  'mixtral',
  'mllama',
  'modernbert-decoder',
  'mpt',
  'nanochat',
  'nemotron',
  'nemotron_h',
  'olmo',
  'olmo2',
  'olmo3',
  'olmo_hybrid',
  'olmoe',
  'opt',
  'persimmon',
  'phi',
  'phi3',
  'phi4_multimodal',
  'phimoe',
  'qwen2',
  'qwen2_5_vl',
  'qwen2_moe',
  'qwen2_vl',
  'qwen3',
  'qwen3_5',
  'qwen3_5_moe',
  'qwen3_moe',
  'qwen3_next',
  'qwen3_vl',
  'qwen3_vl_moe',
  'qwen4_exp',
  'recurrent_gemma',
  'rwkv',
  'seed_oss',
  'smollm3',
  'solar_open',
  'stablelm',
  'starcoder2',
  'step3p5',
  'vaultgemma',
  'xglm',
  'xlstm',
  'youtu',
  'zamba',
  'zamba2',
  'zaya',
];

/** Families that transformers has no measured class for. */
const unmeasuredFamilies = ['linear_transformer', 'minimax_text_01'];

const known = readMeasurements().flatMap((measurement) => {
  const model = readModel(measurement.config);
  return model ? [{ measurement, model }] : [];
});

describe('the oracle', () => {
  it('covers the families that transformers has', () => {
    const ids = new Set(families.map(({ id }) => id));
    const met = new Set(known.map(({ model }) => model.recognition.family.id));
    assert.deepEqual(
      measuredFamilies.filter((id) => !met.has(id)),
      [],
    );
    assert.deepEqual(
      [...measuredFamilies, ...unmeasuredFamilies].filter((id) => !ids.has(id)),
      [],
    );
  });

  for (const { measurement, model } of known) {
    it(`${measurement.name}: bytes of every tensor, and weights`, () => {
      assert.equal(estimateBlocker(model), undefined);
      for (const run of measurement.runs) checkRun(model, run);
      checkParameters(model, measurement);
    });
  }
});

function checkRun(model: Model, run: MeasuredRun): void {
  const where = `context ${run.context}, batch ${run.batch}`;
  const { bytes, layers } = estimate(model.architecture, {
    contextTokens: run.context,
    batch: run.batch,
    cacheDtype: 'bf16',
    engine: 'transformers',
    tensorParallel: 1,
  });
  assert.equal(bytes.total, run.totals.total, where);
  assert.deepEqual(
    withoutZeros({
      kv: bytes.kv + bytes.latent,
      index: bytes.index,
      conv: bytes.conv,
      recurrent: bytes.recurrent,
    }),
    withoutZeros({
      kv: (run.totals['kv'] ?? 0) + (run.totals['kv_compressed'] ?? 0),
      index: run.totals['indexer'] ?? 0,
      conv: run.totals['conv'] ?? 0,
      recurrent: run.totals['recurrent'] ?? 0,
    }),
    where,
  );
  if (!run.layers) return;
  const measured = new Map<number, string[]>();
  for (const { at, tensors } of run.layers) {
    const held = tensors
      .map(([kind, shape, dtype, size]) => written(measuredKind(kind), shape, dtype, size))
      .sort();
    for (const [first, last] of at) {
      for (let index = first; index <= last; index++) measured.set(index, held);
    }
  }
  // Tensors that span all layers have no place of their own; the totals above are all there is to check.
  if (measured.has(-1)) return;
  for (const { index, tensors } of layers) {
    assert.deepEqual(
      tensors.map(writtenTensor).sort(),
      measured.get(index) ?? [],
      `${where}, layer ${index}`,
    );
    measured.delete(index);
  }
  assert.deepEqual([...measured.keys()], [], `${where}: layers that the architecture lacks`);
}

function checkParameters(model: Model, measurement: Measurement): void {
  const { parameters, parametersUnreliable, architectureMismatch = '' } = measurement;
  const count = countParameters(model.architecture);
  if (parametersUnreliable !== undefined) {
    assert.equal(count.exact, false, parametersUnreliable);
    return;
  }
  assert.equal(count.total, parameters.total);
  // A draft head was measured as the class of its layers, which it shares parts with and adds parts to.
  const isDraft = /Eagle|Draft/.test(architectureMismatch);
  assert.equal(count.exact, !isDraft, count.reason);
  // Wrappers: the tower and the projector on their own.
  const modules = Object.entries(parameters.byTopModule);
  for (const { name, parameters: weights } of model.architecture.parts) {
    const pattern = { 'vision tower': /vision|visual/, projector: /projector/ }[name];
    const [module] = pattern ? modules.filter(([key]) => pattern.test(key)) : [];
    if (module) assert.equal(weights, module[1], name);
  }
}

/** The measurements call compressed keys and values a kind of their own, and know no latent. */
const measuredKind = (kind: string): string => ({ kv_compressed: 'kv', indexer: 'index' })[kind] ?? kind;

const writtenTensor = ({ kind, shape, dtype, bytes }: EstimatedTensor): string =>
  written(kind === 'latent' ? 'kv' : kind, shape, dtypes[dtype].torchName, bytes);

const written = (kind: string, shape: readonly number[], dtype: string, bytes: number): string =>
  `${kind} [${shape.join(', ')}] ${dtype} ${bytes} B`;

const withoutZeros = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, value]) => value > 0));

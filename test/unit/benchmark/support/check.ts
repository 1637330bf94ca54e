import type { Mixer } from '../../../../src/core/mixers/registry';
import { addBlock, createLayer, type LayerSpec } from '../../../../src/benchmark/graphs/build';
import type { Fill, Path, Storage } from '../../../../src/benchmark/graphs/layer';
import { Graph, type FloatType, type Value } from '../../../../src/benchmark/onnx/graph';
import { selectionMargin } from '../reference/margin';
import { rms, type Reference, type Vector } from '../reference/math';
import type { Feed, Sessions } from './sessions';
import { generator, hash, latest, relativeError, rounded, tensor, type Tensor } from './tensor';

/** Known weights by name, made when first asked for. */
export class TestWeights {
  readonly byName = new Map<string, Tensor>();

  constructor(
    private readonly seed: number,
    private readonly dtype: FloatType,
    private readonly given: ReadonlyMap<string, Tensor> = new Map(),
  ) {}

  get(name: string, shape: readonly number[], fill: Fill): Tensor {
    const known = this.byName.get(name);
    if (known) return known;
    const given = this.given.get(name);
    const made = rounded(given ?? this.make(name, shape, fill), this.dtype);
    if (made.shape.join() !== shape.join()) {
      throw new Error(`${name} is [${made.shape.join()}], wanted [${shape.join()}]`);
    }
    this.byName.set(name, made);
    return made;
  }

  private make(name: string, shape: readonly number[], fill: Fill): Tensor {
    const random = generator(this.seed ^ hash(name));
    const scale = {
      matrix: Math.sqrt(3 / (shape.at(-2) === 1 ? shape.at(-1)! : (shape.at(-2) ?? 1))),
      norm: 0.3,
      bias: 0.5,
      decay: 1,
    }[fill];
    const result = tensor(shape);
    for (let index = 0; index < result.data.length; index++) {
      result.data[index] = (fill === 'norm' ? 1 : 0) + scale * random();
    }
    return result;
  }
}

/** Builds one block whose input and states are fed and whose output and states come out. */
export class TestStorage implements Storage {
  readonly pasts = new Map<string, Value>();
  readonly presents: string[] = [];
  private readonly weights = new Map<string, Value>();

  constructor(
    private readonly graph: Graph,
    private readonly dtype: FloatType,
    private readonly source: TestWeights,
  ) {}

  weight(name: string, shape: readonly number[], fill: Fill): Value {
    const known = this.weights.get(name);
    if (known) return known;
    const value = this.graph.constant(this.dtype, shape, this.source.get(name, shape, fill).data);
    this.weights.set(name, value);
    return value;
  }

  past(name: string, shape: readonly number[], dtype: FloatType): Value {
    const value = this.graph.input(`past_${name}`, dtype, shape);
    this.pasts.set(name, value);
    return value;
  }

  present(name: string, value: Value): void {
    this.graph.output(`present_${name}`, value);
    this.presents.push(name);
  }
}

const ignore = { leaveOut: () => undefined, remark: () => undefined };

export interface BlockResult {
  readonly y: Tensor;
  readonly presents: Record<string, Tensor>;
}

export interface Block {
  run(sessions: Sessions, x: Tensor, states: Readonly<Record<string, Tensor>>): Promise<BlockResult>;
}

/** A whole block, or its mixer alone on an input that is normalised already. */
export function buildBlock(spec: LayerSpec, source: TestWeights, what: 'block' | 'mixer' = 'block'): Block {
  const graph = new Graph();
  const storage = new TestStorage(graph, spec.dtype, source);
  const tokens = spec.phase === 'decode' ? 1 : spec.contextTokens;
  const input = graph.input('x', spec.dtype, [1, tokens, spec.hiddenSize]);
  graph.output(
    'y',
    what === 'block'
      ? addBlock(graph, spec, storage, input, ignore)
      : createLayer(graph, spec, storage, ignore).mix(input),
  );
  const model = graph.encode();
  return {
    async run(sessions, x, states) {
      const feeds: Record<string, Feed> = { x: { dtype: spec.dtype, tensor: x } };
      for (const [name, { shape, dtype }] of storage.pasts) {
        const state = states[name];
        if (!state) throw new Error(`no state ${name}`);
        feeds[`past_${name}`] = {
          dtype: dtype === 'fp16' ? 'fp16' : 'fp32',
          tensor: latest(state, shape),
        };
      }
      const { y, ...rest } = await sessions.run(model, feeds);
      const presents = Object.fromEntries(
        Object.entries(rest).map(([name, value]) => [name.replace('present_', ''), value]),
      );
      return { y: y!, presents };
    },
  };
}

export interface MixerCase {
  readonly mixer: Mixer;
  readonly hiddenSize: number;
  /** Tokens of the prompt; decode is the token after it. */
  readonly tokens: number;
  readonly path: Path;
  readonly dtype: FloatType;
  readonly seed: number;
  /** Unless false, decode after the graph's own prefill is compared with a longer prefill. */
  readonly chained?: boolean;
}

/** Relative errors of one case. States are compared too; `output` is what the block returns. */
export interface CaseErrors {
  readonly prefill: number;
  readonly prefillStates: number;
  readonly decode: number;
  /** Decode from the graph's own prefill states against the last token of a prefill that is one token longer. */
  readonly chained?: number;
}

/** Closer to each other than this, two index scores may swap in rounding, and another token is then selected. */
const leastMargin: Readonly<Record<FloatType, number>> = { fp32: 1e-4, fp16: 0.08 };

/** Runs prefill, decode and decode-after-prefill of one mixer against its reference. */
export async function checkMixer(
  sessions: Sessions,
  reference: Reference<Mixer>,
  given: MixerCase,
): Promise<CaseErrors> {
  const { mixer, hiddenSize, tokens, path, dtype, seed } = given;
  const source = new TestWeights(seed, dtype);
  const random = generator(seed);
  const all = rounded(
    tensor([1, tokens + 1, hiddenSize], Float64Array.from({ length: (tokens + 1) * hiddenSize }, random)),
    dtype,
  );
  const spec = { mixer, hiddenSize, dtype, path } as const;
  const prefill = buildBlock({ ...spec, phase: 'prefill', contextTokens: tokens }, source);
  const longer = buildBlock({ ...spec, phase: 'prefill', contextTokens: tokens + 1 }, source);
  const decode = buildBlock({ ...spec, phase: 'decode', contextTokens: tokens }, source);

  const prompt = part(all, 0, tokens);
  const next = part(all, tokens, tokens + 1);
  const expected = block(reference, mixer, source, all);
  const selects = mixer.kind === 'dsa' || mixer.kind === 'block-sparse';
  if (selects && selectionMargin.value < leastMargin[dtype]) {
    return checkMixer(sessions, reference, { ...given, seed: seed + 1 });
  }
  const atPrompt = block(reference, mixer, source, prompt);

  const first = await prefill.run(sessions, prompt, {});
  const step = await decode.run(sessions, next, atPrompt.states);
  const stateErrors = Object.entries(atPrompt.states).map(([name, state]) =>
    relativeError(first.presents[name]!, state),
  );
  return {
    prefill: relativeError(first.y, part(expected.y, 0, tokens)),
    prefillStates: Math.max(...stateErrors),
    decode: relativeError(step.y, part(expected.y, tokens, tokens + 1)),
    ...(given.chained !== false && {
      chained: relativeError(
        (await decode.run(sessions, next, first.presents)).y,
        part((await longer.run(sessions, all, {})).y, tokens, tokens + 1),
      ),
    }),
  };
}

/** x + mixer(norm(x)) by the reference. */
function block(
  reference: Reference<Mixer>,
  mixer: Mixer,
  source: TestWeights,
  x: Tensor,
): { y: Tensor; states: Readonly<Record<string, Tensor>> } {
  const weights = (name: string): Tensor => {
    const weight = source.byName.get(name);
    if (!weight) throw new Error(`the graph has no weight ${name}`);
    return weight;
  };
  const [, count, hidden] = x.shape as [number, number, number];
  const rows: Vector[] = Array.from({ length: count }, (_, token) =>
    x.data.slice(token * hidden, (token + 1) * hidden),
  );
  const normalised = rows.map((row) => rms(row, weights('input_norm').data));
  const { outputs, states } = reference(mixer, weights, normalised);
  const y = tensor(x.shape);
  outputs.forEach((output, token) =>
    output.forEach((value, index) => (y.data[token * hidden + index] = value + rows[token]![index]!)),
  );
  return { y, states };
}

function part(x: Tensor, from: number, to: number): Tensor {
  const width = x.shape[2]!;
  return tensor([1, to - from, width], x.data.subarray(from * width, to * width));
}

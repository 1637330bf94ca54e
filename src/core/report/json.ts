/** What scripts read. Names and nesting are a contract (see the CLI section of the README): keys are only added. */
import type { TextEdit } from '../document/edit';
import type { ConfigDocument } from '../document/node';
import { indexLines, positionsOf, type LineIndex, type PositionRange } from '../document/positions';
import type { Pointer } from '../document/pointer';
import { byteKinds, type ByteKind, type Estimate } from '../memory/estimate';
import { weightsOf } from '../memory/weights';
import type { StateKind } from '../mixers/state';
import { dtypes } from '../reference/dtypes';
import type { Finding, Severity } from '../rules/rule';
import type { Sizing } from './sizing';

export interface FindingsJson {
  readonly file: string;
  readonly findings: readonly FindingJson[];
  /** Only on a file that is no model config, or of an architecture that is not known, with a note. */
  readonly recognised?: false;
  readonly notes?: readonly string[];
}

export interface FindingJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly pointer: Pointer;
  /** 0-based, UTF-16. */
  readonly range: PositionRange;
  readonly message: string;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly range: PositionRange; readonly newText: string }[];
  }[];
}

export function findingsJson(
  file: string,
  document: ConfigDocument,
  findings: readonly Finding[],
): FindingsJson {
  const index = indexLines(document.text);
  return { file, findings: findings.map((finding) => findingJson(index, finding)) };
}

function findingJson(index: LineIndex, finding: Finding): FindingJson {
  const { rule, severity, pointer, message } = finding;
  return {
    rule,
    severity,
    pointer,
    range: positionsOf(index, finding.range),
    message,
    fixes: finding.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => editJson(index, edit)),
    })),
  };
}

function editJson(index: LineIndex, { range, text }: TextEdit): { range: PositionRange; newText: string } {
  return { range: positionsOf(index, range), newText: text };
}

export interface SizingJson {
  readonly file: string;
  readonly dialect: string | null;
  readonly family: string | null;
  readonly modelType: string | null;
  readonly recognised: boolean;
  readonly layers: readonly {
    readonly index: number;
    readonly mixer: string;
    readonly feedForward: string;
    readonly pointer: Pointer;
  }[];
  readonly pattern: string | null;
  readonly ratio: string | null;
  readonly parameters: {
    readonly total: number;
    readonly active: number;
    readonly embedding: number;
    readonly exact: boolean;
    readonly reason?: string;
  } | null;
  /** Of the checkpoint, as its quantization keeps it. */
  readonly weights: {
    readonly bytes: number;
    readonly basis: string;
    readonly exact: boolean;
    readonly reason?: string;
  } | null;
  readonly estimates: readonly EstimateJson[];
  readonly notes: readonly string[];
}

export interface EstimateJson {
  readonly engine: string;
  readonly engineVersion: string;
  readonly context: number;
  readonly batch: number;
  readonly kvDtype: string;
  readonly bytes: Readonly<Record<ByteKind | 'total', number>>;
  readonly perToken: number;
  readonly fixed: number;
  readonly layers: readonly {
    readonly index: number;
    readonly tensors: readonly {
      readonly name: string;
      readonly kind: StateKind;
      readonly shape: readonly number[];
      readonly dtype: string;
      readonly bytes: number;
    }[];
  }[];
  readonly assumptions: readonly string[];
}

export function sizingJson(sizing: Sizing): SizingJson {
  const { model, parameters } = sizing;
  const weights = model && parameters ? weightsOf(model) : undefined;
  return {
    file: sizing.file,
    dialect: sizing.dialect?.id ?? null,
    family: model?.recognition.family.id ?? null,
    modelType: sizing.modelType ?? null,
    recognised: model !== undefined,
    layers: (model?.architecture.layers ?? []).map(({ index, mixer, feedForward, pointer }) => ({
      index,
      mixer: mixer.kind,
      feedForward: feedForward.kind,
      pointer,
    })),
    pattern: sizing.pattern?.text ?? null,
    ratio: sizing.pattern?.ratio ?? null,
    parameters: parameters
      ? {
          total: parameters.total,
          active: parameters.active,
          embedding: parameters.embedding,
          exact: parameters.exact,
          ...(parameters.reason !== undefined && { reason: parameters.reason }),
        }
      : null,
    weights: weights
      ? {
          bytes: weights.bytes,
          basis: weights.basis,
          exact: weights.exact,
          ...(weights.note !== undefined && { reason: weights.note }),
        }
      : null,
    estimates: sizing.estimates.map(estimateJson),
    notes: sizing.notes,
  };
}

export function estimateJson(estimate: Estimate): EstimateJson {
  const { scenario, engine, bytes } = estimate;
  return {
    engine: scenario.engine,
    engineVersion: engine.version,
    context: scenario.contextTokens,
    batch: scenario.batch,
    kvDtype: estimate.cacheDtype,
    bytes: {
      ...(Object.fromEntries(byteKinds.map((kind) => [kind, bytes[kind]])) as Record<ByteKind, number>),
      total: bytes.total,
    },
    perToken: estimate.bytesPerToken,
    fixed: estimate.fixedBytes,
    layers: estimate.layers.map(({ index, tensors }) => ({
      index,
      tensors: tensors.map(({ name, kind, shape, dtype, bytes: size }) => ({
        name,
        kind,
        shape,
        dtype: dtypes[dtype].torchName,
        bytes: size,
      })),
    })),
    assumptions: estimate.assumptions,
  };
}

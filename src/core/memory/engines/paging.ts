/**
 * How vLLM cuts caches into pages: every layer's cache comes in blocks of so many tokens, all blocks of a model have
 * one size in bytes, and layers that keep the same are put into groups that get their blocks together. What fills no
 * page is lost: states smaller than a page, the last block of a sequence, layers that are missing in a group.
 *
 * Source: vLLM, `Platform._align_hybrid_block_size` (vllm/platforms/interface.py), `unify_kv_cache_spec_page_size` and
 * `_get_kv_cache_groups_uniform_page_size` (vllm/v1/core/kv_cache_utils.py), `remove_skipped_blocks` and
 * `get_num_skipped_tokens` (vllm/v1/core/single_type_kv_cache_manager.py). Read in autumn 2026; what servers have
 * logged of it is in test/unit/memory/vllm.test.ts.
 */
import { formatBytes, formatCount, listed } from '../../format';
import { mixers, type Mixer, type MixerKind } from '../../mixers/registry';
import type { StateTensor } from '../../mixers/state';
import type { KeptState, KeptTensor, Pages } from './engine';

/** Tokens of a block where nothing asks for more (`CacheConfig.DEFAULT_BLOCK_SIZE`), and what its kernels need it to be a multiple of. */
export const defaultBlockTokens = 16;

/** What one kind of cache keeps, in all layers that keep the same. */
export interface CacheSpec {
  /** `tokens`: all of them; `window` and `chunk`: the last `reach`; `state`: the same whatever the context. */
  readonly keeps: 'tokens' | 'window' | 'chunk' | 'state';
  readonly reach?: number;
  /** One latent for all heads, whose pages can not be padded. */
  readonly latent: boolean;
  /** Of one token, or of the whole state. */
  readonly bytes: number;
  readonly mixerKind: MixerKind;
  readonly layers: number;
  readonly tensors: readonly StateTensor[];
}

/** A kind of cache with its place among the others. */
export interface PagedSpec extends CacheSpec {
  /** Tokens of a block; of a state, which has none, 1. */
  readonly blockTokens: number;
  /** Bytes that fill a page; the page itself may be larger. */
  readonly filledBytes: number;
  /** Block tables that its layers are spread over. */
  readonly groups: number;
}

/** The pages of a model. All sizes in bytes, of one GPU and sequence. */
export interface PagedCaches extends Pages {
  readonly specs: readonly PagedSpec[];
  /** Tokens of a block of attention, which a kind with smaller pages may have several times over. */
  readonly blockTokens: number;
  /** Of one layer; undefined where layers have pages of their own sizes and lose nothing by it. */
  readonly pageBytes: number | undefined;
  /** Kinds of attention whose page does not divide the largest: each of their pages is padded to it. */
  readonly indivisible: readonly PagedSpec[];
  /** Layers that a group holds at most. */
  readonly layersPerGroup: number;
}

/** @returns undefined for caches whose place in vLLM's pages is not known. */
export function pageCaches(kept: readonly KeptState[]): PagedCaches | undefined {
  const specs = kept.map(specsOf);
  if (specs.some((each) => each === undefined)) return undefined;
  const merged = mergeAlike(specs.flatMap((each) => each ?? []));
  return isUniform(merged) ? ownPages(merged) : sharedPages(merged);
}

/** The caches of one mixer; those of attention and of a recurrence beside it are two, and so is an index. */
function specsOf({ mixer, layers, tensors }: KeptState): CacheSpec[] | undefined {
  const specs: CacheSpec[] = [];
  const add = (spec: Pick<CacheSpec, 'keeps' | 'reach' | 'latent'>, of: readonly KeptTensor[]): void => {
    if (of.length === 0) return;
    const bytes = of.reduce((sum, { entryBytes, tensor }) => sum + entryBytes * columnsOf(tensor), 0);
    specs.push({
      ...spec,
      bytes,
      mixerKind: partOf(mixer, spec.keeps),
      layers: layers.length,
      tensors: of.map(({ tensor }) => tensor),
    });
  };
  const attention = tensors.filter((each) => !isState(each));
  const [first] = attention;
  if (attention.some(({ tensor: { growth } }) => growth.type !== first?.tensor.growth.type)) return undefined;
  if (first?.tensor.growth.type === 'window') {
    add(
      { keeps: isChunked(mixer) ? 'chunk' : 'window', reach: first.tensor.growth.tokens, latent: false },
      attention,
    );
  } else if (first === undefined || first.tensor.growth.type === 'tokens') {
    const latent = first?.tensor.kind === 'latent';
    add(
      { keeps: 'tokens', latent },
      attention.filter(({ tensor }) => tensor.kind !== 'index'),
    );
    add(
      { keeps: 'tokens', latent },
      attention.filter(({ tensor }) => tensor.kind === 'index'),
    );
  } else {
    return undefined;
  }
  add({ keeps: 'state', latent: false }, tensors.filter(isState));
  return specs;
}

function isState({ tensor: { growth } }: KeptTensor): boolean {
  return growth.type === 'constant' || growth.type === 'convolution';
}

/** Of several mixers in one block, the one whose cache it is. */
function partOf(mixer: Mixer, keeps: CacheSpec['keeps']): MixerKind {
  if (mixer.kind !== 'parallel') return mixer.kind;
  const part = mixer.parts.find(({ kind }) => (mixers[kind].reach === 'state') === (keeps === 'state'));
  return (part ?? mixer).kind;
}

function isChunked(mixer: Mixer): boolean {
  return mixer.kind === 'parallel' ? mixer.parts.some(isChunked) : mixer.kind === 'chunked';
}

/** Columns of a convolution that vLLM keeps (`conv_kernel - 1`); 1 for all else. */
const columnsOf = ({ growth }: StateTensor): number =>
  growth.type === 'convolution' ? growth.kernel - 1 : 1;

/** Layers of different mixers keep the same where shapes and dtypes agree. */
function mergeAlike(specs: readonly CacheSpec[]): CacheSpec[] {
  const merged = new Map<string, CacheSpec>();
  for (const spec of specs) {
    const shapes = spec.tensors.map(({ shape, growth, dtype }) => [shape, growth, dtype]);
    const identity = JSON.stringify([spec.keeps, spec.bytes, shapes]);
    const before = merged.get(identity);
    merged.set(
      identity,
      before
        ? { ...before, layers: before.layers + spec.layers, tensors: [...before.tensors, ...spec.tensors] }
        : spec,
    );
  }
  return [...merged.values()];
}

/** Caches that always need as many blocks as each other get one block table, and pages of their own sizes. */
function isUniform(specs: readonly CacheSpec[]): boolean {
  return new Set(specs.map(({ keeps, reach }) => `${keeps} ${reach}`)).size <= 1;
}

function ownPages(specs: readonly CacheSpec[]): PagedCaches {
  const paged = specs.map((spec): PagedSpec => {
    const blockTokens = spec.keeps === 'state' ? 1 : defaultBlockTokens;
    return { ...spec, blockTokens, filledBytes: spec.bytes * blockTokens, groups: 1 };
  });
  const blockBytes = paged.reduce((sum, { filledBytes, layers }) => sum + filledBytes * layers, 0);
  const layersPerGroup = paged.reduce((sum, { layers }) => sum + layers, 0);
  // One table serves all of them, so that their blocks are counted once.
  const [first] = paged;
  return pagedCaches({
    specs: paged,
    blockTokens: defaultBlockTokens,
    tables: first ? [first] : [],
    blockBytes,
    pageBytes: paged.length === 1 ? first?.filledBytes : undefined,
    indivisible: [],
    layersPerGroup,
  });
}

function sharedPages(specs: readonly CacheSpec[]): PagedCaches | undefined {
  const blockTokens = hybridBlockTokens(specs);
  const filled = (spec: CacheSpec): number =>
    spec.keeps === 'state' ? spec.bytes : spec.bytes * blockTokens;
  const pageBytes = Math.max(...specs.map(filled));
  const divides = (spec: CacheSpec): boolean => spec.keeps === 'state' || pageBytes % filled(spec) === 0;
  // vLLM then looks for another layout, which is not known here.
  if (specs.some((spec) => spec.latent && !divides(spec))) return undefined;
  const counts = specs.map(({ layers }) => layers);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  // Beyond the factor, the smallest count is taken for the "1" of an n:1 pattern; below it, for one that is short of it.
  const groupLayers = most < least * 1.5 ? most : least;
  const paged = specs.map((spec): PagedSpec => {
    const blocks = spec.keeps !== 'state' && divides(spec) ? pageBytes / filled(spec) : 1;
    return {
      ...spec,
      blockTokens: spec.keeps === 'state' ? 1 : blockTokens * blocks,
      filledBytes: filled(spec) * blocks,
      groups: Math.ceil(spec.layers / groupLayers),
    };
  });
  const layersPerGroup = Math.max(...paged.map(({ layers, groups }) => Math.ceil(layers / groups)));
  return pagedCaches({
    specs: paged,
    blockTokens,
    tables: paged,
    blockBytes: pageBytes * layersPerGroup,
    pageBytes,
    indivisible: paged.filter((spec) => !divides(spec)),
    layersPerGroup,
  });
}

/** Tokens of a block whose page holds the largest state, in a model that has both. */
function hybridBlockTokens(specs: readonly CacheSpec[]): number {
  const stateBytes = Math.max(0, ...specs.map(({ keeps, bytes }) => (keeps === 'state' ? bytes : 0)));
  const attention = specs.filter(({ keeps }) => keeps !== 'state');
  const { bytes: tokenBytes } = attention.find(({ keeps }) => keeps === 'tokens') ?? attention[0]!;
  return defaultBlockTokens * Math.max(1, Math.ceil(stateBytes / (defaultBlockTokens * tokenBytes)));
}

interface Layout extends Pick<
  PagedCaches,
  'specs' | 'blockTokens' | 'pageBytes' | 'indivisible' | 'layersPerGroup'
> {
  /** Those whose blocks are counted. */
  readonly tables: readonly PagedSpec[];
  /** Of one block in all layers of a group. */
  readonly blockBytes: number;
}

function pagedCaches({ tables, blockBytes, ...layout }: Layout): PagedCaches {
  const { specs } = layout;
  const specOf = new Map(specs.flatMap((spec) => spec.tensors.map((tensor) => [tensor, spec] as const)));
  const growing = tables.filter(({ keeps }) => keeps === 'tokens');
  return {
    ...layout,
    length(tensor, contextTokens) {
      const spec = specOf.get(tensor);
      if (spec === undefined || spec.keeps === 'state') return columnsOf(tensor);
      return blocks(spec, contextTokens) * spec.blockTokens;
    },
    bytes: (contextTokens) =>
      blockBytes * tables.reduce((sum, spec) => sum + spec.groups * blocks(spec, contextTokens), 0),
    bytesPerToken: growing.reduce(
      (sum, { groups, blockTokens }) => sum + (blockBytes * groups) / blockTokens,
      0,
    ),
    peaks: (contextTokens) => tables.flatMap((spec) => peak(spec, contextTokens)),
    assumptions: assumptionsOf(layout),
  };
}

/** Blocks of one table that a sequence holds between two tokens. */
function blocks({ keeps, reach = 0, blockTokens }: PagedSpec, contextTokens: number): number {
  const begun = Math.ceil(contextTokens / blockTokens);
  switch (keeps) {
    case 'tokens':
      return begun;
    case 'window':
      return begun - Math.floor(Math.max(0, contextTokens - reach + 1) / blockTokens);
    case 'chunk':
      return begun - Math.floor((Math.floor(contextTokens / reach) * reach) / blockTokens);
    case 'state':
      return 1;
  }
}

/** The last context at which a window lies across one block more, or a chunk was all but full. */
function peak({ keeps, reach = 0, blockTokens }: PagedSpec, contextTokens: number): number[] {
  const last =
    keeps === 'window'
      ? reach - 1 + Math.floor((contextTokens - reach + 2) / blockTokens) * blockTokens - 1
      : keeps === 'chunk'
        ? Math.floor((contextTokens + 1) / reach) * reach - 1
        : 0;
  return last > 0 && last <= contextTokens ? [last] : [];
}

/** Places of a kind of cache in its groups for which there is no layer. */
export function missingLayers(
  { layers, groups }: PagedSpec,
  { layersPerGroup }: Pick<PagedCaches, 'layersPerGroup'>,
): number {
  return groups * layersPerGroup - layers;
}

function assumptionsOf(layout: Pick<PagedCaches, 'specs' | 'pageBytes' | 'layersPerGroup'>): string[] {
  const { specs, pageBytes } = layout;
  const attention = specs.filter(({ keeps }) => keeps !== 'state');
  const states = specs.filter(({ keeps }) => keeps === 'state');
  const assumptions: string[] = [];
  const sizes = [...new Set(attention.map(({ blockTokens }) => blockTokens))];
  if (sizes.length > 0)
    assumptions.push(`caches come in blocks of ${listed(sizes)} tokens, of which the last is seldom full`);
  for (const { filledBytes, mixerKind } of pageBytes === undefined ? [] : states) {
    if (filledBytes < pageBytes!)
      assumptions.push(
        `a state of ${mixers[mixerKind].name} fills ${formatBytes(filledBytes)} of its page of ${formatBytes(pageBytes!)}`,
      );
  }
  const missing = specs.reduce((sum, spec) => sum + missingLayers(spec, layout), 0);
  if (specs.length > 1 && pageBytes !== undefined && missing > 0)
    assumptions.push(
      `groups of ${formatCount(layout.layersPerGroup)} layers, with room for ${formatCount(missing)} that are not there`,
    );
  if (attention.some(({ keeps }) => keeps === 'window' || keeps === 'chunk'))
    assumptions.push('while a prompt is read, windows take up to max_num_batched_tokens more');
  if (states.length > 0) assumptions.push('without prefix caching and drafts, which keep further states');
  return assumptions;
}

export const marks: { readonly start: string; readonly end: string };

/** A result of the CLI, or of peer.py. */
interface Given {
  readonly model: string;
  readonly result: object;
}

export function refusal(result: object): string | null;
export function gpuTable(given: {
  readonly measured: readonly Given[];
  readonly peers: readonly Given[];
  readonly machine?: { readonly driver?: string };
  readonly correctness?: readonly { readonly title: string; readonly state: string }[] | null;
  readonly failures?: readonly { readonly model: string; readonly phase: string; readonly reason: string }[];
}): string;
export function replaceBlock(page: string, block: string): string;

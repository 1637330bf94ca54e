/** Kimi Linear's two lists of layers, which count from 1. */
import type { Model } from '../analyse';
import { joinPointer, type Pointer } from '../document/pointer';
import { isWritten } from './support';

export interface KimiList {
  readonly key: string;
  readonly name: string;
  readonly pointer: Pointer;
  readonly entries: readonly { readonly layer: number; readonly pointer: Pointer }[];
}

const names = { full: 'full_attn_layers', linear: 'kda_layers' } as const;

/** A list, where the config writes it and no `layer_types` takes its place. */
export function kimiList(model: Model, which: keyof typeof names): KimiList | undefined {
  const { fields, recognition } = model;
  const name = names[which];
  const key = `linear_attn_config.${name}`;
  const node = fields.node(key);
  if (recognition.family.id !== 'kimi_linear' || fields.has('layer_types') || node?.type !== 'array')
    return undefined;
  const pointer = fields.pointer(key);
  const entries = node.items.flatMap((item, index) =>
    item.type === 'scalar' && typeof item.value === 'number'
      ? [{ layer: item.value, pointer: joinPointer(pointer, index) }]
      : [],
  );
  return { key, name, pointer, entries };
}

export function kimiLists(model: Model): KimiList[] {
  return [kimiList(model, 'full'), kimiList(model, 'linear')].filter((list) => list !== undefined);
}

/** Whether there is a hybrid config at all; without one the class's own pattern holds. */
export function hasLinearConfig(model: Model): boolean {
  return model.recognition.family.id === 'kimi_linear' && isWritten(model, 'linear_attn_config');
}

export const layersOf = (list: KimiList): number[] => list.entries.map(({ layer }) => layer);

import { estimateBlocker, type Analysis, type Model } from '../../analyse';
import type { ConfigNode } from '../../document/node';
import { splitPointer, type Pointer } from '../../document/pointer';
import { estimate, type Estimate } from '../../memory/estimate';
import { keyInfo, schemaNamesFor, type KeyInfo } from '../../schema/keys';
import { scenarioOf, type View } from '../view';

/** A key of a recognised model under the mouse. */
export interface Subject {
  readonly analysis: Analysis;
  readonly model: Model;
  readonly view: View;
  readonly pointer: Pointer;
  readonly key: string;
  readonly node: ConfigNode;
}

/** The estimate in the reader's scenario, or why there is none. */
export function estimateFor({ model, view }: Pick<Subject, 'model' | 'view'>): Estimate | string {
  return estimateBlocker(model) ?? estimate(model.architecture, scenarioOf(model, view));
}

/** What the schema of the model's family says of a key; of one outside the text config what the schema says there. */
export function describeKey(
  { model: { recognition } }: Pick<Subject, 'model'>,
  pointer: Pointer,
): KeyInfo | undefined {
  const { config } = recognition;
  const isInside = config.base !== '' && pointer.startsWith(`${config.base}/`);
  const path = splitPointer(isInside ? pointer.slice(config.base.length) : pointer);
  for (const name of schemaNamesFor(recognition)) {
    const info = keyInfo(name, path);
    if (info) return info;
  }
  return undefined;
}

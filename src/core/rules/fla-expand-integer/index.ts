import { widthDefaults } from '../../families/fla';
import type { Model } from '../../analyse';
import { modelRule, type Report } from '../rule';
import { isWritten, issueOf, nearestDivisors, setFix } from '../support';

export const flaExpandInteger = modelRule({
  name: 'fla-expand-integer',
  severity: 'error',
  summary: 'Heads of flash-linear-attention have whole widths.',
  check: (model) => [...fractionalValues(model), ...unevenHeads(model)],
});

/** Gated DeltaNet and KDA: the values of a head are `expand_v` times as wide as its keys. */
function fractionalValues(model: Model): Report[] {
  const issue = issueOf(model, 'expand_v', 'conflict');
  if (!issue || model.recognition.family.id in widthDefaults) return [];
  const fields = model.fields.silent();
  const isKda = model.recognition.family.id === 'kda';
  const headDim = fields.count('head_dim', isKda ? 128 : 256);
  const expand = fields.number('expand_v', isKda ? 1 : 2);
  const width = Math.max(1, Math.round(headDim * expand));
  return [
    {
      pointer: issue.pointer,
      message: `Values of ${expand} × ${headDim} are ${Number((headDim * expand).toPrecision(6))} channels wide, which is no whole number: the layer refuses to be built. ${width / headDim} would give ${width}.`,
      fixes: isWritten(model, 'expand_v') ? [setFix(model, 'expand_v', width / headDim)] : [],
      related: { pointer: fields.pointer('head_dim'), message: `keys of ${headDim}` },
    },
  ];
}

/** The others: a share of the hidden size is split among the heads. */
function unevenHeads(model: Model): Report[] {
  const { id } = model.recognition.family;
  const issue = issueOf(model, 'num_heads', 'conflict');
  if (!issue || !isSplit(id)) return [];
  const fields = model.fields.silent();
  const { hiddenSize } = model.architecture;
  const heads = fields.count('num_heads', widthDefaults[id].heads);
  const width = (key: 'expand_k' | 'expand_v'): number =>
    Math.floor(hiddenSize * fields.number(key, widthDefaults[id][key]));
  const [keys, values] = [width('expand_k'), width('expand_v')];
  const fitting = nearestDivisors(Math.max(0, Math.min(keys, values)), heads, 20)
    .filter((count) => keys % count === 0 && values % count === 0)
    .slice(0, 2);
  return [
    {
      pointer: issue.pointer,
      message: `Keys of ${keys} and values of ${values} channels do not split over ${heads} heads: the layer refuses to be built.${fitting.length > 0 ? ` Numbers of heads that divide both: ${fitting.join(', ')}.` : ''}`,
      fixes: isWritten(model, 'num_heads') ? fitting.map((count) => setFix(model, 'num_heads', count)) : [],
    },
  ];
}

const isSplit = (id: string): id is keyof typeof widthDefaults => id in widthDefaults;

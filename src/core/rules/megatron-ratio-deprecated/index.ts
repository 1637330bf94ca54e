import { hybridRatios } from '../../dialects/megatron';
import { patternFromRatios } from '../../dialects/megatron-pattern';
import { renameKey, setValue } from '../../document/edit';
import { maximumLayers } from '../../document/limits';
import { inSpellingOf, megatronDialects, nameOf, numberOf, ownFile, removeKey } from '../own-keys';
import type { Fix, Rule } from '../rule';

export const megatronRatioDeprecated: Rule = {
  name: 'megatron-ratio-deprecated',
  severity: 'hint',
  summary: 'Layers of a hybrid are named one by one, not by ratios.',
  dialects: megatronDialects,
  check(analysis) {
    const file = ownFile(analysis, megatronDialects);
    // Primus, whose files extend others, has a distribution of its own and goes on reading ratios.
    if (!file || file.key('hybrid_layer_pattern', 'hybrid_override_pattern', 'extends', 'bases')) return [];
    const [attention, mlp] = hybridRatios({ number: (...names) => numberOf(file, ...names) });
    const [ratio, other] = [file.key('hybrid_attention_ratio'), file.key('hybrid_mlp_ratio')].filter(
      (field) => field !== undefined,
    );
    const count = numberOf(file, 'num_layers');
    const isDrawn = attention + mlp > 0 && attention >= 0 && mlp >= 0 && attention + mlp <= 1;
    if (!ratio || !isDrawn || count === undefined || !Number.isInteger(count)) return [];
    if (count < 1 || count > maximumLayers) return [];
    const pattern = patternFromRatios(count, attention, mlp);
    // NeMo reads the pattern under its older name.
    const name = file.dialect === 'nemo' ? 'hybrid_override_pattern' : 'hybrid_layer_pattern';
    const key = inSpellingOf(nameOf(ratio), name);
    const replaced = [
      ...renameKey(file.document, ratio.pointer, key),
      ...setValue(file.document, ratio.pointer, pattern),
    ];
    const fix: Fix = {
      title: `Write ${key}: ${pattern.length > 40 ? `${pattern.slice(0, 40)}…` : pattern}`,
      edits: [...replaced, ...(other ? removeKey(file, other).edits : [])],
      safe: false,
    };
    return [
      {
        pointer: ratio.pointer,
        at: 'key',
        message: `\`${nameOf(ratio)}\` is deprecated, and its rounding hides which layer is what. Write the pattern that Megatron-LM makes of it.`,
        fixes: [fix],
        tag: 'deprecated',
      },
    ];
  },
};

import { stringValue } from '../../document/node';
import { dtypes, parseDtype } from '../../reference/dtypes';
import { modelRule } from '../rule';
import { setFix } from '../support';

const floats = ['float32', 'bfloat16', 'float16'];

/** The keys by which engines learn the dtype of a recurrent state, and what each of them takes. */
const keys: Readonly<Record<string, { readonly accepted: readonly string[]; readonly otherwise: string }>> = {
  mamba_ssm_dtype: { accepted: floats, otherwise: 'SGLang warns and takes float32' },
  mamba_ssm_cache_dtype: { accepted: [...floats, 'auto'], otherwise: 'vLLM knows no such state' },
};

export const ssmDtypeInvalid = modelRule({
  name: 'ssm-dtype-invalid',
  severity: 'warning',
  summary: 'The dtype of the recurrent state is one that engines know.',
  check(model) {
    return Object.entries(keys).flatMap(([key, { accepted, otherwise }]) => {
      const name = stringValue(model.fields.node(key));
      if (name === undefined || accepted.includes(name)) return [];
      const dtype = parseDtype(name);
      const meant = dtype === undefined ? undefined : dtypes[dtype].torchName;
      const way = meant !== undefined && floats.includes(meant) ? meant : 'float32';
      return [
        {
          pointer: model.fields.pointer(key),
          message: `"${name.slice(0, 40)}" is no dtype of a recurrent state: ${otherwise}. Known are ${accepted.join(', ')}.`,
          fixes: [setFix(model, key, way)],
        },
      ];
    });
  },
});

import { setValue } from '../../document/edit';
import { memberValue, stringValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { quantizationField } from '../../memory/weights';
import { nearest } from '../../nearest';
import { quantizationMethods } from '../../reference/quantization-methods';
import { modelRule } from '../rule';

export const quantMethodUnknown = modelRule({
  name: 'quant-method-unknown',
  severity: 'warning',
  summary: 'The quantization method is one that some engine knows.',
  check({ fields, recognition }) {
    const field = quantizationField(fields);
    const name = field && stringValue(memberValue(field.node, 'quant_method'));
    if (name === undefined || quantizationMethods.includes(name.toLowerCase())) return [];
    const pointer = joinPointer(field!.pointer, 'quant_method');
    const candidates = nearest(name, quantizationMethods, 2);
    return [
      {
        pointer,
        message: `No engine known here has a quantization method "${name.slice(0, 40)}": transformers skips the quantization, vLLM refuses to start.${candidates.length > 0 ? ` Did you mean ${candidates.join(' or ')}?` : ''}`,
        fixes: candidates.map((candidate) => ({
          title: `Write "${candidate}"`,
          edits: setValue(recognition.config.document, pointer, candidate),
          safe: false,
        })),
      },
    ];
  },
});

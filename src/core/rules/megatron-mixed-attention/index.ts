import { hybridPattern, megatronDialects, setKey } from '../own-keys';
import type { Rule } from '../rule';

export const megatronMixedAttention: Rule = {
  name: 'megatron-mixed-attention',
  severity: 'error',
  summary: 'A pattern of Megatron has plain attention, or latent and sparse attention, and not both.',
  dialects: megatronDialects,
  check(analysis) {
    const written = hybridPattern(analysis);
    if (!written) return [];
    const { file, field, pattern } = written;
    // Each part on its own: the decoder, and the prediction layers behind "/".
    const mixed = pattern.split('/').find((part) => part.includes('*') && /[+D]/.test(part));
    if (mixed === undefined) return [];
    const others = ['+', 'D'].filter((letter) => mixed.includes(letter));
    return [
      {
        pointer: field.pointer,
        message: `The pattern has * (attention) beside ${others.join(' and ')} (${others.map((letter) => names[letter]).join(' and ')}): Megatron-LM refuses both in one model. Write one kind throughout.`,
        fixes: [
          ...others.map((letter) =>
            setKey(file, field, `Write ${letter} for *`, pattern.replaceAll('*', letter)),
          ),
          setKey(file, field, `Write * for ${others.join(' and ')}`, pattern.replaceAll(/[+D]/g, '*')),
        ],
      },
    ];
  },
};

const names: Readonly<Record<string, string>> = { '+': 'latent attention', D: 'sparse attention' };

import { numberOf, ownFile, setKey } from '../own-keys';
import type { Rule } from '../rule';

export const mlaLitgptGqa: Rule = {
  name: 'mla-litgpt-gqa',
  severity: 'error',
  summary: 'LitGPT’s latent attention has as many groups as heads.',
  dialects: ['litgpt'],
  check(analysis) {
    const file = ownFile(analysis, ['litgpt']);
    const groups = file?.key('n_query_groups');
    // `Config.n_head`
    const heads = file && (numberOf(file, 'n_head') ?? 32);
    const count = file && numberOf(file, 'n_query_groups');
    if (!file || !groups || !file.key('latent_attention') || count === undefined || count === heads)
      return [];
    return [
      {
        pointer: groups.pointer,
        message: `Latent attention of ${heads} heads in ${count} groups: LitGPT refuses the config, since every head reads the latent by itself. Write ${heads}, or leave it out.`,
        fixes: heads === undefined ? [] : [setKey(file, groups, `Set n_query_groups to ${heads}`, heads)],
      },
    ];
  },
};

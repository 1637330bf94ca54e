import { ggufHeadCountKvArray } from '../../../src/core/rules/gguf-head-count-kv-array';
import { testRule } from './testRule';

const dump = (heads: string): string =>
  `{"general.architecture":"granitehybrid","granitehybrid.block_count":4,"granitehybrid.embedding_length":64,"granitehybrid.attention.head_count":4,${heads}}`;

testRule(ggufHeadCountKvArray, {
  accept: [
    dump('"granitehybrid.attention.head_count_kv":2'),
    dump('"granitehybrid.attention.head_count_kv":[2,2,2,2]'),
    dump('"granitehybrid.attention.head_count_kv":0'),
  ],
  reject: [
    {
      text: dump('«"granitehybrid.attention.head_count_kv"»:[0,0,2,0]'),
      message: /^3 of 4 layers have no key\/value heads/,
    },
  ],
});

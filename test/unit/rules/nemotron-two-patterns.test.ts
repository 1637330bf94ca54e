import { nemotronTwoPatterns } from '../../../src/core/rules/nemotron-two-patterns';
import { testRule } from './testRule';

const nemotron = (more: string): string => `{"model_type":"nemotron_h",${more}}`;

testRule(nemotronTwoPatterns, {
  accept: [
    nemotron('"hybrid_override_pattern":"M*","layers_block_type":["mamba","attention"]'),
    nemotron('"hybrid_override_pattern":"M*"'),
    nemotron('"layers_block_type":["mamba"]'),
  ],
  reject: [
    {
      text: nemotron('"hybrid_override_pattern":«"M*"»,"layers_block_type":["mamba","mlp"]'),
      message: /^The pattern \(2 layers\) and `layers_block_type` \(2\) name different layers/,
      fixed: nemotron('"layers_block_type":["mamba","mlp"]'),
    },
    { text: nemotron('"layer_types":["mamba"],"hybrid_override_pattern":«"M*-"»'), message: /\(3 layers\)/ },
    {
      language: 'yaml',
      text: 'model_type: nemotron_h\nhybrid_override_pattern: «M*»\nlayers_block_type: [mamba]\n',
      message: /\(1\)/,
      fix: /layers_block_type/,
      fixed: 'model_type: nemotron_h\nhybrid_override_pattern: M*\n',
    },
  ],
});

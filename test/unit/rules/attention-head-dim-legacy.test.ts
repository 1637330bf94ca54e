import { attentionHeadDimLegacy } from '../../../src/core/rules/attention-head-dim-legacy';
import { testRule } from './testRule';

const nemotron = (more: string): string =>
  `{"model_type":"nemotron_h","hybrid_override_pattern":"M*",${more}}`;

testRule(attentionHeadDimLegacy, {
  accept: [
    nemotron('"attention_head_dim":128'),
    nemotron('"head_dim":64'),
    nemotron('"head_dim":64,"attention_head_dim":64'),
    '{"model_type":"llama","attention_head_dim":64}',
  ],
  reject: [
    {
      text: nemotron('"attention_head_dim":«64»'),
      message: /^`attention_head_dim` \(64\) is not read: heads are 128 wide\. Name it head_dim\.$/,
      fixed: nemotron('"head_dim":64'),
    },
    { text: nemotron('"attention_head_dim":«64»,"head_dim":96').slice(0, -1), message: /96 wide/ },
    {
      language: 'yaml',
      text: 'model_type: nemotron_h\nhybrid_override_pattern: "*"\nattention_head_dim: «80» # old\n',
      message: /\(80\)/,
      fixed: 'model_type: nemotron_h\nhybrid_override_pattern: "*"\nhead_dim: 80 # old\n',
    },
  ],
});

import { setValue } from '../../document/edit';
import { familyOfArchitecture } from '../../recognise';
import { modelRule } from '../rule';
import { namePointer } from '../support';

export const architectureModelTypeMismatch = modelRule({
  name: 'architecture-model-type-mismatch',
  severity: 'warning',
  summary: 'Architectures and model type name the same model.',
  check({ recognition }) {
    const { config, family } = recognition;
    const type = config.modelTypes[0];
    const named = config.architectures[0];
    if (type === undefined || named === undefined || config.base !== '') return [];
    const other = familyOfArchitecture(named);
    // A draft model's class starts with the name of the family that it is built of.
    if (family.architectures.some((start) => named.startsWith(start))) return [];
    if (!other || other === family || runsClassOf(family.id, other.id)) return [];
    const { document } = config;
    const pointer = namePointer(document, recognition);
    return [
      {
        pointer,
        message: `model_type says "${type}", architectures says ${named}: transformers builds the first, engines that go by architectures the second. Make them agree.`,
        fixes: [
          {
            title: `Set model_type to "${other.id}"`,
            edits: setValue(document, pointer, other.id),
            safe: false,
          },
        ],
        related: { pointer: '/architectures/0', message: `${other.title} is named here` },
      },
    ];
  },
});

/** Kimi K2 is published with DeepSeek-V3's class under a model type of its own. */
function runsClassOf(family: string, other: string): boolean {
  return family === 'kimi_k2' && other === 'deepseek_v3';
}

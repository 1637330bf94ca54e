import { isDraft } from '../../dialects/drafts';
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
    const isWrapped = config.base !== '';
    const type = isWrapped ? config.modelTypes[1] : config.modelTypes[0];
    const named = config.architectures.at(-1);
    if (type === undefined || named === undefined) return [];
    const other = familyOfArchitecture(named);
    // A draft model's config may keep the model_type of its target.
    if (isDraft(config) || family.architectures.some((start) => named.startsWith(start))) return [];
    if (!other || other === family || runsClassOf(family.id, other.id)) return [];
    const { document } = config;
    const pointer = isWrapped ? '/model_type' : namePointer(document, recognition);
    return [
      {
        pointer,
        message: `model_type says "${type}", architectures says ${named}: transformers builds the first, engines that go by architectures the second. Make them agree.`,
        fixes: isWrapped
          ? []
          : [
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

/** Kimi K2 is DeepSeek-V3's class under a name of its own: by itself, and inside Kimi K2.5 the other way round. */
function runsClassOf(family: string, other: string): boolean {
  return [family, other].toSorted().join(' ') === 'deepseek_v3 kimi_k2';
}

import { stringValue } from '../../document/node';
import { mixerModule, type Mixer } from '../../mixers/registry';
import { dtypes } from '../../reference/dtypes';
import type { Model } from '../../analyse';
import type { Field } from '../../dialects/dialect';
import { removeMember } from '../../document/edit';
import { patternPointer } from '../pattern-support';
import { modelRule } from '../rule';

/** Mixers that transformers' cache takes for full attention; latent attention is one layer type with it. */
const fullKinds: ReadonlySet<Mixer['kind']> = new Set<Mixer['kind']>([
  'full',
  'mla',
  'shared-kv',
  'cross-attention',
  'none',
]);

export const kvQuantLinear = modelRule({
  name: 'kv-quant-linear',
  severity: 'error',
  summary: 'A quantized cache in transformers has full attention only.',
  check(model, { scenario }) {
    const other = model.architecture.layers.find(({ mixer }) => !fullKinds.has(mixer.kind))?.mixer;
    if (!other) return [];
    const kind = mixerModule(other).name;
    const field = cacheImplementation(model);
    if (field) {
      return [
        {
          pointer: field.pointer,
          message: `A quantized cache is for models with full attention only, and this one has layers of ${kind}: the first \`generate\` fails. Remove the key.`,
          fixes: [
            {
              title: 'Remove cache_implementation',
              edits: removeMember(model.recognition.config.document, field.pointer),
              safe: false,
            },
          ],
        },
      ];
    }
    const { engine, cacheDtype } = scenario;
    if (engine !== 'transformers' || cacheDtype === undefined || cacheDtype === 'auto') return [];
    if (dtypes[cacheDtype].bits >= 16) return [];
    return [
      {
        pointer: patternPointer(model),
        message: `transformers keeps a cache in ${cacheDtype} for models with full attention only, and this one has layers of ${kind}: the first \`generate\` fails. Choose a 16-bit cache, or another engine.`,
      },
    ];
  },
});

/** `cache_implementation: "quantized"`, which `generate` takes from the model's config where nothing else says so. */
function cacheImplementation({ recognition }: Model): Field | undefined {
  const name = 'cache_implementation';
  const field = recognition.config.rootField(name) ?? recognition.config.field(name);
  return stringValue(field?.node) === 'quantized' ? field : undefined;
}

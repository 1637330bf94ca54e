import { isObject, memberValue } from '../document/node';
import type { Dialect } from './dialect';
import { readMegatron } from './megatron';
import { declineElsewhere, elsewhereAt, objectAt, Source } from './source';

/**
 * NeMo's training YAML (NeMo-Framework-Launcher, conf/training): Megatron's keys under `model`, some renamed. A
 * fine-tuning recipe names a `.nemo` file instead.
 */
export const nemo: Dialect = {
  id: 'nemo',
  title: 'NeMo',
  read(document) {
    const model = objectAt(document, 'model');
    const isNemo = ownKeys.some((key) => memberValue(model, key) !== undefined);
    if (!isObject(model) || !isNemo) return undefined;
    const source = new Source(document.root).add(model, '/model');
    const restored = elsewhereAt(source.field('restore_from_path'));
    if (!source.has('num_layers') && !source.has('hybrid_override_pattern')) {
      return declineElsewhere('NeMo training config', restored);
    }
    return readMegatron(document, source, 'nemo', '/model');
  },
};

const ownKeys = [
  'mcore_gpt',
  'megatron_amp_O2',
  'encoder_seq_length',
  'transformer_block_type',
  'restore_from_path',
];

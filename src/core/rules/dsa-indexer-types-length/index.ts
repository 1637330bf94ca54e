import { setValue } from '../../document/edit';
import { stringValue } from '../../document/node';
import { readIndexerSchedule } from '../../families/glm-moe-dsa';
import { formatCount } from '../../format';
import { modelRule } from '../rule';
import { isWritten, issueOf, setFix } from '../support';

export const dsaIndexerTypesLength = modelRule({
  name: 'dsa-indexer-types-length',
  severity: 'error',
  summary: 'The list of indexers has an entry for each layer.',
  check(model) {
    const { architecture, fields, recognition } = model;
    const layerCount = architecture.layers.length;
    return ['indexer_types', 'index_topk_pattern'].flatMap((key) => {
      const issue = issueOf(model, key, 'conflict');
      if (!issue?.message.includes('entries for')) return [];
      const letters = fields.text(key);
      const names =
        fields
          .silent()
          .list(key)
          ?.map((item) => stringValue(item) ?? '') ?? [];
      const written = letters?.length ?? names.length;
      // The schedule that the list was made from, where the config has it; else the last layer's mode goes on.
      const hasSchedule = isWritten(model, 'index_topk_freq');
      const owns = readIndexerSchedule(fields.silent());
      const added = (full: string, shared: string, last: string): string[] =>
        Array.from({ length: layerCount - written }, (_, index) =>
          hasSchedule ? (owns(written + index) ? full : shared) : last,
        );
      const title = `Add ${layerCount - written === 1 ? 'an entry' : `${layerCount - written} entries`} ${hasSchedule ? 'by index_topk_freq' : 'like the last one'}`;
      const fix =
        letters === undefined
          ? {
              title,
              edits: setValue(recognition.config.document, issue.pointer, [
                ...names,
                ...added('full', 'shared', names.at(-1) ?? 'full'),
              ]),
              safe: false,
            }
          : setFix(model, key, letters + added('F', 'S', letters.at(-1) ?? 'F').join(''), { title });
      return [
        {
          pointer: issue.pointer,
          message: `${formatCount(written)} entries for ${formatCount(layerCount)} layers: transformers looks one up for each layer and fails when the model is built. ${title}.`,
          fixes: [fix],
          related: { pointer: fields.pointer('num_hidden_layers'), message: `${layerCount} layers` },
        },
      ];
    });
  },
});

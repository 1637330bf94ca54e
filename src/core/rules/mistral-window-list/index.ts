import { formatCount } from '../../format';
import { scalarOf } from '../../dialects/source';
import { setValue, type Value } from '../../document/edit';
import { itemsOf, numberOf, ownFile } from '../own-keys';
import type { Report, Rule } from '../rule';

export const mistralWindowList: Rule = {
  name: 'mistral-window-list',
  severity: 'error',
  summary: 'A list of windows repeats evenly over the layers and has one size.',
  dialects: ['mistral'],
  check(analysis) {
    const file = ownFile(analysis, ['mistral']);
    const field = file?.key('sliding_window');
    const items = itemsOf(field);
    if (!file || !field || !items || items.length === 0) return [];
    const windows = items.map((node) => scalarOf({ node, pointer: '' }));
    const layers = numberOf(file, 'n_layers');
    const reports: Report[] = [];
    if (layers !== undefined && layers > 0 && layers % items.length !== 0) {
      reports.push({
        pointer: field.pointer,
        message: `A list of ${items.length} windows does not repeat evenly over ${formatCount(layers)} layers: mistral-inference refuses it, and vLLM leaves the last layers without a type. Give it a length that divides ${formatCount(layers)}.`,
        related: { pointer: file.key('n_layers')?.pointer ?? '', message: `${formatCount(layers)} layers` },
      });
    }
    const sizes = [...new Set(windows.filter((value) => typeof value === 'number'))];
    if (sizes.length > 1) {
      reports.push({
        pointer: field.pointer,
        message: `The windows have ${sizes.length} sizes (${sizes.slice(0, 4).map(formatCount).join(', ')}): vLLM refuses more than one. Write the same number for all layers that slide.`,
        fixes: sizes.slice(0, 2).map((size) => ({
          title: `Write ${size} throughout`,
          edits: setValue(
            file.document,
            field.pointer,
            windows.map((value): Value => (value === null ? null : size)),
          ),
          safe: false,
        })),
      });
    }
    return reports;
  },
};

/** What can be done with a result. */
import { exportFormats, type ExportFormat } from '../protocol';
import { button, element } from './dom';
import { tell } from './host';

const formatNames: Record<ExportFormat, string> = { json: 'JSON', csv: 'CSV', markdown: 'Markdown' };

export function toolbar(): HTMLElement {
  return element(
    'div',
    { class: 'toolbar' },
    button('run-again', 'Run again', () => tell({ type: 'run-again' }), { class: 'primary' }),
    button('choose', 'Another layer…', () => tell({ type: 'choose-layer' })),
    exports('Save as', 'file'),
    exports('Copy as', 'clipboard'),
  );
}

function exports(words: string, to: 'file' | 'clipboard'): HTMLElement {
  return element(
    'div',
    { class: 'group', role: 'group', 'aria-label': words },
    element('span', { 'aria-hidden': 'true' }, words),
    ...exportFormats.map((format) =>
      button(`${to}-${format}`, formatNames[format], () => tell({ type: 'export', format, to }), {
        'aria-label': `${words} ${formatNames[format]}`,
      }),
    ),
  );
}

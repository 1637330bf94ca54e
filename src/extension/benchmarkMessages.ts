/** What a page of ours may say; whatever else arrives is dropped. */
import { exportFormats, type FromPage, type PageState } from '../webview/protocol';

const simple: readonly string[] = ['ready', 'run-again', 'choose-layer', 'cancel', 'forget-runs'];

export function isFromPage(message: unknown): message is FromPage {
  if (!isRecord(message)) return false;
  const { type, format, to, id } = message;
  switch (type) {
    case 'export':
      return (exportFormats as readonly unknown[]).includes(format) && (to === 'file' || to === 'clipboard');
    case 'show-run':
      return typeof id === 'string';
    default:
      return typeof type === 'string' && simple.includes(type);
  }
}

/** What a page kept before the window was reloaded. */
export function pageState(state: unknown): PageState | undefined {
  if (!isRecord(state) || typeof state['file'] !== 'string') return undefined;
  const { file, runId } = state;
  return { file, ...(typeof runId === 'string' && { runId }) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

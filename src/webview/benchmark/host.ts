/** The other side: VS Code, which runs benchmarks and keeps them. */
import type { FromPage, PageState, ToPage } from '../protocol';

interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function tell(message: FromPage): void {
  api.postMessage(message);
}

export function keep(state: PageState): void {
  api.setState(state);
}

/** What was kept before the page was built anew. */
export function kept(): Partial<PageState> {
  const state = api.getState();
  return typeof state === 'object' && state !== null ? state : {};
}

/** Only the host posts messages of this shape; a page holds no frames and no other window knows it. */
export function onShow(show: (message: ToPage) => void): void {
  addEventListener('message', ({ data }: MessageEvent<Partial<ToPage> | null>) => {
    if (data?.type === 'show' && data.view && data.earlier) show(data as ToPage);
  });
}

import * as vscode from 'vscode';
import { hover } from '../core/features/hover';
import { toRange } from './convert';
import { toMarkdown } from './markdown';
import { forConfigs } from './selector';
import { isEnabled } from './settings';
import type { Tools } from './tools';

/** What a key does, what it costs and how that is reckoned, under the mouse. */
export function registerHover({ service, scenario, safely }: Tools): vscode.Disposable {
  const provideHover: vscode.HoverProvider['provideHover'] = (document, position) =>
    safely('hover', () => {
      const analysis = isEnabled('hover') && service.analysisOf(document);
      const content =
        analysis && hover(analysis, document.offsetAt(position), scenario.at(document.uri).view);
      if (!content) return undefined;
      return new vscode.Hover(toMarkdown(content.markdown, document.uri), toRange(document, content.range));
    });
  return forConfigs((selector) => vscode.languages.registerHoverProvider(selector, { provideHover }));
}

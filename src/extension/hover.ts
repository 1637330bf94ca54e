import * as vscode from 'vscode';
import { hover } from '../core/features/hover';
import type { NamedModel } from '../core/named-model';
import { toRange } from './convert';
import { toMarkdown } from './markdown';
import { findNamedModel } from './namedModel';
import { forConfigs } from './selector';
import { isEnabled } from './settings';
import type { Tools } from './tools';

/** What a key does, what it costs and how that is reckoned, under the mouse. */
export function registerHover({ service, scenario, safely }: Tools): vscode.Disposable {
  const provideHover: vscode.HoverProvider['provideHover'] = (document, position) =>
    safely('hover', () => {
      const analysis = isEnabled('hover') && service.analysisOf(document);
      if (!analysis) return undefined;
      const show = (named?: NamedModel): vscode.Hover | undefined => {
        const { view } = scenario.at(document.uri);
        const content = hover(analysis, document.offsetAt(position), view, named);
        return (
          content &&
          new vscode.Hover(toMarkdown(content.markdown, document.uri), toRange(document, content.range))
        );
      };
      if (analysis.recognition.status !== 'declined') return show();
      return findNamedModel(document, analysis).then((found) => show(found?.named));
    });
  return forConfigs((selector) => vscode.languages.registerHoverProvider(selector, { provideHover }));
}

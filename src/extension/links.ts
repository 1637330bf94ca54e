import * as vscode from 'vscode';
import { links } from '../core/features/links';
import { toRange } from './convert';
import { findNamedModel } from './namedModel';
import { forConfigs } from './selector';
import type { Tools } from './tools';

/** The name of a model in a recipe opens the model's config. */
export function registerLinks({ service, safely }: Tools): vscode.Disposable {
  const provideDocumentLinks: vscode.DocumentLinkProvider['provideDocumentLinks'] = (document) =>
    safely('links', async () => {
      const analysis = service.analysisOf(document);
      const found = analysis && (await findNamedModel(document, analysis));
      if (!found) return [];
      return links(analysis, found.named).map(({ range, tooltip }) => {
        const link = new vscode.DocumentLink(toRange(document, range), found.uri);
        link.tooltip = tooltip;
        return link;
      });
    });
  return forConfigs((selector) =>
    vscode.languages.registerDocumentLinkProvider(selector, { provideDocumentLinks }),
  );
}

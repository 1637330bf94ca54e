/** The model that a recipe names, read from disk or from an editor where its config is in the workspace. */
import * as vscode from 'vscode';
import type { Analysis } from '../core/analyse';
import { maximumTextLength } from '../core/document/limits';
import { namedModel, namedPlaces, type NamedModel } from '../core/named-model';
import { readTextFile } from './readText';

export interface FoundModel {
  readonly named: NamedModel;
  readonly uri: vscode.Uri;
}

/** Beside the recipe, or in the folder of the workspace that it is in, from which tools themselves read it. */
export async function findNamedModel(
  document: vscode.TextDocument,
  { recognition }: Analysis,
): Promise<FoundModel | undefined> {
  const places = namedPlaces(recognition);
  if (places.length === 0 || document.isUntitled) return undefined;
  const workspace = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  const folders = [vscode.Uri.joinPath(document.uri, '..'), ...(workspace ? [workspace] : [])];
  for (const place of places) {
    for (const folder of folders) {
      const uri = place.path.startsWith('/')
        ? document.uri.with({ path: place.path })
        : vscode.Uri.joinPath(folder, place.path);
      const text = await readTextFile(uri);
      const named =
        text !== undefined && text.length <= maximumTextLength ? namedModel(place, text) : undefined;
      if (named) return { named, uri };
    }
  }
  return undefined;
}

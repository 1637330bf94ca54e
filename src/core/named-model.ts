/**
 * The model that a training recipe or an adapter names, where its config is a file that can be read. Which paths it may
 * stand at is told here; whoever has a file system tries them.
 */
import { analyse, type Analysis, type Model } from './analyse';
import type { Elsewhere } from './dialects/dialect';
import { languageOf } from './document/parse';
import type { Recognition } from './recognise';

/** A path to try, relative to the file that names it unless it begins with a slash. */
export interface NamedPlace {
  readonly path: string;
  readonly elsewhere: Elsewhere;
}

export interface NamedModel extends NamedPlace {
  readonly analysis: Analysis & { readonly model: Model };
}

/** What config files of models are called in their folders. */
const configNames = ['config.json', 'model_config.yaml', 'params.json'];

/** Where the config of a model that a file names may stand, the likely place first. Nothing is fetched. */
export function namedPlaces(recognition: Recognition): NamedPlace[] {
  if (recognition.status !== 'declined') return [];
  return (recognition.elsewhere ?? []).flatMap((elsewhere) =>
    pathsOf(elsewhere.name).map((path) => ({ path, elsewhere })),
  );
}

/** Variables and home folders are not looked up, and what a network would have to answer is not asked. */
function pathsOf(name: string): string[] {
  if (/^[~$]|\$\{|\\|:|^\/\//.test(name)) return [];
  if (/\.(?:json|ya?ml)$/i.test(name)) return [name];
  if (/\.(?:nemo|gguf|safetensors|bin|pth?|ckpt)$/i.test(name)) return [];
  const folder = name.replace(/\/+$/, '');
  return configNames.map((file) => `${folder}/${file}`);
}

/** What stands at a place, if it is the config of a model that is known. */
export function namedModel(place: NamedPlace, text: string): NamedModel | undefined {
  const analysis = analyse(text, languageOf(place.path) ?? 'json');
  const { model } = analysis;
  return model && { ...place, analysis: { ...analysis, model } };
}

/** `The numbers are those of ../x/config.json, which this file names.` */
export function namedModelNote({ path }: NamedPlace, what: string): string {
  return `${what}: the numbers are those of ${path}, which it names.`;
}

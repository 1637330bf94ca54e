import { analyse, type Analysis } from '../core/analyse';
import type { DocumentLanguage } from '../core/document/node';
import { readInputs } from './files';
import type { Io } from './io';
import { tellOf } from './messages';

/** The one config that a path names; undefined, and said so, where there is none. */
export async function readOne(
  path: string,
  language: DocumentLanguage | undefined,
  io: Io,
): Promise<Analysis | undefined> {
  for await (const input of readInputs([path], { language }, io)) {
    if (input.type === 'text' && input.explicit) return analyse(input.text, input.language);
    if (input.type !== 'text') {
      await tellOf(io, path, input.message);
      return undefined;
    }
    break;
  }
  await tellOf(io, path, 'is a folder. Name a config file.');
  return undefined;
}

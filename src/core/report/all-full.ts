import type { Architecture } from '../architecture';
import { mixers, type Mixer } from '../mixers/registry';

/** The model with global attention in every layer that mixes tokens: what its hybrid or windowed layers save. */
export interface AllFull {
  readonly architecture: Architecture;
  /** `all 48 layers full`. */
  readonly label: string;
}

/** Undefined where every layer is global already, or where no layer shows what global attention would look like. */
export function allFull(architecture: Architecture): AllFull | undefined {
  const mixing = architecture.layers.map(({ mixer }) => mixer).filter(({ kind }) => kind !== 'none');
  const global = mixing.find(isGlobal) ?? widened(mixing);
  if (!global || mixing.every(isGlobal)) return undefined;
  const layers = architecture.layers.map((layer) =>
    layer.mixer.kind === 'none' || isGlobal(layer.mixer) ? layer : { ...layer, mixer: global },
  );
  const name = global.kind === 'full' ? 'full' : mixers[global.kind].name;
  return { architecture: { ...architecture, layers }, label: `all ${mixing.length} layers ${name}` };
}

const isGlobal = ({ kind }: Mixer): boolean => mixers[kind].reach === 'global';

/** Attention with its window taken away. */
function widened(mixing: readonly Mixer[]): Mixer | undefined {
  const local = mixing.find((mixer) => mixer.kind === 'sliding' || mixer.kind === 'chunked');
  return local && { ...local, kind: 'full' };
}

/** What a multimodal model has around its text model: a vision tower, a projector, and its own say on tied heads. */
import type { Part } from '../../architecture';
import { stringValue } from '../../document/node';
import { joinPointer } from '../../document/pointer';
import { Fields } from '../fields';
import { wrappers } from './registry';

/** What a wrapper adds to the architecture of its text model. */
export interface WrapperFacts {
  /** Undefined: the text config decides. */
  readonly tied?: boolean;
  readonly parts: readonly Part[];
  /** Why the parts are not all counted. */
  readonly inexact?: string;
}

/** Keys whose presence shows that a model has more than its text part. */
const towerKeys = ['vision_config', 'audio_config', 'vision_tower', 'mm_vision_tower', 'visual'];

export function readWrapper(fields: Fields, textHiddenSize: number): WrapperFacts {
  const { config } = fields;
  const name = stringValue(config.rootField('model_type')?.node);
  const wrapper = name === undefined ? undefined : wrappers[name];
  if (config.base === '' && !wrapper?.flat) {
    if (wrapper && fields.has('num_hidden_layers')) {
      fields.report(
        'missing',
        'text_config',
        `\`${name}\` reads its text model from \`text_config\`, which is missing; the keys beside it are ignored.`,
      );
    }
    return { parts: [], ...uncounted(section(fields, ''), name) };
  }
  const outer = section(fields, '');
  const written = outer.has('tie_word_embeddings') ? outer.flag('tie_word_embeddings', false) : undefined;
  if (!wrapper) {
    return { parts: [], ...(written !== undefined && { tied: written }), ...uncounted(outer, name) };
  }
  const vision = section(fields, 'vision_config');
  const parts = wrapper.parts(outer, vision, textHiddenSize);
  const [issue] = [...vision.issues, ...outer.issues];
  const tied =
    wrapper.tied === 'text' || (wrapper.tied === 'either' && !written)
      ? undefined
      : (written ?? wrapper.tied === true);
  return {
    ...(tied !== undefined && { tied }),
    ...(issue
      ? { parts: [], inexact: `the vision part can't be read and is not counted: ${issue.message}` }
      : { parts, ...(wrapper.inexact !== undefined && { inexact: wrapper.inexact }) }),
  };
}

/** The towers that a config describes and nobody counts. */
function uncounted(outer: Fields, name: string | undefined): Pick<WrapperFacts, 'inexact'> {
  const towers = towerKeys.filter((key) => outer.has(key));
  return towers.length === 0
    ? {}
    : {
        inexact: `the parts of ${name ?? 'the model'} beside its text model (\`${towers.join('`, `')}\`) are not counted`,
      };
}

/** The fields of the outermost object (`''`) or of an object in it, with issues of their own. */
function section({ config }: Fields, name: string): Fields {
  const prefix = name === '' ? '' : `${name}.`;
  return new Fields({
    ...config,
    base: name === '' ? '' : joinPointer('', name),
    field: (key) => config.rootField(prefix + key),
  });
}

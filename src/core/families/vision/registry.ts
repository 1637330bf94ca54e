import type { Part } from '../../architecture';
import type { Fields } from '../fields';
import { clipDefaults, clipParameters, llavaClipDefaults } from './clip';
import { linear, normParameters } from './encoder';
import { gemma3nParts } from './gemma3n';
import { gemma4AudioParameters, gemma4UnifiedPatchParameters, gemma4VisionParameters } from './gemma4';
import { glm5NextVisionParameters } from './glm5-next';
import { llama4VisionParameters } from './llama4';
import { minimaxM3ProjectorParameters, minimaxM3VisionParameters } from './minimax-m3';
import { mllamaVisionParameters } from './mllama';
import { moonVitParameters, moonVitProjectorParameters } from './moonvit';
import { moonVit3dParameters, moonVit3dProjectorParameters } from './moonvit3d';
import { pixtralParameters } from './pixtral';
import { qwen25VisionParameters, qwen2VisionParameters } from './qwen2-vl';
import { deepstackParameters, qwen3VisionParameters } from './qwen3-vl';
import { siglipParameters } from './siglip';
import { step3p7VisionParameters } from './step3p7';

/** A class that holds a text model and more. */
export interface Wrapper {
  /**
   * Whether the head shares the embedding where the outer `tie_word_embeddings` is not written: that flag decides, not
   * the text config's (transformers, `tie_weights`). `text`: a whole language model stands inside, so that its own
   * flag decides. `either`: the class takes the text config's flag where its own is not true.
   */
  readonly tied: boolean | 'text' | 'either';
  /** The class takes the text model's keys from the outer object where there is no `text_config`. */
  readonly flat?: boolean;
  readonly parts: (outer: Fields, vision: Fields, textHiddenSize: number) => Part[];
  /** What the parts leave out, where something can't be told from the config. */
  readonly inexact?: string;
}

const tower = (parameters: number): Part => ({ name: 'vision tower', parameters });
const projector = (parameters: number): Part => ({ name: 'projector', parameters });

/** Multimodal classes by their outer `model_type`. */
export const wrappers: Readonly<Partial<Record<string, Wrapper>>> = {
  llama4: {
    tied: 'text',
    parts: (_outer, vision, textHiddenSize) => [
      tower(llama4VisionParameters(vision)),
      projector(vision.count('vision_output_dim', 7680) * textHiddenSize),
    ],
  },
  gemma3: {
    tied: true,
    parts: (_outer, vision, textHiddenSize) => {
      const hiddenSize = vision.count('hidden_size', 768);
      return [tower(siglipParameters(vision)), projector(hiddenSize * textHiddenSize + hiddenSize)];
    },
  },
  qwen3_5: { tied: false, parts: (_outer, vision) => [tower(qwen3VisionParameters(vision))] },
  qwen3_5_moe: { tied: false, parts: (_outer, vision) => [tower(qwen3VisionParameters(vision))] },
  qwen4_exp: { tied: false, parts: (_outer, vision) => [tower(qwen3VisionParameters(vision))] },
  // Their towers end at the width of the text model: there is no projector of its own.
  qwen2_vl: { tied: 'either', flat: true, parts: (_outer, vision) => [tower(qwen2VisionParameters(vision))] },
  qwen2_5_vl: {
    tied: 'either',
    flat: true,
    parts: (_outer, vision) => [tower(qwen25VisionParameters(vision))],
  },
  qwen3_vl: { tied: false, parts: qwen3VlParts },
  qwen3_vl_moe: { tied: false, parts: qwen3VlParts },
  // The class builds only the towers that the config describes.
  gemma3n: {
    tied: true,
    parts: gemma3nParts,
    inexact:
      'the vision tower is a MobileNet of timm, whose weights the config does not tell: it is not counted',
  },
  gemma4: {
    tied: true,
    parts: (outer, vision, textHiddenSize) => [
      ...(outer.has('vision_config')
        ? [
            tower(gemma4VisionParameters(vision)),
            projector(vision.count('hidden_size', 768) * textHiddenSize),
          ]
        : []),
      ...(outer.has('audio_config')
        ? [
            { name: 'audio tower', parameters: gemma4AudioParameters(outer) },
            {
              name: 'audio projector',
              parameters: outer.count('audio_config.output_proj_dims', 1536) * textHiddenSize,
            },
          ]
        : []),
    ],
  },
  gemma4_unified: {
    tied: true,
    parts: (outer, vision, textHiddenSize) => [
      ...(outer.has('vision_config')
        ? [
            {
              name: 'vision embedder',
              parameters:
                gemma4UnifiedPatchParameters(vision) +
                vision.count('output_proj_dims', 3840) * textHiddenSize,
            },
          ]
        : []),
      ...(outer.has('audio_config')
        ? [
            {
              name: 'audio projector',
              parameters: outer.count('audio_config.audio_embed_dim', 640) * textHiddenSize,
            },
          ]
        : []),
    ],
  },
  // One projection of the patches of an image is all there is.
  fuyu: {
    tied: false,
    flat: true,
    parts: (outer) => [
      projector(
        linear(
          outer.count('patch_size', 30) ** 2 * outer.count('num_channels', 3),
          outer.count('hidden_size', 4096),
          true,
        ),
      ),
    ],
  },
  glm5_next: { tied: false, parts: (_outer, vision) => [tower(glm5NextVisionParameters(vision))] },
  step3p7: {
    tied: false,
    parts: (outer, vision, textHiddenSize) => [
      tower(step3p7VisionParameters(vision)),
      projector(
        linear(4 * vision.count('hidden_size', 1536), textHiddenSize, outer.flag('projector_bias', false)),
      ),
    ],
  },
  lfm2_vl: {
    tied: true,
    parts: (outer, vision, textHiddenSize) => {
      const merged = vision.count('hidden_size', 768) * outer.count('downsample_factor', 2) ** 2;
      const width = outer.count('projector_hidden_size', 2560);
      const bias = outer.flag('projector_bias', true);
      const norm = outer.flag('projector_use_layernorm', true) ? normParameters(merged, 'layer') : 0;
      return [
        tower(siglipParameters(vision, { image: 256 })),
        projector(norm + linear(merged, width, bias) + linear(width, textHiddenSize, bias)),
      ];
    },
  },
  minimax_m3_vl: {
    tied: 'either',
    parts: (outer, vision, textHiddenSize) => [
      tower(minimaxM3VisionParameters(vision)),
      projector(minimaxM3ProjectorParameters(outer, vision, textHiddenSize)),
    ],
  },
  mllama: {
    tied: 'text',
    parts: (_outer, vision, textHiddenSize) => [
      tower(mllamaVisionParameters(vision)),
      projector(linear(vision.count('vision_output_dim', 7680), textHiddenSize, true)),
    ],
  },
  kimi_k25: {
    tied: true,
    parts: (outer, vision, textHiddenSize) => [
      tower(moonVitParameters(vision)),
      projector(moonVitProjectorParameters(outer, vision, textHiddenSize)),
    ],
  },
  kimi_k3: {
    tied: false,
    parts: (_outer, vision, textHiddenSize) => [
      tower(moonVit3dParameters(vision)),
      projector(moonVit3dProjectorParameters(vision, textHiddenSize)),
    ],
  },
  llava: {
    tied: 'either',
    parts: (outer, vision, textHiddenSize) => [
      tower(towerParameters(outer, vision, 'clip_vision_model')),
      projector(
        linear(
          vision.count('hidden_size', 1024) * featureLayers(outer),
          textHiddenSize,
          outer.flag('multimodal_projector_bias', true),
        ) + linear(textHiddenSize, textHiddenSize, outer.flag('multimodal_projector_bias', true)),
      ),
    ],
  },
  mistral3: {
    tied: true,
    parts: (outer, vision, textHiddenSize) => {
      const hiddenSize = vision.count('hidden_size', 1024);
      const bias = outer.flag('multimodal_projector_bias', false);
      return [
        tower(towerParameters(outer, vision, 'pixtral')),
        projector(
          hiddenSize + // norm
            hiddenSize ** 2 * outer.count('spatial_merge_size', 2) ** 2 +
            linear(hiddenSize * featureLayers(outer), textHiddenSize, bias) +
            linear(textHiddenSize, textHiddenSize, bias),
        ),
      ];
    },
  },
};

/** The tower of Qwen3-VL, whose mergers feed layers of the text model. */
function qwen3VlParts(_outer: Fields, vision: Fields): Part[] {
  return [tower(qwen3VisionParameters(vision) + deepstackParameters(vision))];
}

/** The towers that LLaVA-like wrappers choose among by the vision config's own model type. */
function towerParameters(outer: Fields, vision: Fields, fallback: string): number {
  const type = vision.text('model_type') ?? fallback;
  switch (type) {
    case 'clip_vision_model':
      return clipParameters(vision, outer.has('vision_config') ? clipDefaults : llavaClipDefaults);
    case 'siglip_vision_model':
      return siglipParameters(vision);
    case 'pixtral':
      return pixtralParameters(vision, outer.has('vision_config') ? 16 : 14);
    default:
      vision.report('conflict', 'model_type', `the tower \`${type}\` is not known.`);
      return 0;
  }
}

/** Layers of the tower whose outputs are joined: one unless `vision_feature_layer` is a list. */
function featureLayers(outer: Fields): number {
  const node = outer.node('vision_feature_layer');
  return node?.type === 'array' ? node.items.length : 1;
}

/**
 * The model that a multimodal class builds from a `text_config` that names no `model_type` (transformers 5.18, each
 * class's `__post_init__`), by the outer `model_type`.
 */
const table: readonly (readonly [textType: string, wrappers: string])[] = [
  ['llama', 'deepseek_vl deepseek_vl_hybrid glmasr idefics3 janus llava llava_next llava_next_video'],
  ['llama', 'perception_lm smolvlm video_llava vipllava voxtral'],
  ['mistral', 'idefics2 mistral3'],
  ['qwen2', 'audioflamingo3 fast_vlm got_ocr2 internvl llava_onevision musicflamingo ovis2 pp_chart2table'],
  ['qwen2', 'qwen2_audio vibevoice vibevoice_asr'],
  ['qwen3', 'fun_asr_nano lighton_ocr qianfan_ocr qwen3_asr'],
  ['qwen3_vl_text', 'cosmos3_omni'],
  ['gemma', 'colpali paligemma'],
  ['gemma3_text', 'shieldgemma2'],
  ['cohere2', 'aya_vision cohere2_vision'],
  ['exaone4', 'exaone4_5'],
  ['granite', 'granite_speech granite_speech_plus'],
  ['hyperclovax', 'hyperclovax_vision_v2'],
  ['lfm2', 'lfm2_vl'],
  ['nemotron_h', 'nemotron_h_omni'],
  ['opt', 'blip-2 instructblip instructblipvideo'],
  ['persimmon', 'fuyu'],
  ['step3p5', 'step3p7'],
];

const textTypes = new Map(
  table.flatMap(([textType, wrappers]) => wrappers.split(' ').map((wrapper) => [wrapper, textType] as const)),
);

/** The text model of a wrapper whose `text_config` does not say; undefined where none is known. */
export function textTypeOf(wrapper: string): string | undefined {
  return textTypes.get(wrapper);
}

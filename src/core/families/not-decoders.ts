/** Models that are known for what they are and have no layers of ours: there is no cache to size, or two of them. */
import type { Declined, ModelConfig } from '../dialects/dialect';

interface NotDecoders {
  readonly what: string;
  readonly reason: string;
  /** Values of `model_type` in transformers 5.18, several to a line. */
  readonly modelTypes: readonly string[];
}

/** By transformers' own lists of classes for sequence-to-sequence, masked language and image models. */
const kinds: readonly NotDecoders[] = [
  {
    what: 'Encoder-decoder model',
    reason:
      'its decoder keeps the keys and values of the encoder beside its own, which Layerwise does not size',
    modelTypes: [
      't5 mt5 umt5 longt5 switch_transformers t5gemma t5gemma2 udop',
      'bart mbart plbart mvp led pegasus pegasus_x bigbird_pegasus prophetnet',
      'blenderbot blenderbot-small m2m_100 nllb-moe marian fsmt encoder-decoder',
      'pix2struct florence2 vision-encoder-decoder trocr nougat rag musicgen',
    ],
  },
  {
    what: 'Speech encoder-decoder',
    reason:
      'its decoder keeps the keys and values of the sound beside its own, which Layerwise does not size',
    modelTypes: [
      'whisper speech_to_text speecht5 speech-encoder-decoder canary cohere_asr dia',
      'moonshine moonshine_streaming seamless_m4t seamless_m4t_v2 pop2piano',
    ],
  },
  {
    what: 'Text encoder',
    reason: 'it reads a text as a whole and keeps nothing between tokens',
    modelTypes: [
      'bert roberta roberta-prelayernorm albert camembert distilbert mobilebert',
      'modernbert neobert nomic_bert eurobert megatron-bert convbert squeezebert',
      'deberta deberta-v2 electra ernie esm mpnet xlm-roberta xlm-roberta-xl xlm',
      'xmod longformer big_bird funnel fnet ibert luke rembert roformer yoso',
      'nystromformer layoutlm layoutlmv3 tapas gte jina_embeddings_v3 data2vec-text',
    ],
  },
  {
    what: 'Decoder without a cache',
    reason:
      'its class in transformers keeps no keys and values, and reads the whole text again for every token',
    modelTypes: ['openai-gpt'],
  },
  {
    what: 'Stick-breaking attention model',
    reason: 'no release of flash-linear-attention has its class',
    modelTypes: ['sba'],
  },
  {
    what: 'Vision encoder',
    reason: 'it reads an image as a whole and keeps nothing between tokens',
    modelTypes: [
      'vit deit beit swin swinv2 convnext convnextv2 resnet regnet hiera',
      'clip clip_vision_model siglip siglip2 siglip_vision_model siglip2_vision_model',
      'dinov2 dinov2_with_registers dinov3_vit sam sam2 segformer efficientnet',
    ],
  },
];

const kindOf = new Map(
  kinds.flatMap((kind) =>
    kind.modelTypes.flatMap((line) => line.split(' ').map((type) => [type, kind] as const)),
  ),
);

/** What a model is that is no decoder, and why nothing is estimated; undefined for all others. */
export function notDecoder({ modelTypes }: ModelConfig): Declined['declined'] | undefined {
  const type = modelTypes.find((name) => kindOf.has(name));
  const kind = type === undefined ? undefined : kindOf.get(type);
  return kind && { what: `${kind.what} (${type})`, reason: kind.reason };
}

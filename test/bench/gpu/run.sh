#!/usr/bin/env bash
# Fills the GPU table of docs/benchmark.md, on Linux x64 with an NVIDIA GPU:
#
#     test/bench/gpu/run.sh [OUT]        (OUT: out/gpu; one JSON per model and phase, correctness, peer, table)
#
# Needs dist/cli.js, dist/benchmarkWorker.js, node_modules/onnxruntime-node and onnxruntime-common, test/fixtures/configs;
# for the peer a Python with PyTorch, for correctness out/test and node_modules/mocha with what it needs. What is missing
# is said, and that part is left out; without Vulkan on the GPU nothing is measured.
#
#     NODE                    a Node, or a folder with bin/node or node in it (else PATH)
#     PYTHON                  a Python with PyTorch (python3)
#     LAYERWISE_VULKAN        a folder with libvulkan.so.1, where the system has none
#     LAYERWISE_GPU_STEPS     of "correctness measure peer table" (all)
#     LAYERWISE_GPU_MODELS    of the names below (all): parts of a long run, one after the other into the same OUT
#     LAYERWISE_GPU_CONTEXTS, LAYERWISE_GPU_PROMPTS, LAYERWISE_GPU_LIMIT (seconds per model)
#     LAYERWISE_GPU_DRY=1     a try without a GPU: one model on the CPU at one short length. Nothing of it enters the table.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.." || exit 2

dry=${LAYERWISE_GPU_DRY:-}
out=${1:-out/gpu${dry:+-dry}}
steps=${LAYERWISE_GPU_STEPS:-correctness measure peer table}
limit=${LAYERWISE_GPU_LIMIT:-600}
python=${PYTHON:-python3}
contexts=${LAYERWISE_GPU_CONTEXTS:-1024,4096,16384,65536,262144}
prompts=${LAYERWISE_GPU_PROMPTS:-512,2048,8192}
provider=webgpu

configs=test/fixtures/configs
declare -A config=(
  [qwen3-next]=qwen3-next/Qwen3-Next-80B-A3B.json
  [kimi-k3]=kimi-k3/moonshotai--Kimi-K3.json
  [minimax-m1]=minimax/MiniMax-M1.json
  [deepseek-v3]=deepseek-v3/DeepSeek-V3.1.json
  [deepseek-v3.2]=deepseek-v3.2/deepseek-ai--DeepSeek-V3.2.json
  [gpt-oss]=gpt-oss/openai--gpt-oss-120b.json
)
models=${LAYERWISE_GPU_MODELS:-qwen3-next kimi-k3 minimax-m1 deepseek-v3 deepseek-v3.2 gpt-oss}
if [[ -n $dry ]]; then
  provider=cpu models=qwen3-next contexts=256 prompts=16
  steps=${LAYERWISE_GPU_STEPS:-measure peer table}
fi

say() { printf '%s\n' "$*" >&2; }
wants() { [[ " $steps " == *" $1 "* ]]; }

# ── What is here ─────────────────────────────────────────────────────────────────────────────────────────────────────

find_node() {
  local candidate
  for candidate in ${NODE:+"$NODE" "$NODE/bin/node" "$NODE/node"} "$(command -v node)"; do
    if [[ -f $candidate && -x $candidate ]]; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

node=$(find_node) || {
  say 'There is no node: set NODE to one (20 or newer), or to a folder with bin/node in it.'
  exit 2
}
for needed in dist/cli.js dist/benchmarkWorker.js node_modules/onnxruntime-node node_modules/onnxruntime-common; do
  if [[ ! -e $needed ]]; then
    say "There is no $needed: run npm ci and npm run build, or carry it here."
    exit 2
  fi
done
for model in $models; do
  if [[ -z ${config[$model]:-} ]]; then
    say "There is no model $model. There are: ${!config[*]}."
    exit 2
  fi
done
mkdir -p "$out/measured"

has_library() { # NAME: in a folder of LD_LIBRARY_PATH, or known to the loader
  local folder folders
  IFS=: read -ra folders <<<"${LD_LIBRARY_PATH:-}"
  for folder in "${folders[@]}"; do [[ -n $folder && -e $folder/$1 ]] && return 0; done
  # Read whole: grep -q would end the pipe, which pipefail takes for a failure.
  [[ $(ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null) == *"$1"* ]]
}

# The loader (libvulkan.so.1), NVIDIA's driver behind it, and the file that leads from one to the other. Only that file is
# left to the loader: a software device beside it must not be taken for the GPU.
check_vulkan() {
  if ! command -v nvidia-smi >/dev/null || ! nvidia-smi -L >/dev/null 2>&1; then
    say 'nvidia-smi finds no GPU: this machine has none, or no driver, or a container was started without it.'
    return 1
  fi
  if [[ -n ${LAYERWISE_VULKAN:-} ]]; then
    export LD_LIBRARY_PATH="$LAYERWISE_VULKAN${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
  fi
  if ! has_library libvulkan.so.1; then
    say 'The Vulkan loader is missing: install libvulkan1 (Debian, Ubuntu) or vulkan-loader (Fedora), or set'
    say 'LAYERWISE_VULKAN to a folder with libvulkan.so.1 from that package.'
    return 1
  fi
  if ! has_library libGLX_nvidia.so.0; then
    say "NVIDIA's Vulkan driver (libGLX_nvidia.so.0) is missing: install libnvidia-gl of the driver's version; in a"
    say 'container, start it with NVIDIA_DRIVER_CAPABILITIES=all (compute and utility alone do not bring graphics).'
    return 1
  fi
  local file=${VK_DRIVER_FILES:-${VK_ICD_FILENAMES:-}} candidate
  for candidate in /usr/share/vulkan/icd.d /etc/vulkan/icd.d; do
    if [[ -z $file && -f $candidate/nvidia_icd.json ]]; then file=$candidate/nvidia_icd.json; fi
  done
  if [[ -z $file ]]; then
    file=$(cd "$out" && pwd)/nvidia_icd.json
    printf '{"file_format_version":"1.0.0","ICD":{"library_path":"libGLX_nvidia.so.0","api_version":"1.3.0"}}\n' >"$file"
    say "No nvidia_icd.json was found; one was written to $out."
  fi
  case $file in
    *nvidia*) ;;
    *)
      say "VK_DRIVER_FILES or VK_ICD_FILENAMES names another driver than NVIDIA's: unset them."
      return 1
      ;;
  esac
  export VK_DRIVER_FILES=$file VK_ICD_FILENAMES=$file
}

if [[ -n $dry ]]; then
  say 'A dry run on the CPU: nothing of it enters the table.'
elif wants measure || wants correctness; then
  check_vulkan || exit 3
fi

machine() {
  local gpu driver is_dry=false
  if [[ -n $dry ]]; then is_dry=true; fi
  gpu=$(nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | sed -n 1p)
  driver=$(nvidia-smi --query-gpu=driver_version --format=csv,noheader 2>/dev/null | sed -n 1p)
  printf '{"gpu": "%s", "driver": "%s", "node": "%s", "dry": %s}\n' \
    "$gpu" "$driver" "$("$node" --version)" "$is_dry"
}
machine >"$out/machine.json"

# ── Correctness ──────────────────────────────────────────────────────────────────────────────────────────────────────

if wants correctness; then
  if [[ -f out/test/suite.js && -f out/test/unit.js && -d node_modules/mocha ]]; then
    say 'correctness: every mixer on WebGPU, fp32 and fp16, fused and decomposed'
    LAYERWISE_WEBGPU=all LAYERWISE_GREP='on WebGPU against references' LAYERWISE_RESULTS="$out/correctness.json" \
      timeout --kill-after=10 "$((2 * limit))" "$node" out/test/suite.js out/test/unit.js >"$out/correctness.log" 2>&1 ||
      say "correctness: failed, or over its time; see $out/correctness.log"
  else
    say 'correctness: left out, since out/test or node_modules/mocha is not here (npm ci, npm run build).'
  fi
fi

# ── Layerwise ────────────────────────────────────────────────────────────────────────────────────────────────────────

measure() { # MODEL PHASE LENGTHS SECONDS
  local file="$out/measured/$1.$2.json" code
  say "measure: $1, $2, $3"
  rm -f "$file" "$file.failed"
  timeout --signal=INT --kill-after=20 "$4" "$node" dist/cli.js benchmark "$configs/${config[$1]}" \
    --provider "$provider" --phase "$2" --context "$3" --json >"$file.part" 2>"$out/measured/$1.$2.log"
  code=$?
  if [[ $code -eq 0 ]]; then
    mv "$file.part" "$file"
    return
  fi
  rm -f "$file.part"
  if [[ $code -eq 124 || $code -eq 137 ]]; then
    printf 'not done within %s s\n' "$4" >"$file.failed"
  else
    tail -n 1 "$out/measured/$1.$2.log" >"$file.failed"
  fi
  say "measure: $1, $2: $(cat "$file.failed")"
}

if wants measure; then
  for model in $models; do
    started=$SECONDS
    measure "$model" decode "$contexts" "$limit"
    left=$((limit - SECONDS + started))
    measure "$model" prefill "$prompts" "$((left > 10 ? left : 10))"
  done
fi

# ── PyTorch ──────────────────────────────────────────────────────────────────────────────────────────────────────────

if wants peer; then
  if "$python" -c 'import torch' 2>/dev/null; then
    for model in $models; do
      say "peer: $model"
      rm -f "$out/peer.$model.json"
      timeout --kill-after=10 "$limit" "$python" test/bench/gpu/peer.py --model "$model" \
        --config "$configs/${config[$model]}" --contexts "$contexts" --prompts "$prompts" \
        ${dry:+--dry} --out "$out/peer.$model.json" 2>"$out/peer.$model.log" ||
        say "peer: $model: failed, or over its time; see $out/peer.$model.log"
    done
  else
    say "peer: left out, since $python has no PyTorch."
  fi
fi

# ── The table ────────────────────────────────────────────────────────────────────────────────────────────────────────

if wants table; then
  if [[ -n $dry ]]; then
    "$node" test/bench/gpu/table.mjs "$out"
  else
    "$node" test/bench/gpu/table.mjs "$out" docs/benchmark.md
  fi
fi

"""The layers that Layerwise measures, in PyTorch on the same GPU: what stands beside its numbers.

    python3 peer.py --model NAME --config FILE --contexts 1024,8192 --prompts 512 --out FILE [--dry]

Softmax layers are scaled_dot_product_attention; recurrences are a plain decode step, and the kernels of
flash-linear-attention where that can be imported. Each is timed alone (`milliseconds`), and with the layer's input and
output projections (`withProjections`), which is what stands closest to Layerwise's number: norms, rotary embedding,
convolution and gates are left out. In fp16, with as many distinct copies of weights and caches as overflow the caches of
the device, in one CUDA graph where the layer can be captured. CUDA events, warm-up, median and quartiles.

--dry runs small lengths on the CPU, to see that it runs: its numbers are marked and never shown.
"""

import argparse
import json
import statistics
import sys
import time

import torch
import torch.nn.functional as F

try:
    import fla  # noqa: F401
except Exception:  # pylint: disable=broad-except
    fla = None

DISTINCT_BYTES = 256 * 2**20  # several times the L2 cache of an H100 or H200
MOST_COPIES = 32


# -- Layers: each has projections (shapes of weights), a state per copy, and a mix -----------------------------------


class Layer:
    how = "scaled_dot_product_attention"
    left_out = ("norms", "rotary embedding")

    def __init__(self, tokens, context, make):
        self.tokens = tokens  # 1 in decode, the prompt in prefill
        self.context = context
        self.make = make  # random tensor of a shape, in the dtype and on the device

    def projections(self):
        """Weights of the input and the output side, [in, out]."""
        raise NotImplementedError

    def prepare(self):
        """What one copy of the mixing reads."""
        raise NotImplementedError

    def mix(self, given):
        raise NotImplementedError


class Softmax(Layer):
    """Grouped heads, causal in prefill; with a window, in decode what lies in it, in prefill a mask."""

    def __init__(self, *rest, hidden, heads, kv_heads, dim, window=None, gated=False, sinks=False):
        super().__init__(*rest)
        self.hidden, self.heads, self.kv_heads, self.dim = hidden, heads, kv_heads, dim
        self.window, self.gated = window, gated
        if sinks:
            self.left_out = (*self.left_out, "sinks (scaled_dot_product_attention has none)")
        if gated:
            self.left_out = (*self.left_out, "output gate (its projection is there)")
        self.mask = None
        if window is not None and self.tokens > 1:
            place = torch.arange(self.tokens, device=make_device(self.make))
            distance = place[:, None] - place[None, :]
            self.mask = (distance >= 0) & (distance < window)

    def projections(self):
        q = self.heads * self.dim
        return [(self.hidden, q * (2 if self.gated else 1) + 2 * self.kv_heads * self.dim), (q, self.hidden)]

    def prepare(self):
        # In decode the cache, which holds the new token's key and value already.
        length = self.tokens if self.tokens > 1 else min(self.context, self.window or self.context)
        return (
            self.make(1, self.heads, self.tokens, self.dim),
            self.make(1, self.kv_heads, length, self.dim),
            self.make(1, self.kv_heads, length, self.dim),
        )

    def mix(self, given):
        q, k, v = given
        causal = self.tokens > 1 and self.mask is None
        grouped = self.heads != self.kv_heads
        return F.scaled_dot_product_attention(q, k, v, attn_mask=self.mask, is_causal=causal, enable_gqa=grouped)


class Latent(Layer):
    """Multi-head latent attention: decode absorbed (one shared head of latents), prefill expanded."""

    def __init__(self, *rest, config, gated=False):
        super().__init__(*rest)
        self.hidden, self.heads = config["hidden_size"], config["num_attention_heads"]
        self.nope, self.rope, self.value = (
            config["qk_nope_head_dim"],
            config["qk_rope_head_dim"],
            config["v_head_dim"],
        )
        self.rank, self.q_rank = config["kv_lora_rank"], config["q_lora_rank"]
        self.gated = gated
        self.how += ", absorbed" if self.tokens == 1 else ", expanded"
        if gated:
            self.left_out = (*self.left_out, "output gate (its projection is there)")

    def projections(self):
        return [
            (self.hidden, self.q_rank + self.rank + self.rope),
            (self.q_rank, self.heads * (self.nope + self.rope)),
            # Read once by either form: absorbed into query and output, or expanding keys and values.
            (self.rank, self.heads * (self.nope + self.value)),
            *([(self.hidden, self.heads * self.value)] if self.gated else []),
            (self.heads * self.value, self.hidden),
        ]

    def prepare(self):
        if self.tokens == 1:
            return (self.make(1, self.heads, self.rank + self.rope), self.make(1, self.context, self.rank + self.rope))
        wide = (1, self.heads, self.tokens, self.nope + self.rope)
        return (self.make(*wide), self.make(*wide), self.make(1, self.heads, self.tokens, self.value))

    def absorbed(self, q, latents):
        # All heads of the one token are queries to the same latents: the cache is read, not repeated.
        return F.scaled_dot_product_attention(q, latents, latents[..., : self.rank], scale=(self.nope + self.rope) ** -0.5)

    def mix(self, given):
        if self.tokens == 1:
            return self.absorbed(*given)
        q, k, v = given
        return F.scaled_dot_product_attention(q, k, v, is_causal=True)


class Indexed(Latent):
    """Sparse attention of DeepSeek-V3.2, decode: index scores, top k, gather, then latent attention over those."""

    def __init__(self, *rest, config):
        super().__init__(*rest, config=config)
        if self.tokens > 1:
            raise NotImplementedError("prefill of sparse attention has no plain PyTorch form worth comparing")
        self.how = "index scores, topk, gather, " + self.how
        self.index_heads, self.index_dim = config["index_n_heads"], config["index_head_dim"]
        self.top = min(config["index_topk"], self.context)

    def projections(self):
        *first, last = super().projections()
        index = (self.q_rank, self.index_heads * self.index_dim), (self.hidden, self.index_dim + self.index_heads)
        return [*first, *index, last]

    def prepare(self):
        index = (
            self.make(self.index_heads, self.index_dim),
            self.make(self.context, self.index_dim),
            self.make(self.index_heads),
        )
        return (*index, *super().prepare())

    def mix(self, given):
        index_q, index_k, weights, q, latents = given
        scores = weights @ F.relu(index_q @ index_k.T)
        chosen = scores.topk(self.top, sorted=False).indices
        return self.absorbed(q, latents[:, chosen])


class Recurrent(Layer):
    """One plain step of a recurrence, in place: `delta` corrects what the key holds already, `decay` says per what."""

    how = "plain step"
    left_out = ("norms", "convolution", "computation of decay and beta", "output gate (its projection is there)")

    def __init__(self, *rest, hidden, key_heads, heads, dk, dv, decay, delta, kernel, widths):
        super().__init__(*rest)
        self.hidden, self.key_heads, self.heads = hidden, key_heads, heads
        self.dk, self.dv, self.decay, self.delta = dk, dv, decay, delta
        self.kernel, self.widths = kernel, widths
        self.fused = None
        if fla is not None and torch.cuda.is_available():
            self.fused = fused_kernel(kernel, self.tokens)
            self.how = f"flash-linear-attention: {self.fused.__name__}"
        elif self.tokens > 1:
            raise NotImplementedError("prefill of a recurrence needs flash-linear-attention")

    def projections(self):
        return [(self.hidden, self.widths), (self.heads * self.dv, self.hidden)]

    def prepare(self):
        shape = (1, self.tokens, self.heads)
        # Keys of norm 1 and decays below 1: repeated steps stay finite.
        q, k = (F.normalize(self.make(*shape, self.dk), dim=-1) for _ in range(2))
        v = self.make(*shape, self.dv)
        width = {"channel": (self.dk,), "head": ()}[self.decay]
        g = -F.softplus(self.make(*shape, *width))
        beta = torch.sigmoid(self.make(*shape))
        state = self.make(1, self.heads, self.dk, self.dv)
        if self.fused is not None:
            state = state.float()
        return q, k, v, g, beta, state

    def mix(self, given):
        q, k, v, g, beta, state = given
        if self.fused is not None:
            return call_fused(self.kernel, self.fused, given)
        q, k, v, g, beta = (x[:, 0] for x in (q, k, v, g, beta))
        decay = g.exp()[..., None] if self.decay == "channel" else g.exp()[..., None, None]
        state.mul_(decay)
        if self.delta:
            v = (v - (k[..., None, :] @ state)[..., 0, :]) * beta[..., None]
        state.add_(k[..., :, None] * v[..., None, :])
        return (q[..., None, :] @ state)[..., 0, :]


def fused_kernel(kernel, tokens):
    if kernel == "gated-deltanet":
        from fla.ops.gated_delta_rule import chunk_gated_delta_rule, fused_recurrent_gated_delta_rule

        return fused_recurrent_gated_delta_rule if tokens == 1 else chunk_gated_delta_rule
    if kernel == "kda":
        from fla.ops.kda import chunk_kda, fused_recurrent_kda

        return fused_recurrent_kda if tokens == 1 else chunk_kda
    from fla.ops.simple_gla import chunk_simple_gla, fused_recurrent_simple_gla

    return fused_recurrent_simple_gla if tokens == 1 else chunk_simple_gla


def call_fused(kernel, fused, given):
    q, k, v, g, beta, state = given
    more = {} if kernel == "lightning" else {"beta": beta}
    return fused(q, k, v, g=g, initial_state=state, output_final_state=True, **more)[0]


def make_device(make):
    return make(1).device


def layers_of(model, config):
    """Mixer kinds as Layerwise names them, each with a function of (tokens, context, make)."""
    hidden = config["hidden_size"]
    if model == "qwen3-next":
        hk, hv = config["linear_num_key_heads"], config["linear_num_value_heads"]
        dk, dv = config["linear_key_head_dim"], config["linear_value_head_dim"]
        return {
            "gated-deltanet": lambda *rest: Recurrent(
                *rest, hidden=hidden, key_heads=hk, heads=hv, dk=dk, dv=dv, decay="head", delta=True,
                kernel="gated-deltanet", widths=2 * hk * dk + 2 * hv * dv + 2 * hv,
            ),
            "full": lambda *rest: Softmax(
                *rest, hidden=hidden, heads=config["num_attention_heads"], kv_heads=config["num_key_value_heads"],
                dim=config["head_dim"], gated=True,
            ),
        }
    if model == "kimi-k3":
        linear = config["linear_attn_config"]
        heads, dim = linear["num_heads"], linear["head_dim"]
        # q, k, v, a full-rank gate, the decay's first, low-rank half, and beta.
        widths = 4 * heads * dim + dim + heads
        return {
            "kda": lambda *rest: Recurrent(
                *rest, hidden=hidden, key_heads=heads, heads=heads, dk=dim, dv=dim, decay="channel", delta=True,
                kernel="kda", widths=widths,
            ),
            "mla": lambda *rest: Latent(*rest, config=config, gated=bool(config.get("mla_use_output_gate"))),
        }
    if model == "minimax-m1":
        heads, dim = config["num_attention_heads"], config["head_dim"]
        return {
            "lightning": lambda *rest: Recurrent(
                *rest, hidden=hidden, key_heads=heads, heads=heads, dk=dim, dv=dim, decay="head", delta=False,
                kernel="lightning", widths=4 * heads * dim,
            ),
            "full": lambda *rest: Softmax(
                *rest, hidden=hidden, heads=heads, kv_heads=config["num_key_value_heads"], dim=dim
            ),
        }
    if model == "deepseek-v3":
        return {"mla": lambda *rest: Latent(*rest, config=config)}
    if model == "deepseek-v3.2":
        return {"dsa": lambda *rest: Indexed(*rest, config=config)}
    if model == "gpt-oss":
        shape = {
            "hidden": hidden, "heads": config["num_attention_heads"], "kv_heads": config["num_key_value_heads"],
            "dim": config["head_dim"], "sinks": True,
        }
        return {
            "sliding": lambda *rest: Softmax(*rest, **shape, window=config["sliding_window"]),
            "full": lambda *rest: Softmax(*rest, **shape),
        }
    raise SystemExit(f"There is no peer for {model}.")


# -- Timing -----------------------------------------------------------------------------------------------------------


def size(tensors):
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors)


def copies_of(make_one):
    """As many as overflow the device's caches; at least two, if the memory allows."""
    copies = [make_one()]
    each = max(1, size(copies[0]))
    room = torch.cuda.mem_get_info()[0] * 0.6 if torch.cuda.is_available() else 2**30
    count = min(MOST_COPIES, max(2, -(-DISTINCT_BYTES // each)), max(1, int(room // each)))
    copies.extend(make_one() for _ in range(count - 1))
    return copies


def measure(call, copies):
    """Milliseconds per call: quartiles over passes through all copies, and how they were started."""

    def all_of_them():
        for copy in copies:
            call(copy)

    once, started = all_of_them, "eager"
    if torch.cuda.is_available():
        once, started = captured(all_of_them)
    times = []
    for _ in range(50):
        times.append(one_pass(once))
        if len(times) >= 3 and max(times[-3:]) <= 1.05 * min(times[-3:]):
            break
    times, since = [], time.perf_counter()
    while len(times) < 5 or (len(times) < 200 and (len(times) < 15 or time.perf_counter() - since < 0.5)):
        times.append(one_pass(once) / len(copies))
        if len(times) >= 5 and time.perf_counter() - since > 20:
            break
    q1, median, q3 = statistics.quantiles(times, n=4, method="inclusive")
    return {"median": median, "q1": q1, "q3": q3}, len(times), started


def captured(call):
    """The calls as one CUDA graph, as engines run a step; as they are where that can't be done."""
    try:
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                call()
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            call()
        return graph.replay, "CUDA graph"
    except Exception as error:  # pylint: disable=broad-except
        print(f"not captured: {error}", file=sys.stderr)
        torch.cuda.synchronize()
        return call, "eager"


def one_pass(call):
    if not torch.cuda.is_available():
        start = time.perf_counter()
        call()
        return (time.perf_counter() - start) * 1000
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    call()
    end.record()
    end.synchronize()
    return start.elapsed_time(end)


def both(layer):
    mixing = copies_of(layer.prepare)
    alone, repetitions, started = measure(layer.mix, mixing)
    del mixing

    def whole():
        state = layer.prepare()
        weights = [layer.make(*shape) for shape in layer.projections()]
        # Inputs of every projection but the data that flows: a product's time depends on shapes alone.
        return (*state, *weights, *(layer.make(layer.tokens, rows) for rows, _ in layer.projections()))

    count = len(layer.projections())

    def run(given):
        state, weights, inputs = given[: -2 * count], given[-2 * count : -count], given[-count:]
        for x, weight in zip(inputs[:-1], weights[:-1], strict=True):
            x @ weight
        layer.mix(state)
        return inputs[-1] @ weights[-1]

    with_projections, _, _ = measure(run, copies_of(whole))
    return {
        "milliseconds": alone,
        "withProjections": with_projections,
        "repetitions": repetitions,
        "how": f"{layer.how}, {started}",
        "leftOut": list(layer.left_out),
        "reason": None,
    }


def lengths(text):
    return [int(part) for part in text.split(",") if part]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--config", required=True)
    parser.add_argument("--contexts", type=lengths, required=True)
    parser.add_argument("--prompts", type=lengths, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--dry", action="store_true")
    args = parser.parse_args()
    if not args.dry and not torch.cuda.is_available():
        raise SystemExit("PyTorch finds no GPU.")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    dtype = torch.float16 if device == "cuda" else torch.float32
    with open(args.config, encoding="utf-8") as file:
        config = json.load(file)
    config = config.get("text_config") or config

    def make(*shape):
        return torch.randn(*shape, device=device, dtype=dtype) * 0.1

    result = {
        "model": args.model,
        "device": {
            "provider": "pytorch",
            "name": torch.cuda.get_device_name() if device == "cuda" else "CPU (dry run)",
        },
        "dtype": "fp16" if device == "cuda" else "fp32",
        "runtime": {
            "torch": torch.__version__,
            "cuda": torch.version.cuda,
            "flashLinearAttention": getattr(fla, "__version__", "unknown") if fla else None,
        },
        "results": [],
    }
    for mixer, layer_of in layers_of(args.model, config).items():
        cases = [("decode", context) for context in args.contexts] + [("prefill", prompt) for prompt in args.prompts]
        for phase, tokens in cases:
            try:
                with torch.no_grad():
                    outcome = both(layer_of(1 if phase == "decode" else tokens, tokens, make))
            except Exception as error:  # pylint: disable=broad-except
                # Out of memory at one length, or a kernel that this version lacks: the others get their turn.
                reason = (str(error) or type(error).__name__).splitlines()[0][:200]
                outcome = {"milliseconds": None, "withProjections": None, "repetitions": 0, "how": None, "leftOut": []}
                outcome["reason"] = reason
            if device == "cuda":
                torch.cuda.empty_cache()
            result["results"].append({"mixer": mixer, "phase": phase, "contextTokens": tokens, **outcome})
            # After each case, so that a time limit loses none.
            with open(args.out, "w", encoding="utf-8") as file:
                json.dump(result, file, indent=2)


if __name__ == "__main__":
    main()

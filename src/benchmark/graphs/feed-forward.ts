import type { FeedForward, MoeFeedForward } from '../../core/feedforward/feedforward';
import type { Value } from '../onnx/graph';
import type { Layer } from './layer';
import { project } from './operators';

/** x: [1, T, hidden], normalised. The activation is SiLU, gated where the model gates. */
export function feedForward(layer: Layer, mlp: Exclude<FeedForward, { kind: 'none' }>, x: Value): Value {
  if (mlp.kind === 'dense') return dense(layer, x, 'mlp', mlp.width, mlp.gated, mlp.bias);
  return mixtureOfExperts(layer, mlp, x);
}

function dense(layer: Layer, x: Value, name: string, width: number, gated: boolean, bias = false): Value {
  const { graph } = layer;
  const up = project(layer, x, `${name}_up`, width, bias);
  const inner = gated
    ? graph.multiply(graph.silu(project(layer, x, `${name}_gate`, width, bias)), up)
    : graph.silu(up);
  return project(layer, inner, `${name}_down`, x.shape[2]!, bias);
}

/**
 * The experts that this call's tokens really touch, and no others: in decode as many as a token visits; in prefill as
 * many as are expected to be visited if every choice were as likely, each with its share of the tokens.
 */
export function touchedExperts({ experts, expertsPerToken }: MoeFeedForward, tokens: number): number {
  const share = Math.min(1, expertsPerToken / experts);
  return Math.max(1, Math.min(experts, Math.round(experts * (1 - (1 - share) ** tokens))));
}

function mixtureOfExperts(layer: Layer, moe: MoeFeedForward, x: Value): Value {
  const { graph, tokens } = layer;
  const touched = touchedExperts(moe, tokens);
  // Tokens of an expert, if all get the same number.
  const rows = Math.ceil((tokens * moe.expertsPerToken) / touched);
  layer.leaveOut(
    `the choice of experts: ${touched} of ${moe.experts} experts are always the same ones, each with ${rows} token${rows === 1 ? '' : 's'}`,
  );
  const outer = moe.latentWidth ?? x.shape[2]!;
  const input = moe.latentWidth === undefined ? x : project(layer, x, 'latent_in', outer);
  const logits = project(layer, x, 'router', moe.experts, moe.routerBias);
  const chosen = graph.topK(graph.softmax(logits), Math.min(moe.expertsPerToken, moe.experts)).values;

  const copies = Math.ceil((touched * rows) / tokens);
  const repeated = graph.expand(input, [copies, tokens, outer]);
  const flat = graph.slice(graph.reshape(repeated, [copies * tokens, outer]), 0, 0, touched * rows);
  const batched = graph.reshape(flat, [touched, rows, outer]);
  const up = graph.matmul(batched, layer.weight('experts_up', [touched, outer, moe.expertWidth], 'matrix'));
  const inner = moe.gated
    ? graph.multiply(
        graph.silu(
          graph.matmul(batched, layer.weight('experts_gate', [touched, outer, moe.expertWidth], 'matrix')),
        ),
        up,
      )
    : graph.silu(up);
  const down = graph.matmul(inner, layer.weight('experts_down', [touched, moe.expertWidth, outer], 'matrix'));
  // Every token's results, weighed and added: [choices, T, outer] → [1, T, outer].
  const choices = chosen.shape[2]!;
  const results = graph.slice(graph.reshape(down, [touched * rows, outer]), 0, 0, choices * tokens);
  const weights = graph.reshape(graph.transpose(chosen, [2, 1, 0]), [choices, tokens, 1]);
  const weighted = graph.multiply(graph.reshape(results, [choices, tokens, outer]), weights);
  const routed = graph.sum(weighted, 0, true);
  const back = moe.latentWidth === undefined ? routed : project(layer, routed, 'latent_out', x.shape[2]!);
  if (moe.sharedWidth === 0) return back;
  const shared = dense(layer, x, 'shared', moe.sharedWidth, moe.gated);
  const weighed = moe.sharedGate
    ? graph.multiply(shared, graph.sigmoid(project(layer, x, 'shared_expert_gate', 1)))
    : shared;
  return graph.add(back, weighed);
}
